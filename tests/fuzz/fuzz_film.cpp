// Any bytes as a film: opened, decoded, looped and read to the last pixel, as the show does it offline.
#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

#include "base/log.h"
#include "media/audio_sink.h"
#include "media/player.h"

using namespace redlight;

namespace {

constexpr int kFrames = 30;
constexpr Duration kStep = std::chrono::milliseconds(40);

/// A file in memory, which libav reads as any other.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : descriptor_(memfd_create("film", MFD_CLOEXEC)) {
    if (descriptor_ < 0 || write(descriptor_, data, size) != static_cast<ssize_t>(size)) std::abort();
  }
  ~Bytes() { close(descriptor_); }
  Bytes(const Bytes&) = delete;
  Bytes& operator=(const Bytes&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  const int descriptor_;
};

unsigned look_at(const VideoFrame& frame) {
  unsigned sum = 0;
  for (const Plane& plane : frame.planes)
    for (int y = 0; y < plane.height; y++)
      for (int x = 0; x < plane.width; x++) sum += plane.data[std::ptrdiff_t{y} * plane.stride + x];
  return sum;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  spdlog::set_level(spdlog::level::off);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Bytes file(data, size);
  Mixer mixer;
  MixdownSink sink(mixer);
  PlayerOptions options;
  options.loop = true, options.patience = Patience::wait_until_due, options.clock = MasterClock::timeline;
  options.open_limit = std::chrono::seconds(5);
  const auto player = Player::open(file.path(), options, &mixer);
  player->wait_ready();
  if (player->state() != PlayerState::ready) return 0;
  sink.pump(Instant{});
  player->play(Instant{}, 25);
  volatile unsigned seen = 0;
  FramePtr last;
  for (int i = 0; i < kFrames && player->state() == PlayerState::playing; i++) {
    const FramePtr frame = player->frame(Instant(i * kStep));
    if (frame && frame != last) seen = seen + look_at(*frame);
    last = frame;
    sink.pump(Instant((i + 1) * kStep));
    sink.take();
  }
  return 0;
}
