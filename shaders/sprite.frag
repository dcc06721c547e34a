// Ink: a colour, as much of it as the coverage says, premultiplied.
uniform sampler2D coverage;
uniform ivec4 box;  // left, top, width, height
uniform vec2 part;  // 0..1, how far the ink lies to the right of and below the corner
uniform vec4 ink;   // display-coded colour, opacity

out vec4 colour;

float coverage_at(ivec2 at) {
  if (at.x < 0 || at.y < 0 || at.x >= box.z || at.y >= box.w) return 0.0;
  return texelFetch(coverage, at, 0).r;
}

void main() {
  ivec2 at = ivec2(gl_FragCoord.xy) - box.xy;
  float share = coverage_at(at);
  if (part.x > 0.0 || part.y > 0.0) {
    float above = mix(coverage_at(at - ivec2(0, 1)), coverage_at(at - ivec2(1, 1)), part.x);
    float here = mix(share, coverage_at(at - ivec2(1, 0)), part.x);
    share = mix(here, above, part.y);
  }
  share *= ink.a;
  colour = vec4(ink.rgb * share, share);
}
