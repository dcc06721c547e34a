#include "platform/sound_card.h"

#include "base/log.h"

namespace redlight {
namespace {
constexpr int kPeriod =
    1024;  // frames a callback: 21 ms, small enough to sound at once, large enough for a busy machine
constexpr Duration kRetry = std::chrono::seconds(1);
}  // namespace

SoundCard::SoundCard(Mixer& mixer, SteadyClock& clock) : mixer_(mixer), clock_(clock), stand_in_(mixer) {}

Result<std::unique_ptr<SoundCard>> SoundCard::open(Mixer& mixer, SteadyClock& clock) {
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
    return fail(ErrorKind::device, std::string("no sound: ") + SDL_GetError());
  auto card = std::unique_ptr<SoundCard>(new SoundCard(mixer, clock));
  if (auto opened = card->open_device(); !opened) return tl::unexpected(opened.error());
  return card;
}

SoundCard::~SoundCard() {
  if (device_ != 0) SDL_CloseAudioDevice(device_);  // waits for a callback that runs
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

Result<void> SoundCard::open_device() {
  SDL_AudioSpec wanted{}, got{};
  wanted.freq = kSampleRate, wanted.format = AUDIO_F32SYS, wanted.channels = 2, wanted.samples = kPeriod;
  wanted.callback = &SoundCard::callback, wanted.userdata = this;
  device_ = SDL_OpenAudioDevice(nullptr, 0, &wanted, &got, 0);  // SDL converts to what the card takes
  if (device_ == 0) return fail(ErrorKind::device, std::string("the sound card cannot be opened: ") + SDL_GetError());
  mixer_.set_heard(true);
  // What the callback fills is heard after the buffer that is playing: one period.
  latency_ = from_seconds(static_cast<double>(got.samples) / got.freq);
  SDL_PauseAudioDevice(device_, 0);
  spdlog::info("sound: {} ({} frames a period)", SDL_GetCurrentAudioDriver(), got.samples);
  return {};
}

void SoundCard::callback(void* self, Uint8* stream, int length) {
  auto& card = *static_cast<SoundCard*>(self);
  const std::span<float> out(reinterpret_cast<float*>(stream), static_cast<std::size_t>(length) / sizeof(float));
  card.mixer_.mix(out, card.clock_.now() + card.latency_);
}

void SoundCard::pump(Instant now) {
  if (device_ != 0) return;
  stand_in_.pump(now);
  if (now >= retry_at_) {
    retry_at_ = now + kRetry;
    if (auto opened = open_device(); opened) spdlog::info("sound: the card is back");
  }
}

void SoundCard::device_changed() {
  if (device_ != 0 && SDL_GetAudioDeviceStatus(device_) == SDL_AUDIO_STOPPED) {
    spdlog::warn("sound: the card is gone; the show goes on without it");
    SDL_CloseAudioDevice(device_);
    device_ = 0;
    mixer_.set_heard(false);
  }
}

std::vector<std::string> sound_card_names() {
  std::vector<std::string> names;
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) return names;
  for (int i = 0; i < SDL_GetNumAudioDevices(0); i++)
    if (const char* name = SDL_GetAudioDeviceName(i, 0)) names.emplace_back(name);
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
  return names;
}

}  // namespace redlight
