// The view pass: what a camera sees of relit art that coarse.frag has drawn, at the picture's size, as display-coded steps, which the ground pass shows.
#define small int
#include "finish.glsl"
#include "view.glsl"

uniform isampler2D seen;     // the art, as steps
uniform sampler2D depths;    // of half its size
uniform vec2 picture_half;   // half the picture's size
uniform vec4 view;           // x, y, step, soft, see View in picture/picture.h
uniform vec4 move;           // slide_x, slide_y, push, pivot

out ivec4 steps;

// Between the four samples around a place of the art.
float depth_at(vec2 place) {
  ivec2 last = textureSize(depths, 0) - 1;
  vec2 at = clamp(place * 0.5 - 0.5, vec2(0.0), vec2(last));
  ivec2 low = ivec2(at);
  ivec2 high = min(low + 1, last);
  vec2 part = at - vec2(low);
  float above = blend(texelFetch(depths, low, 0).r, texelFetch(depths, ivec2(high.x, low.y), 0).r, part.x);
  float below = blend(texelFetch(depths, ivec2(low.x, high.y), 0).r, texelFetch(depths, high, 0).r, part.x);
  return blend(above, below, part.y);
}

vec4 shares(float part) {
  return vec4(view_share_far(1.0 + part, view.w), view_share_near(part, view.w), view_share_near(1.0 - part, view.w), view_share_far(2.0 - part, view.w));
}

void main() {
  vec2 base = view.xy + (gl_FragCoord.xy - picture_half) * view.z;
  vec2 place = base;
  for (int turn = 0; turn < 2; turn++) {
    float depth = depth_at(place);
    place = vec2(view_place(base.x, view.x, depth, move.x, move.z, move.w), view_place(base.y, view.y, depth, move.y, move.z, move.w));
  }
  vec2 size = vec2(textureSize(seen, 0));
  vec2 middle = vec2(view_sample(place.x, size.x), view_sample(place.y, size.y));
  ivec2 first = ivec2(middle) - 1;
  vec2 part = middle - vec2(ivec2(middle));
  vec4 across = shares(part.x);
  vec4 down = shares(part.y);
  vec3 sum = vec3(0.0);
  for (int j = 0; j < 4; j++) {
    vec3 line = vec3(0.0);
    for (int k = 0; k < 4; k++) line += vec3(texelFetch(seen, first + ivec2(k, j), 0).xyz) * across[k];
    sum += line * down[j];
  }
  steps = ivec4(ivec3(floor(clamp(sum, 0.0, kFullScale) + 0.5)), 0);
}
