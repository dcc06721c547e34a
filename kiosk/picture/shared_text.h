#pragma once
// The shared pixel functions of shaders/*.glsl, compiled as C++ for the parts of a frame that are worked out on coarse
// grids. Included by sources of this room only; the rows have their own copy, which must stay in their translation
// unit.
#include <cmath>
#include <cstdint>

namespace redlight::glsl {

struct vec3 {
  float x, y, z;
  vec3(float a, float b, float c) : x(a), y(b), z(c) {}
};
inline vec3 operator*(vec3 a, float b) { return {a.x * b, a.y * b, a.z * b}; }
inline vec3 operator*(vec3 a, vec3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
inline vec3 operator+(vec3 a, vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline float max(float a, float b) { return a > b ? a : b; }
inline float min(float a, float b) { return a < b ? a : b; }
using uint = std::uint32_t;
using word = std::uint16_t;
using small = std::int16_t;
inline small max(small a, small b) { return a > b ? a : b; }
inline small min(small a, small b) { return a < b ? a : b; }
using std::floor;
using std::sqrt;

namespace {
// No source calls all of the text.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include "finish.glsl"
#include "frame.glsl"
#include "light.glsl"
#include "room.glsl"
#include "ten_bits.glsl"
#include "view.glsl"
#pragma GCC diagnostic pop
}  // namespace

}  // namespace redlight::glsl
