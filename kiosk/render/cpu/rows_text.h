#pragma once
// The shared pixel functions of shaders/*.glsl as C++, for rows.cpp only, which includes this inside its unnamed
// namespace once per instruction set.

namespace glsl {
struct vec3 {
  float x, y, z;
  vec3(float a, float b, float c) : x(a), y(b), z(c) {}
};
inline vec3 operator*(vec3 a, vec3 b) { return {a.x * b.x, a.y * b.y, a.z * b.z}; }
inline vec3 operator*(vec3 a, float b) { return {a.x * b, a.y * b, a.z * b}; }
inline vec3 operator+(vec3 a, vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline float max(float a, float b) { return a > b ? a : b; }
inline float min(float a, float b) { return a < b ? a : b; }
inline float sqrt(float a) { return __builtin_sqrtf(a); }
using uint = std::uint32_t;
using word = std::uint16_t;
using small = std::int16_t;
inline small max(small a, small b) { return a > b ? a : b; }
inline small min(small a, small b) { return a < b ? a : b; }
#include "finish.glsl"
#include "frame.glsl"
#include "light.glsl"
#include "view.glsl"
}  // namespace glsl

struct Block {
  alignas(64) float red[kBlock], green[kBlock], blue[kBlock];
};
