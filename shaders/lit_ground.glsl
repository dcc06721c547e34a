// Relit art: its light at a pixel of a target of the art's own size. For the passes that draw it; as GLSL only. The target's first row is the picture's top row,
// so gl_FragCoord counts from the top, as every texture does.
#define word uint
#define small int
#include "finish.glsl"
#include "light.glsl"

const int kGrounds = 2;
const int kLights = 8;
uniform vec2 to_unit;  // 2 / size of the picture, in pixels of the target
uniform vec2 from_unit;  // what is taken off that: 1, unless a camera looks at the target
// Three planes each. Of a film's frame luma and chroma: a pixel shows the plane's sample frame_map.xy + frame_map.zw * (pixel - frame_box.xy). Of relit art
// what is foreground (red) and wet (green), the drifting haze, and the visitors' lights.
uniform sampler2D plane_0_0;
uniform sampler2D plane_0_1;
uniform sampler2D plane_0_2;
uniform sampler2D plane_1_0;
uniform sampler2D plane_1_1;
uniform sampler2D plane_1_2;

// Relit art: a layer per light, of which only those that burn are listed; then, where it is known, a layer of what stands behind the foreground for each.
// Alpha is the coverage of the source, and where on a tube the pixel lies.
uniform sampler2DArray lit_0;
uniform sampler2DArray lit_1;
uniform isampler2D moves_0;  // per row: far shift, near shift in 1/256 pixel, ripple in rows
uniform isampler2D moves_1;
uniform int lit_count[kGrounds];
uniform int lit_margin[kGrounds];   // texels before the picture's first in each row
uniform int lit_behind[kGrounds];   // the first layer of what stands behind
uniform int lit_moves[kGrounds];    // 1 where rows move
uniform ivec4 lit_box[kGrounds];    // left, top, right, bottom of the foreground; empty when the camera stands still
uniform ivec2 lit_wet[kGrounds];    // the rows whose reflections tremble
uniform int lit_layer[kGrounds * kLights];
uniform int lit_source[kGrounds * kLights];  // bit 0: belongs to the foreground, bit 1: has a profile along its length
uniform vec3 lit_gain[kGrounds * kLights];
uniform vec3 lit_radiance[kGrounds * kLights];
uniform vec4 lit_profile[kGrounds * kLights * 2];
uniform vec2 lit_shade[kGrounds];  // exposure, vignette
uniform int lit_adds;              // 1 where the second ground's light is added to the first one's, and nothing else of it is seen
uniform ivec3 field_at[kGrounds * 2];  // left, top, step of haze and visitors' lights; step 0: none

bool is_outside(ivec4 box, ivec2 at) {
  return at.x < box.x || at.y < box.y || at.x >= box.z || at.y >= box.w;
}

// The layers' light `part` of the way from a pixel to its right neighbour; each comes from the layers that begin at its own. (One loop for both: written as
// a mix of two calls, some drivers take minutes to compile it.)
vec3 lights_at(sampler2DArray art, int ground, ivec2 at, float part, int here_layer, int next_layer) {
  vec3 sum = vec3(0.0);
  ivec2 texel = ivec2(at.x + lit_margin[ground], at.y);
  for (int i = 0; i < lit_count[ground]; i++) {
    int light = ground * kLights + i;
    vec3 code = texelFetch(art, ivec3(texel, here_layer + lit_layer[light]), 0).rgb;
    vec3 share = code * code;
    if (part > 0.0) {
      code = texelFetch(art, ivec3(texel.x + 1, texel.y, next_layer + lit_layer[light]), 0).rgb;
      share += (code * code - share) * part;
    }
    sum += share * lit_gain[light];
  }
  return sum;
}

// The room without its foreground.
vec3 far_at(sampler2DArray art, int ground, ivec2 at, float part) {
  int here_layer = is_outside(lit_box[ground], at) ? 0 : lit_behind[ground];
  int next_layer = is_outside(lit_box[ground], ivec2(at.x + 1, at.y)) ? 0 : lit_behind[ground];
  return lights_at(art, ground, at, part, here_layer, next_layer);
}

float foreground_at(sampler2D mask, int ground, ivec2 at, float part) {
  ivec4 box = lit_box[ground];
  if (is_outside(ivec4(box.xy, box.z - 1, box.w), at)) return 0.0;
  ivec2 texel = ivec2(at.x + lit_margin[ground], at.y);
  float here = texelFetch(mask, texel, 0).r;
  return here + (texelFetch(mask, ivec2(texel.x + 1, texel.y), 0).r - here) * part;
}

