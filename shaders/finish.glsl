// The last steps of every pixel: mixing of grounds, film grain, dither to 8 bits. Shared text, see light.glsl.

// A cross-fade in display-coded values.
float blend(float under, float over, float weight) {
  return under + (over - under) * weight;
}

// How much grain shows on a pixel of this brightness: most in the mid-tones, a third of that in the blacks.
float grain_amount(vec3 colour, float strength) {
  float l = (colour.x + colour.y + colour.z) * 0.33333334f;
  return strength * (0.35f + l * (2.2f - 2.2f * l));
}

// To a whole number 0..255, before truncation. `grain` is -1..1 times its amount, `dither` 0..1: noise of one step's height, so that no ramp shows a band.
float quantise(float value, float grain, float dither) {
  return min(max((value + grain) * 255.0f + dither, 0.0f), 255.0f);
}
