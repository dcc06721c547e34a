#include "media/player.h"

#include <algorithm>
#include <pthread.h>
#include <thread>
#include <utility>

#include "base/log.h"
#include "media/cadence.h"
#include "media/demuxer.h"
#include "media/frame_queue.h"
#include "media/media_clock.h"
#include "media/packet_buffer.h"
#include "media/progress.h"
#include "media/sound_decoder.h"
#include "media/video_decoder.h"

namespace redlight {

namespace {

/// Sound that lags this much behind a clock it does not lead (a sink that paused, a late device) skips to where the
/// clock is.
constexpr Duration kLag = std::chrono::milliseconds(100);

/// A machine that is short of breath drops frames and keeps the time; a disk that is silent for longer stops it.
constexpr Duration kSmallStall = std::chrono::milliseconds(250);
constexpr Duration kMostStall = std::chrono::seconds(8);

class ThreadedPlayer final : public Player {
 public:
  ThreadedPlayer(std::filesystem::path file, PlayerOptions options, std::shared_ptr<Voice> voice)
      : file_(file.string()),
        options_(std::move(options)),
        voice_(std::move(voice)),
        demuxer_({file, options_.loop, voice_ ? MediaFile::Sound::decode : MediaFile::Sound::ignore,
                  options_.open_limit, options_.language},
                 packets_, progress_),
        video_(file, options_.decoding, packets_, frames_, progress_) {
    if (voice_) sound_.emplace(file, packets_, *voice_, progress_);
    threads_[0] = start("demux", [this](std::stop_token stop) { demuxer_.run(std::move(stop)); });
    threads_[1] = start("video-decode", [this](const std::stop_token&) { video_.run(); });
    if (sound_) threads_[2] = start("sound-decode", [this](const std::stop_token&) { sound_->run(); });
  }

  ~ThreadedPlayer() override {
    if (voice_) voice_->set_playing(false);
    for (auto& thread : threads_) thread.request_stop();
    progress_.close();
    packets_.close();
    frames_.close();
    for (auto& thread : threads_) {
      if (thread.joinable()) thread.join();
    }
  }

  PlayerState state() const override {
    if (progress_.has_failed()) return PlayerState::failed;
    if (has_ended_) return PlayerState::ended;
    if (is_playing_) return PlayerState::playing;
    return progress_.is_opening() ? PlayerState::opening : PlayerState::ready;
  }

  std::optional<Error> error() const override { return progress_.error(); }
  MediaInfo info() const override { return progress_.info(); }
  void wait_ready() override { progress_.wait_ready(); }

  void play(Instant now, double refresh_rate) override {
    if (state() != PlayerState::ready) return;
    is_playing_ = true;
    counts_ = {};
    if (current_ && !is_old_) counts_.presented = 1;
    const MediaInfo about = progress_.info();
    cadence_ = about.has_steady_rate ? cadence_of(about.frames_per_second, refresh_rate) : std::nullopt;
    earliness_ = cadence_ ? cadence_->earliness(from_seconds(1 / refresh_rate)) : Duration{};
    watch_ = {};
    refresh_ = 0, asked_at_ = fed_at_ = now;
    clock_.start(now, leads_by_sound(),
                 cadence_ ? std::optional(MediaClock::Refreshes{refresh_rate, cadence_->speed}) : std::nullopt);
    if (voice_) voice_->set_playing(true);
  }

  void rewind() override {
    if (progress_.has_failed()) return;
    is_playing_ = has_ended_ = false;
    is_old_ = true;
    clock_.stop();
    ++generation_;
    if (voice_) voice_->set_playing(false);
    // The buffers first: the demuxer turns to the new generation when `progress_` says so, and must find them ready for
    // it.
    packets_.restart(generation_);
    frames_.restart(generation_);
    progress_.restart(generation_);
  }

  FramePtr frame(Instant due) override {
    if (is_old_ && !progress_.has_failed() && !progress_.is_opening()) take_first();
    if (!is_playing_ || has_ended_ || progress_.has_failed()) return current_;
    const bool stalls = is_stalled(due);
    if (has_ended_) return current_;
    const Duration time = stalls ? clock_.hold(due) : clock_.advance(due, heard(due));
    if (sound_plays()) keep_sound_in_step(due, time);
    const auto next = frames_.take_due(time + earliness_, has_video() ? options_.patience : Patience::never_wait);
    if (due > asked_at_) refresh_ += clock_.refreshes_in(due - asked_at_), asked_at_ = due;
    if (next.frame) {
      current_ = next.frame;
      ++counts_.presented;
      counts_.dropped += next.dropped;
      if (cadence_) watch_cadence(next.frame->pts);
    }
    if (options_.loop) count_loops(time);
    const std::optional<Duration> end = progress_.end();
    has_ended_ = end && time + kEndEarliness >= *end && (next.has_ended || !has_video());
    return current_;
  }

  std::optional<Instant> next_frame_due(Instant now) const override {
    const auto pts = is_playing_ && !has_ended_ ? frames_.next_pts() : std::nullopt;
    if (!pts) return std::nullopt;
    Instant due = now;
    // The clock is drawn towards the sound on the way there: each step lands nearer by far.
    for (int i = 0; i < 3; ++i) due = std::max(due + (*pts - media_time(due)), now);
    return due;
  }

