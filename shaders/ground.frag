// The ground pass: up to two grounds, mixed, with film grain, dithered to 8 bits. The target's first row is the picture's top row, so gl_FragCoord counts from
// the top, as every texture does.
#include "finish.glsl"
#include "frame.glsl"
#include "light.glsl"

const int kGrounds = 2;
const int kLights = 8;
const int kLit = 1;    // ground_kind: relit art
const int kFrame = 2;  // a frame of a film

uniform vec2 to_unit;  // 2 / size of the picture
uniform int ground_count;
uniform int ground_kind[kGrounds];
uniform float ground_weight[kGrounds];

// Relit art: a layer per light, of which only those that burn are listed.
uniform sampler2DArray lit_0;
uniform sampler2DArray lit_1;
uniform int lit_count[kGrounds];
uniform int lit_layer[kGrounds * kLights];
uniform vec3 lit_gain[kGrounds * kLights];
uniform vec3 lit_radiance[kGrounds * kLights];
uniform vec2 lit_shade[kGrounds];  // exposure, vignette

// Frames: three planes each. A pixel shows the plane's sample frame_map.xy + frame_map.zw * (pixel - frame_box.xy).
uniform sampler2D frame_0_0;
uniform sampler2D frame_0_1;
uniform sampler2D frame_0_2;
uniform sampler2D frame_1_0;
uniform sampler2D frame_1_1;
uniform sampler2D frame_1_2;
uniform ivec4 frame_box[kGrounds];  // left, top, right, bottom in the picture; outside is black
uniform vec4 frame_map[kGrounds * 3];
uniform vec4 frame_scale[kGrounds];   // luma_scale, luma_offset, chroma_scale, level
uniform vec4 frame_matrix[kGrounds];  // red_v, green_u, green_v, blue_u
uniform int frame_is_rgb[kGrounds];

uniform sampler2D grain_tile;
uniform sampler2D dither_tile;
uniform float grain_strength;
uniform ivec2 grain_start;
uniform ivec2 dither_start[3];

out vec4 colour;

vec3 lit_colour(sampler2DArray art, int ground, ivec2 at) {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < lit_count[ground]; i++) {
    int light = ground * kLights + i;
    vec4 texel = texelFetch(art, ivec3(at, lit_layer[light]), 0);
    sum = add_light(sum, texel.rgb, lit_gain[light]);
    sum = add_emitter(sum, texel.a, lit_radiance[light]);
  }
  vec2 unit = gl_FragCoord.xy * to_unit - 1.0;
  return tone(sum, lit_shade[ground].x * vignette(unit.x, unit.y, lit_shade[ground].y));
}

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

vec3 frame_to_colour(vec3 ycc, int ground) {
  vec4 s = frame_scale[ground];
  vec4 m = frame_matrix[ground];
  vec3 c = frame_is_rgb[ground] != 0 ? ycc : frame_colour(ycc, s.x, s.y, s.z, m.x, m.y, m.z, m.w);
  return vec3(frame_level(c.x, s.w), frame_level(c.y, s.w), frame_level(c.z, s.w));
}

bool is_outside(ivec4 box, ivec2 at) {
  return at.x < box.x || at.y < box.y || at.x >= box.z || at.y >= box.w;
}

vec3 ground_0(ivec2 at) {
  if (ground_kind[0] == kLit) return lit_colour(lit_0, 0, at);
  if (ground_kind[0] != kFrame || is_outside(frame_box[0], at)) return vec3(0.0);
  vec2 inside = vec2(at - frame_box[0].xy);
  return frame_to_colour(vec3(plane_sample(frame_0_0, frame_map[0], inside), plane_sample(frame_0_1, frame_map[1], inside),
                              plane_sample(frame_0_2, frame_map[2], inside)), 0);
}

vec3 ground_1(ivec2 at) {
  if (ground_kind[1] == kLit) return lit_colour(lit_1, 1, at);
  if (ground_kind[1] != kFrame || is_outside(frame_box[1], at)) return vec3(0.0);
  vec2 inside = vec2(at - frame_box[1].xy);
  return frame_to_colour(vec3(plane_sample(frame_1_0, frame_map[3], inside), plane_sample(frame_1_1, frame_map[4], inside),
                              plane_sample(frame_1_2, frame_map[5], inside)), 1);
}

vec3 mixed(vec3 under, vec3 over, float weight) {
  return vec3(blend(under.x, over.x, weight), blend(under.y, over.y, weight), blend(under.z, over.z, weight));
}

// The tile holds 0..255 as 0..1; dither is 0..255 in 256.
float dither_at(ivec2 at) {
  return texelFetch(dither_tile, at & (textureSize(dither_tile, 0) - 1), 0).r * 0.99609375;
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec3 c = vec3(0.0);
  if (ground_count > 0) c = mixed(c, ground_0(at), ground_weight[0]);
  if (ground_count > 1) c = mixed(c, ground_1(at), ground_weight[1]);
  float grain = texelFetch(grain_tile, (at + grain_start) & (textureSize(grain_tile, 0) - 1), 0).r * grain_amount(c, grain_strength);
  vec3 code = vec3(quantise(c.x, grain, dither_at(at + dither_start[0])), quantise(c.y, grain, dither_at(at + dither_start[1])),
                   quantise(c.z, grain, dither_at(at + dither_start[2])));
  colour = vec4(floor(code) * (1.0 / 255.0), 1.0);
}
