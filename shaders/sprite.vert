// A sprite's rectangle, in pixels of the picture from its top left corner; four corners as a strip.
uniform ivec4 box;     // left, top, width, height
uniform vec2 part;     // 0..1, how far it lies to the right of and below the corner: then it reaches into one more pixel
uniform vec2 to_unit;  // 2 / size of the picture

void main() {
  ivec2 size = box.zw + ivec2(part.x > 0.0 ? 1 : 0, part.y > 0.0 ? 1 : 0);
  ivec2 corner = box.xy + ivec2(gl_VertexID & 1, gl_VertexID >> 1) * size;
  gl_Position = vec4(vec2(corner) * to_unit - 1.0, 0.0, 1.0);
}
