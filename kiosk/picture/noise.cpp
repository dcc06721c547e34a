#include "picture/noise.h"

namespace redlight {
namespace {
// kDither and kGrain, as noise_maker.cpp prints them when the program is built.
#include "noise_tiles.inc"
}  // namespace

const std::array<std::uint8_t, kDitherSize * kDitherSize>& dither_tile() { return kDither; }

const std::array<std::int8_t, kGrainSize * kGrainSize>& grain_tile() { return kGrain; }

}  // namespace redlight
