// The ground pass: up to two grounds, mixed, with film grain, dithered to 8 or 10 bits.
#include "lit_ground.glsl"
#include "frame.glsl"
#include "ten_bits.glsl"

const int kLit = 1;    // ground_kind: relit art
const int kFrame = 2;  // a frame of a film
const int kCoarse = 3;  // relit art that is drawn already: coarser than the picture by coarse.frag, or as a camera sees it, at scale 1, by view.frag

uniform int ground_count;
uniform int ground_kind[kGrounds];
uniform float ground_weight[kGrounds];

uniform isampler2D coarse_0;  // display-coded steps
uniform isampler2D coarse_1;
uniform int coarse_scale[kGrounds];

uniform ivec4 frame_box[kGrounds];  // left, top, right, bottom in the picture; outside is black
uniform vec4 frame_map[kGrounds * 3];
uniform ivec3 frame_scale[kGrounds];   // luma_offset, luma_scale, level
uniform ivec4 frame_matrix[kGrounds];  // red_v, green_u, green_v, blue_u
uniform int frame_is_rgb[kGrounds];

uniform sampler2D grain_tile;
uniform sampler2D dither_tile;
uniform ivec2 grain_scale;  // base, rise
uniform ivec2 grain_start;
uniform ivec2 dither_start[3];
uniform int has_ten_bits;  // the target has ten to a channel

out vec4 colour;

// Between four samples, first down the rows, then across.
float plane_sample(sampler2D plane, vec4 map, vec2 at) {
  ivec2 last = textureSize(plane, 0) - 1;
  vec2 place = clamp(map.xy + map.zw * at, vec2(0.0), vec2(last));
  ivec2 low = min(ivec2(place), max(last - 1, 0));
  ivec2 high = min(low + 1, last);
  vec2 part = place - vec2(low);
  float left = blend(texelFetch(plane, low, 0).r, texelFetch(plane, ivec2(low.x, high.y), 0).r, part.y);
  float right = blend(texelFetch(plane, ivec2(high.x, low.y), 0).r, texelFetch(plane, high, 0).r, part.y);
  return blend(left, right, part.x);
}

vec3 frame_to_colour(vec3 samples, int ground) {
  ivec3 s = frame_scale[ground];
  ivec4 m = frame_matrix[ground];
  ivec3 steps = ivec3(to_steps(samples.x), to_steps(samples.y), to_steps(samples.z));
  ivec3 twos = steps >> 1;
  if (frame_is_rgb[ground] == 0)
    twos = frame_luma(steps.x, s.x, s.y) + ivec3(frame_chroma(steps.z, m.x), frame_chroma(steps.y, m.y) + frame_chroma(steps.z, m.z), frame_chroma(steps.y, m.w));
  return vec3(ivec3(frame_level(twos.x, s.z), frame_level(twos.y, s.z), frame_level(twos.z, s.z))) * (1.0 / kFullScale);
}

ivec3 between(ivec3 here, ivec3 there, int part) {
  return ivec3(steps_between(here.x, there.x, part), steps_between(here.y, there.y, part), steps_between(here.z, there.z, part));
}

// Straight from sample to sample, first down, then across; each lies in the middle of `scale` pixels.
vec3 coarse_colour(isampler2D coarse, int scale, ivec2 at) {
  ivec2 here = at / scale;
  ivec2 turn = 2 * (at - here * scale) + 1 - scale;
  ivec2 there = clamp(here + sign(turn), ivec2(0), textureSize(coarse, 0) - 1);
  ivec2 part = abs(turn) * 65536 / (2 * scale);
  ivec3 left = between(texelFetch(coarse, here, 0).xyz, texelFetch(coarse, ivec2(here.x, there.y), 0).xyz, part.y);
  ivec3 right = between(texelFetch(coarse, ivec2(there.x, here.y), 0).xyz, texelFetch(coarse, there, 0).xyz, part.y);
  return vec3(between(left, right, part.x)) * (1.0 / kFullScale);
}

// `more`: light that is added to that of relit art.
vec3 ground_0(ivec2 at, vec3 more) {
  if (ground_kind[0] == kCoarse) return coarse_colour(coarse_0, coarse_scale[0], at);
  if (ground_kind[0] == kLit) return lit_colour(lit_light(lit_0, moves_0, plane_0_0, plane_0_1, plane_0_2, 0, at) + more, 0);
  if (ground_kind[0] != kFrame || is_outside(frame_box[0], at)) return vec3(0.0);
  vec2 inside = vec2(at - frame_box[0].xy);
  return frame_to_colour(vec3(plane_sample(plane_0_0, frame_map[0], inside), plane_sample(plane_0_1, frame_map[1], inside),
                              plane_sample(plane_0_2, frame_map[2], inside)), 0);
}

// `light`: its linear light, if it is relit art.
vec3 ground_1(ivec2 at, vec3 light) {
  if (ground_kind[1] == kCoarse) return coarse_colour(coarse_1, coarse_scale[1], at);
  if (ground_kind[1] == kLit) return lit_colour(light, 1);
  if (ground_kind[1] != kFrame || is_outside(frame_box[1], at)) return vec3(0.0);
  vec2 inside = vec2(at - frame_box[1].xy);
  return frame_to_colour(vec3(plane_sample(plane_1_0, frame_map[3], inside), plane_sample(plane_1_1, frame_map[4], inside),
                              plane_sample(plane_1_2, frame_map[5], inside)), 1);
}

vec3 mixed(vec3 under, vec3 over, float weight) {
  return vec3(blend(under.x, over.x, weight), blend(under.y, over.y, weight), blend(under.z, over.z, weight));
}

// 0..63
int dither_at(ivec2 at) {
  return int(texelFetch(dither_tile, at & (textureSize(dither_tile, 0) - 1), 0).r * 255.0 + 0.5) >> 2;
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec3 c = vec3(0.0);
  vec3 light = vec3(0.0);
  if (ground_count > 1 && ground_kind[1] == kLit) light = lit_light(lit_1, moves_1, plane_1_0, plane_1_1, plane_1_2, 1, at);
  if (ground_count > 0) c = mixed(c, ground_0(at, lit_adds != 0 ? light : vec3(0.0)), ground_weight[0]);
  if (ground_count > 1 && lit_adds == 0) c = mixed(c, ground_1(at, light), ground_weight[1]);
  ivec3 steps = ivec3(to_steps(c.x), to_steps(c.y), to_steps(c.z));
  float tile = texelFetch(grain_tile, (at + grain_start) & (textureSize(grain_tile, 0) - 1), 0).r;
  int grain = grain_steps(int(floor(tile * 127.0 + 0.5)), grain_amount(steps.x, steps.y, steps.z, grain_scale.x, grain_scale.y));
  ivec3 dither = ivec3(dither_at(at + dither_start[0]), dither_at(at + dither_start[1]), dither_at(at + dither_start[2]));
  if (has_ten_bits != 0)
    colour = vec4(vec3(ivec3(quantise_ten(steps.x, grain, dither.x), quantise_ten(steps.y, grain, dither.y), quantise_ten(steps.z, grain, dither.z))) *
                  (1.0 / 1023.0), 1.0);
  else
    colour = vec4(vec3(ivec3(quantise(steps.x, grain, dither.x), quantise(steps.y, grain, dither.y), quantise(steps.z, grain, dither.z))) * (1.0 / 255.0), 1.0);
}