  Duration media_time(Instant due) const override { return clock_.at(due, heard(due)); }

  Duration time_in_file(Instant due) const override {
    const Duration time = media_time(due);
    const auto length = options_.loop ? progress_.pass_length() : std::nullopt;
    return length ? time % *length : time;
  }

  void set_gain(float linear) override {
    if (voice_) voice_->set_gain(linear);
  }

  void set_trim(float linear) override {
    if (voice_) voice_->set_trim(linear);
  }

  PlayerCounts counts() const override { return counts_; }

 private:
  /// The time stamps of the last frame and the refresh meet to within rounding.
  static constexpr Duration kEndEarliness = std::chrono::microseconds(500);

  template <class Body>
  static std::jthread start(const char* name, Body body) {
    std::jthread thread(std::move(body));
    pthread_setname_np(thread.native_handle(), name);
    return thread;
  }

  bool has_video() const { return progress_.info().has_video; }
  bool sound_plays() const { return voice_ && progress_.info().has_audio; }
  bool leads_by_sound() const { return options_.clock == MasterClock::sound && sound_plays(); }

  /// What is heard at `due`, if the sound leads the clock and somebody hears it.
  std::optional<Duration> heard(Instant due) const {
    if (!is_playing_ || !leads_by_sound() || voice_->finished()) return std::nullopt;
    const auto until = voice_->heard_until();
    if (!until || due - *until > MediaClock::kPatience) return std::nullopt;
    return voice_->heard(due);
  }

  void take_first() {
    if (FramePtr first = frames_.take_first()) {
      current_ = std::move(first);
      is_old_ = false;
      if (is_playing_) ++counts_.presented;
    } else if (!has_video()) {
      is_old_ = false;
    }
  }

  /// Skips sound that nobody pulled, and waits for sound where nothing may be missing.
  void keep_sound_in_step(Instant due, Duration time) {
    const auto until = voice_->heard_until();
    const Instant last_pull = until.value_or(clock_.started_at());
    if (due - last_pull > MediaClock::kPatience) {
      voice_->discard_until(time);
    } else if (options_.clock == MasterClock::timeline && until) {
      if (*voice_->heard(due) + kLag < time) voice_->discard_until(time);
    }
    voice_->set_speed(clock_.sound_speed());
    if (options_.patience == Patience::never_wait) return;
    progress_.notify();  // there may be room again
    const auto wanted = static_cast<std::size_t>(samples_in(kSoundAhead));
    progress_.wait([&] { return voice_->buffered() >= wanted || voice_->complete(); });
  }

  /// Nothing is left to be seen or heard, and more was to come: the disk does not deliver. Time stands still then, and
  /// goes on where it stood; after a while the film is over.
  bool is_stalled(Instant due) {
    const bool sound_waits = sound_plays() && voice_->buffered() == 0;
    const bool waits =
        has_video() ? frames_.is_dry() && (sound_waits || !sound_plays()) : sound_waits && !voice_->complete();
    if (!waits || options_.patience != Patience::never_wait) fed_at_ = due;
    has_ended_ = due - fed_at_ > kMostStall;
    if (has_ended_) spdlog::warn("{}: nothing was delivered for {:.0f} s; it is over", file_, seconds(kMostStall));
    return due - fed_at_ > kSmallStall;
  }

  void watch_cadence(Duration pts) {
    const double number = seconds(pts) * progress_.info().frames_per_second;
    watch_.shown(static_cast<std::int64_t>(number + 0.5), refresh_, *cadence_);
    counts_.cadence_errors = watch_.errors();
  }

  void count_loops(Duration time) {
    if (const auto length = progress_.pass_length()) counts_.loops = static_cast<int>((time + kEndEarliness) / *length);
  }

  // constant
  const std::string file_;
  const PlayerOptions options_;
  const std::shared_ptr<Voice> voice_;  // null: the sound is not decoded

  // shared by all threads, each with a mutex of its own
  PacketBuffer packets_;
  FrameQueue frames_;
  Progress progress_;

  // one thread each
  Demuxer demuxer_;
  VideoDecoder video_;
  std::optional<SoundDecoder> sound_;

  // main thread
  int generation_ = 0;
  bool is_playing_ = false, has_ended_ = false;
  bool is_old_ = true;  // `current_` is of before the last rewind, or null
  FramePtr current_;
  MediaClock clock_;
  std::optional<Cadence> cadence_;  // set: the display's refreshes lead
  Duration earliness_{};            // its
  CadenceWatch watch_;
  std::int64_t refresh_ = 0;  // since play()
  Instant asked_at_{};        // of the last frame()
  Instant fed_at_{};          // when there was something to see or to hear
  PlayerCounts counts_;

  std::array<std::jthread, 3> threads_;  // last: they use everything above
};

}  // namespace

std::unique_ptr<Player> Player::open(std::filesystem::path file, PlayerOptions options, Mixer* mixer) {
  std::shared_ptr<Voice> voice;
  if (mixer != nullptr) {
    voice = mixer->add_voice();
    if (!voice) spdlog::warn("{}: too many sounds at once, this one stays silent", file.string());
  }
  return std::make_unique<ThreadedPlayer>(std::move(file), std::move(options), std::move(voice));
}

}  // namespace redlight
