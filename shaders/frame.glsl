// Frames of films and still images to display-coded R'G'B'. Shared text, see light.glsl.

// Y'CbCr to R'G'B' (ITU-R BT.601, BT.709, BT.2020 by their coefficients). `ycc` is 0..1 as stored; luma_scale and luma_offset, chroma_scale undo the range;
// red_v, green_u, green_v, blue_u are the matrix.
vec3 frame_colour(vec3 ycc, float luma_scale, float luma_offset, float chroma_scale, float red_v, float green_u, float green_v, float blue_u) {
  float y = (ycc.x - luma_offset) * luma_scale;
  float u = (ycc.y - 0.50196078f) * chroma_scale;
  float v = (ycc.z - 0.50196078f) * chroma_scale;
  return vec3(y + red_v * v, y + green_u * u + green_v * v, y + blue_u * u);
}

// The frame dimmed to `level`, inside 0..1.
float frame_level(float value, float level) {
  return min(max(value, 0.0f), 1.0f) * level;
}
