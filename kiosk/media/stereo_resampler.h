#pragma once
// Private to media/. What makes 48 kHz stereo of a decoder's sound, whatever its rate, format and channels: the one
// down-mix of the program, so that loudness is measured of what is heard. Pure; any thread.
#include "media/libav_ptrs.h"

namespace redlight {

/// For frames like this one: to interleaved float. Null when FFmpeg cannot do it.
SwrPtr make_stereo_resampler(const AVFrame& frame);

}  // namespace redlight
