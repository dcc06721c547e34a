// Light: from square-root coded layers to display-coded R'G'B'. Shared text: GLSL ES 3.00 that also compiles as C++ (float literals with f, no
// swizzles, no out parameters). Whoever includes it supplies vec3 and the built-ins. Only +, -, *, /, sqrt, min, max: all exact in IEEE arithmetic, so that
// the cpu renderer gives the same bytes on every machine.

// One more light. `code` is the layer's square-root code, `gain` the light's linear gain with the layer's scale in it: linear light is code^2 * gain.
vec3 add_light(vec3 sum, vec3 code, vec3 gain) {
  return sum + code * code * gain;
}

// The light source itself: its coverage of this pixel, 0..1, and the radiance it is shown with.
vec3 add_emitter(vec3 sum, float coverage, vec3 radiance) {
  return sum + radiance * coverage;
}

// 1 in the middle, 1 - strength in the far corner. x and y run from -1 to 1 over the picture.
float vignette(float x, float y, float strength) {
  float d = x * x * 0.64f + y * y * 0.81f;
  float fall = max(d - 0.1225f, 0.0f);
  return 1.0f - strength * min(fall * (0.28f + 0.31f * fall), 1.0f);
}

// Contrast on the largest channel m, which keeps the hue: min((m / 0.35)^0.35, 1.25) as a rational function of sqrt(m), within 0.02, and within 0.001 of
// the result.
float contrast(float m) {
  float q = sqrt(m);
  return min((0.01965f + q * (3.36828f + 4.00988f * q)) / (1.0f + 4.09073f * q), 1.25f);
}

// Stephen Hill's fit of the ACES reference and output transforms for one channel of its working space.
float filmic(float v) {
  return (v * (v + 0.0245786f) - 0.000090537f) / (v * (0.983729f * v + 0.4329510f) + 0.238081f);
}

// The sRGB curve (IEC 61966-2-1) as a rational function of sqrt(x): within 0.7 of 255.
float encode(float x) {
  float s = sqrt(min(max(x, 0.0f), 1.0f));
  return min(s * s * (18.44889f + 73.10938f * s) / (1.0f + 8.28868f * s + 82.01876f * s * s), 1.0f);
}

// Linear light to display-coded R'G'B', 0..1. `shade` is exposure times vignette. The matrices of the filmic curve mix the channels, so that only the hottest
// red drifts to salmon, as hot glass does.
vec3 tone(vec3 linear, float shade) {
  vec3 x = linear * shade;
  x = x * contrast(max(x.x, max(x.y, x.z)));
  float r = filmic(0.59719f * x.x + 0.35458f * x.y + 0.04823f * x.z);
  float g = filmic(0.07600f * x.x + 0.90834f * x.y + 0.01566f * x.z);
  float b = filmic(0.02840f * x.x + 0.13383f * x.y + 0.83777f * x.z);
  return vec3(encode(1.60475f * r - 0.53108f * g - 0.07367f * b),
              encode(-0.10208f * r + 1.10813f * g - 0.00605f * b),
              encode(-0.00327f * r - 0.07276f * g + 1.07602f * b));
}
