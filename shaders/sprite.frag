// Ink: a colour, as much of it as the coverage says, premultiplied.
uniform sampler2D coverage;
uniform ivec4 box;  // left, top, width, height
uniform vec4 ink;   // display-coded colour, opacity

out vec4 colour;

void main() {
  float share = texelFetch(coverage, ivec2(gl_FragCoord.xy) - box.xy, 0).r * ink.a;
  colour = vec4(ink.rgb * share, share);
}
