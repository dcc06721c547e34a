#pragma once
// A device that sound comes out of, and what opens one: the seam between the sound card (platform/sound_card.h) and
// SDL.
#include <SDL.h>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace redlight {

/// Fills `out` with interleaved stereo at 48 kHz, of which the first sample is heard `until_heard` from now. Called on
/// the device's own thread; takes no lock and allocates nothing.
using FillSound = std::function<void(std::span<float> out, Duration until_heard)>;

class SoundDevice {
 public:
  /// Closes the device, which may take a while; no call of FillSound comes after it. Any thread.
  virtual ~SoundDevice() = default;
  /// From now on it asks for sound. Main thread, once.
  virtual void start() = 0;
  /// It was unplugged or its server is gone. It may go on asking for sound. Any thread.
  virtual bool is_lost() const = 0;
  /// For people.
  virtual std::string name() const = 0;
};

class SoundDevices {
 public:
  virtual ~SoundDevices() = default;
  /// Opens the default device, silent until start(). May take a while: any thread, one at a time. Error: device.
  virtual Result<std::unique_ptr<SoundDevice>> open(FillSound fill) = 0;
};

/// SDL's. Its audio is begun for each device and ended with it, so that a driver that was not there before is found.
class SdlSoundDevices final : public SoundDevices {
 public:
  Result<std::unique_ptr<SoundDevice>> open(FillSound fill) override;
};

/// The names of the output devices, for `doctor`. Main thread.
std::vector<std::string> sound_card_names();

}  // namespace redlight
