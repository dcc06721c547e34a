// The coarse pass: one relit ground at the size of its own art, as display-coded steps, which the ground pass spreads over the picture.
#include "lit_ground.glsl"

out ivec4 steps;

void main() {
  vec3 c = lit_colour(lit_0, moves_0, plane_0_0, plane_0_1, plane_0_2, 0, ivec2(gl_FragCoord.xy));
  steps = ivec4(to_steps(c.x), to_steps(c.y), to_steps(c.z), 0);
}
