#pragma once
// Private to media/. An open media file: its container, the streams that are played, and the decoders for them. Made
// and read by the demuxer thread (or by probe()); the decoders are handed to their threads by moving them out.
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "media/container.h"
#include "media/frame_maker.h"
#include "media/input_file.h"
#include "media/libav_ptrs.h"
#include "media/media_info.h"

namespace redlight {

/// One stream that is played, with a decoder of its own that is ready for its packets.
struct Track {
  int index = -1;  ///< of the stream; -1 for none
  AVRational time_base{0, 1};
  std::int64_t origin = 0;    ///< media time 0, in time_base
  Duration frame_duration{};  ///< of a video frame that does not say; 0 for sound
  std::optional<Duration>
      length;  ///< of sound, where the container knows it and the codec does not (mp4): samples after it are padding
  PictureTraits picture;  ///< of video, as the container has them
  AvCodecPtr codec;

  explicit operator bool() const { return index >= 0; }
};

class MediaFile {
 public:
  enum class Sound { decode, ignore };

  struct Wish {
    Sound sound = Sound::decode;
    std::string language;  ///< of the sound, see PlayerOptions
    std::chrono::seconds limit{10};
  };
  /// Opens, finds the streams and opens their decoders. Blocks until the limit is over or `stop` is requested. Errors:
  /// all but device.
  static Result<std::unique_ptr<MediaFile>> open(const std::filesystem::path& file, const Wish& wish,
                                                 std::stop_token stop);

  /// The next packet of one of the tracks in place of what `packet` held, or a libav error code. Waits for the file as
  /// long as it takes, unless a stop is requested.
  int read(AVPacket& packet);
  /// From now on read() gives the sound's packets alone; a container that knows where they are skips the rest unread.
  void skip_video();
  /// Back to the first packet. False when the file cannot seek.
  bool seek_to_start();

  const MediaInfo& info() const { return info_; }
  const AVStream& stream(const Track& track) const { return *format_->streams[track.index]; }

  Track video,
      sound;  ///< only the codec is ever moved out; both may be none when the file holds only sound and that is ignored

 private:
  MediaFile() = default;
  Result<void> open_container(const std::filesystem::path& file);
  Result<void> find_streams(const std::filesystem::path& file, const Wish& wish);
  Result<void> open_decoder(Track& track, const std::filesystem::path& file);
  void describe_video();
  void describe_sound();
  void fill_info();

  Deadline deadline_;  // read by the two below, so it goes last
  std::unique_ptr<InputFile> input_;
  ContainerPtr format_;
  MediaInfo info_;
};

}  // namespace redlight
