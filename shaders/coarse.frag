// The coarse pass: one relit ground, or two whose light adds up, at the size of its own art, as display-coded steps, which the ground pass spreads over the
// picture.
#include "lit_ground.glsl"

out ivec4 steps;

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec3 light = lit_light(lit_0, moves_0, plane_0_0, plane_0_1, plane_0_2, 0, at);
  if (lit_adds != 0) light += lit_light(lit_1, moves_1, plane_1_0, plane_1_1, plane_1_2, 1, at);
  vec3 c = lit_colour(light, 0);
  steps = ivec4(to_steps(c.x), to_steps(c.y), to_steps(c.z), 0);
}
