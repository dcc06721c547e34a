#pragma once
// Private to media/. The demuxer's thread: opens the file, reads packets into the buffer, and at the end seeks back or
// waits for a rewind. It alone touches the container. Made by the player, run() is the body of the thread and returns
// on a stop request or when the buffer is closed.
#include <cstddef>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "media/media_file.h"
#include "media/packet_buffer.h"
#include "media/progress.h"

namespace redlight {

class Demuxer {
 public:
  struct Wish {
    std::filesystem::path file;
    bool loop = false;
    MediaFile::Sound sound = MediaFile::Sound::decode;
    std::chrono::seconds open_limit{10};  ///< see PlayerOptions
    std::string language;                 ///< see PlayerOptions
  };
  Demuxer(Wish wish, PacketBuffer& packets, Progress& progress)
      : wish_(std::move(wish)), packets_(packets), progress_(progress) {}

  void run(std::stop_token stop);

 private:
  enum class Next { go_on, rewind, stop };
  Next read_pass(int generation);
  Next end_pass(int generation);
  Next push(Lane lane, PacketItem item, int generation);
  Next push_packet(AvPacketPtr packet, int generation);
  Next push_gap_if_far_ahead(int generation);
  void measure(Lane lane, const AVPacket& packet);
  std::optional<Duration> length_of_pass() const;

  const Wish wish_;
  PacketBuffer& packets_;
  Progress& progress_;
  std::unique_ptr<MediaFile> file_;

  // of the pass that is being read
  struct Reach {
    Duration end{};  ///< of the last packet, from the first
    long packets = 0;
    std::size_t bytes_alone = 0;  ///< read since the other track's last packet
    bool is_over = false;         ///< nothing more is handed on in this pass
  };
  Reach video_, sound_;
  Duration gap_told_{};
};

}  // namespace redlight
