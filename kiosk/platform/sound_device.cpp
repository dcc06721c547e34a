#include "platform/sound_device.h"

#include <fmt/format.h>
#include <string_view>

#include "media/audio_sink.h"

namespace redlight {
namespace {

// Frames a callback: 43 ms. With half of it PulseAudio ran dry for some milliseconds now and then beside other work
// (script/bench seam).
constexpr int kPeriod = 2048;

/// How many periods after a callback what it fills is heard: after the buffer that is playing. PulseAudio counts its
/// own part into that buffer: seen and heard from outside (script/bench player) it is two thirds.
double periods_to_ear(std::string_view driver) { return driver == "pulseaudio" ? 2.0 / 3 : 1; }

/// SDL's audio, for as long as somebody has one. Cards are opened and closed by threads that end with it, of which SDL
/// would keep the texts of their errors: a hundred bytes a second where there is no card.
struct SdlAudio {
  SdlAudio() : is_up(SDL_InitSubSystem(SDL_INIT_AUDIO) == 0) {}
  ~SdlAudio() {
    if (is_up) SDL_QuitSubSystem(SDL_INIT_AUDIO);
    SDL_TLSCleanup();
  }
  SdlAudio(const SdlAudio&) = delete;
  SdlAudio& operator=(const SdlAudio&) = delete;
  const bool is_up;
};

class SdlSoundDevice final : public SoundDevice {
 public:
  explicit SdlSoundDevice(FillSound fill) : fill_(std::move(fill)) {}
  ~SdlSoundDevice() override {
    if (device_ != 0) SDL_CloseAudioDevice(device_);  // waits for a callback that runs
  }

  Result<void> open() {
    if (!audio_.is_up) return fail(ErrorKind::device, std::string("no sound: ") + SDL_GetError());
    SDL_AudioSpec wanted{}, got{};
    wanted.freq = kSampleRate, wanted.format = AUDIO_F32SYS, wanted.channels = 2, wanted.samples = kPeriod;
    wanted.callback = &SdlSoundDevice::callback, wanted.userdata = this;
    device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, &got, 0);  // SDL converts to what the card takes
    if (device_ == 0) return fail(ErrorKind::device, std::string("the sound card cannot be opened: ") + SDL_GetError());
    latency_ = from_seconds(periods_to_ear(SDL_GetCurrentAudioDriver()) * got.samples / got.freq);
    name_ = fmt::format("{} ({} frames a period)", SDL_GetCurrentAudioDriver(), got.samples);
    return {};
  }

  void start() override { SDL_PauseAudioDevice(device_, 0); }
  bool is_lost() const override { return SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED; }
  std::string name() const override { return name_; }

 private:
  static void callback(void* self, Uint8* stream, int length) {
    const auto& device = *static_cast<SdlSoundDevice*>(self);
    device.fill_(std::span(reinterpret_cast<float*>(stream), static_cast<std::size_t>(length) / sizeof(float)),
                 device.latency_);
  }

  const SdlAudio audio_;
  const FillSound fill_;
  SDL_AudioDeviceID device_ = 0;
  Duration latency_{};  // set before the first callback
  std::string name_;
};

}  // namespace

Result<std::unique_ptr<SoundDevice>> SdlSoundDevices::open(FillSound fill) {
  auto device = std::make_unique<SdlSoundDevice>(std::move(fill));
  if (auto opened = device->open(); !opened) return tl::unexpected(opened.error());
  SDL_TLSCleanup();
  return device;
}

std::vector<std::string> sound_card_names() {
  std::vector<std::string> names;
  const SdlAudio audio;
  if (!audio.is_up) return names;
  for (int i = 0; i < SDL_GetNumAudioDevices(0); i++)
    if (const char* name = SDL_GetAudioDeviceName(i, 0)) names.emplace_back(name);
  return names;
}

}  // namespace redlight
