#pragma once
// Where rendered frames go: a film, a folder of numbered images with the sound beside them, one image, or a contact
// sheet. Main thread.
#include <memory>
#include <span>

#include "app/options.h"
#include "base/result.h"
#include "picture/image.h"

namespace redlight {

class FrameOutput {
 public:
  virtual ~FrameOutput() = default;
  /// Frame `index` of the render, from 0; whether it is wanted at all (a contact sheet wants few).
  virtual bool wants(long index) const = 0;
  /// Whether what is written can be heard.
  virtual bool has_sound() const = 0;
  virtual Result<void> add_frame(long index, const Image& image) = 0;
  /// Interleaved stereo at 48 kHz, between the frames.
  virtual Result<void> add_sound(std::span<const float> samples) = 0;
  virtual Result<void> finish() = 0;
};

/// By the name of options.output: .mp4, .png, or a folder (ending in / or existing). `frames` is how many there will
/// be. Errors: unreadable, unsupported.
Result<std::unique_ptr<FrameOutput>> open_output(const RenderOptions& options, long frames);

}  // namespace redlight
