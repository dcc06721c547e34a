#pragma once
// Plays one media file: opens, decodes and queues it on threads of its own, and answers, without ever waiting, which
// frame is due.
//
// Owned by the main thread, which calls every member. Inside: a demuxer, a video decoder and a sound decoder thread,
// joined by the destructor, which returns within half a second in any state, also while a file is being opened (libav's
// interrupt callback reads the same stop token). Loop and rewind are a seek and a flush on the same open file and
// decoders; nothing is opened again.
//
// A loop has one length for all its passes: that of the picture, or of the sound where that is longer by more than a
// codec's padding (60 ms). Shorter sound is followed by silence, a shorter picture by its last frame. Frame pts and
// sound positions go on counting, so neither drifts against the other.
//
// Offline (Patience::wait_until_due), with every frame a `step` long and a MixdownSink:
//     sink.pump(start);                                   // begins there
//     for (due = start; ...; due += step) { frame(due); sink.pump(due + step); }
// frame(due) returns only when there is sound for at least kSoundAhead after `due` (or no more will come), so a step up
// to that long is never short of samples. That holds for every player that plays: ask each for its frame, also those
// that have only sound, before the sink is pumped.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "media/media_info.h"
#include "media/mixer.h"
#include "media/video_frame.h"

namespace redlight {

/// How much sound frame() waits for with Patience::wait_until_due.
inline constexpr Duration kSoundAhead = std::chrono::milliseconds(100);

enum class Patience {
  never_wait,      ///< a kiosk: frame() returns the newest frame there is
  wait_until_due,  ///< an offline render: frame() waits until the due frame is decoded, so that every run gives the
                   ///< same bytes
};

enum class MasterClock {
  sound,     ///< what leaves the loudspeaker tells the time, when the file has sound; otherwise as `timeline`
  timeline,  ///< the time handed to play() and frame() alone
};

enum class Decoding {
  software,   ///< the same bytes on every machine
  automatic,  ///< in hardware where there is some that proves itself
};

struct PlayerOptions {
  bool loop = false;  ///< at the end go on with the first frame, without a seam
  Patience patience = Patience::never_wait;
  MasterClock clock = MasterClock::sound;
  std::chrono::seconds open_limit{10};  ///< of real time; a file that takes longer to open has failed
  Decoding decoding = Decoding::software;
  /// BCP 47: of several sound tracks the one in this language is heard; empty, or where none is: the file's own choice.
  std::string language = {};
};

enum class PlayerState { opening, ready, playing, ended, failed };

/// Counted since play(); reading costs nothing.
struct PlayerCounts {
  long presented = 0;  ///< frames handed out for the first time
  long dropped = 0;    ///< frames that were decoded but never handed out, because a later one was due
  /// Frames that were seen for a refresh more or less than their turn, where refreshes lead.
  long cadence_errors = 0;
  int loops = 0;  ///< times the end was passed with PlayerOptions::loop
};

class Player {
 public:
  /// Returns at once; the file is opened on the player's threads. Without a mixer the sound is not decoded.
  static std::unique_ptr<Player> open(std::filesystem::path file, PlayerOptions options, Mixer* mixer);

  virtual ~Player() = default;

  /// ready: the first frame is decoded and a quarter second of sound is waiting (or the file has ended before).
  virtual PlayerState state() const = 0;
  /// Why the state is failed. A file that breaks after it began does not fail: it ends early, with its last good frame;
  /// so does one of which nothing comes for eight seconds. Until then its time stands still.
  virtual std::optional<Error> error() const = 0;
  /// Valid from ready on.
  virtual MediaInfo info() const = 0;

  /// Waits until the state is no longer opening. For offline rendering and tests.
  virtual void wait_ready() = 0;

  /// Starts the clock: the first frame is due at `now`. Only in state ready. `refresh_rate` is the display's, in Hz,
  /// where frame() is called once for each of its refreshes: then they lead, a film of a steady rate is played in an
  /// even cadence (media/cadence.h), and its sound follows. With 0 frames come at their own times.
  virtual void play(Instant now, double refresh_rate = 0) = 0;

  /// Back to the first frame and to state opening, from where it becomes ready again. Any state but failed.
  virtual void rewind() = 0;

  /// The frame to be on the glass at `due`: the last one whose pts is not after the media time then, give or take the
  /// half millisecond of kEarliness (pacer.h). From ready on it is never null for a file with video: before play() it
  /// is the first frame, after the end the last. Null while opening for the first time, and for sound without picture.
  /// While a rewound player opens it is still the old frame. Call it once a refresh, also for sound alone: it moves the
  /// clock on and notices the end.
  virtual FramePtr frame(Instant due) = 0;

  /// When the frame that follows the one last handed out is due, as far as it is known at `now`: empty when it is not
  /// decoded yet, or nothing plays. A frame() at that time hands it out.
  virtual std::optional<Instant> next_frame_due(Instant now) const = 0;

  /// Media time at `due` by the master clock, never going backwards between play() and rewind(). Goes on over loops; 0
  /// before play().
  virtual Duration media_time(Instant due) const = 0;

  /// The same from the beginning of the pass that it falls in: what it is in the file.
  virtual Duration time_in_file(Instant due) const = 0;

  /// Linear gain 0..1 of this player's sound, reached within about 20 ms. Fades call it every frame.
  virtual void set_gain(float linear) = 0;

  /// Linear gain 0..4 that brings the file to the show's loudness (media/loudness.h); glides while it is heard.
  virtual void set_trim(float linear) = 0;

  virtual PlayerCounts counts() const = 0;
};

}  // namespace redlight
