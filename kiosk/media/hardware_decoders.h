#pragma once
// Private to media/. The decoders in the hardware of this machine, by FFmpeg's generic interface: VAAPI, NVDEC, DRM and
// VideoToolbox as a device of an ordinary decoder, V4L2 M2M as a decoder of its own. Any thread.
//
// A process has one context of a device, which all its decoders share. It is looked for on a thread of its own, because
// a driver may take a tenth of a second to wake; until then there is none.
#include <string>

#include "media/picture_decoder.h"

namespace redlight {

struct HardwareDecoder {
  PictureDecoderPtr decoder;  ///< null: this machine has none for such films
  std::string name;           ///< "vaapi", "v4l2m2m"
};

/// Whether it is known what there is; the first question begins the search. Never waits.
bool knows_hardware();

/// For films like that of `like`, an open decoder in software. Waits until it is known what there is.
HardwareDecoder open_hardware_decoder(const AVCodecContext& like);

/// FFmpeg's name of the device that was found, empty where there is none. Waits until that is known.
std::string hardware_device();

}  // namespace redlight