// Relative radiance of a source at `place`, 0..1 along its length.
float profile_of(int light, float place) {
  float at = place * 7.0;
  int left = min(int(at), 6);
  float a = lit_profile[light * 2 + left / 4][left % 4];
  int right = left + 1;
  float b = lit_profile[light * 2 + right / 4][right % 4];
  return a + (b - a) * (at - float(left));
}

// The sources themselves. One that stands on the wall is hidden by what stands before it.
vec3 sources_at(sampler2DArray art, int ground, ivec2 at, ivec2 far, ivec2 near, float cover) {
  vec3 sum = vec3(0.0);
  int width = textureSize(art, 0).x - 2 * lit_margin[ground];
  for (int i = 0; i < lit_count[ground]; i++) {
    int light = ground * kLights + i;
    bool in_front = (lit_source[light] & 1) != 0;
    ivec2 shift = in_front ? near : far;
    int x = at.x + shift.x;
    ivec3 texel = ivec3(x + lit_margin[ground], at.y, lit_layer[light]);
    float here = x >= 0 && x < width ? texelFetch(art, texel, 0).a : 0.0;
    float next = x + 1 >= 0 && x + 1 < width ? texelFetch(art, ivec3(texel.x + 1, texel.yz), 0).a : 0.0;
    float share = blend(here, next, float(shift.y) * (1.0 / 256.0));
    if (share <= 0.0) continue;
    if (!in_front) share *= 1.0 - cover;
    if ((lit_source[light] & 2) != 0)
      share *= profile_of(light, texelFetch(art, ivec3(here > 0.0 ? texel.x : texel.x + 1, texel.y, lit_behind[ground] + texel.z), 0).a);
    sum += lit_radiance[light] * share;
  }
  return sum;
}

// Light on a coarse grid, straight from node to node, first down, then across.
vec3 field_at_pixel(sampler2D field, ivec3 place, ivec2 at) {
  if (place.z == 0) return vec3(0.0);
  ivec2 inside = at - place.xy;
  ivec2 cells = textureSize(field, 0) - 1;
  if (inside.x < 0 || inside.y < 0 || inside.x >= cells.x * place.z || inside.y >= cells.y * place.z) return vec3(0.0);
  ivec2 node = inside / place.z;
  vec2 part = vec2(inside - node * place.z) / float(place.z);
  vec3 left = mix(texelFetch(field, node, 0).rgb, texelFetch(field, node + ivec2(0, 1), 0).rgb, part.y);
  vec3 right = mix(texelFetch(field, node + ivec2(1, 0), 0).rgb, texelFetch(field, node + ivec2(1, 1), 0).rgb, part.y);
  return mix(left, right, part.x);
}

// The linear light of one art, before exposure.
vec3 lit_light(sampler2DArray art, isampler2D moves, sampler2D mask, sampler2D haze, sampler2D touch, int ground, ivec2 at) {
  ivec3 move = lit_moves[ground] != 0 ? texelFetch(moves, ivec2(0, at.y), 0).xyz : ivec3(0);
  ivec2 far = ivec2(move.x >> 8, move.x & 255);
  ivec2 near = ivec2(move.y >> 8, move.y & 255);
  float far_part = float(far.y) * (1.0 / 256.0);
  float near_part = float(near.y) * (1.0 / 256.0);
  float cover = foreground_at(mask, ground, ivec2(at.x + near.x, at.y), near_part);
  vec3 sum = vec3(0.0);
  if (cover < 1.0) {
    ivec2 from = ivec2(at.x + far.x, at.y);
    sum = far_at(art, ground, from, far_part);
    if (move.z != 0 && at.y >= lit_wet[ground].x && at.y < lit_wet[ground].y) {
      int width = textureSize(art, 0).x - 2 * lit_margin[ground];
      float wet = texelFetch(mask, ivec2(clamp(from.x, 0, width - 1) + lit_margin[ground], from.y), 0).g;
      if (wet > 0.0) sum = mix(sum, far_at(art, ground, ivec2(from.x, from.y + move.z), far_part), wet);
    }
  }
  if (cover > 0.0) sum = mix(sum, lights_at(art, ground, ivec2(at.x + near.x, at.y), near_part, 0, 0), cover);
  sum += sources_at(art, ground, at, far, near, cover);
  sum += field_at_pixel(haze, field_at[ground * 2], at);
  sum += field_at_pixel(touch, field_at[ground * 2 + 1], at);
  return sum;
}

vec3 lit_colour(vec3 light, int ground) {
  vec2 unit = gl_FragCoord.xy * to_unit - from_unit;
  return tone(light, lit_shade[ground].x * vignette(unit.x, unit.y, lit_shade[ground].y));
}
