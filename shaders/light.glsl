// Light: from square-root coded layers to display-coded R'G'B'. Shared text: GLSL ES 3.00 that also compiles as C++ (float literals with f, no
// swizzles, no out parameters). Whoever includes it supplies vec3, `word` (a whole number of at least 16 bits, without sign) and the built-ins. Only +, -, *, /, sqrt, min, max: all exact in IEEE arithmetic, so that
// the cpu renderer gives the same bytes on every machine.

// The share of one light as the cpu adds it, sixteen pixels at a time: `square` is the square of a square-root code, 0..65025, `gain` is 0..65535; the
// result is square * gain / 65536, cut off. A GPU, whose whole numbers are slow, adds the same in floats.
word share_of_light(word square, word gain) {
  return word((uint(square) * uint(gain)) >> 16u);
}

// A square-root code between two pixels, `left` and `right` their shares of 256: 0..65280.
word code_between(word left_code, word right_code, word left, word right) {
  return word(word(left_code * left) + word(right_code * right));
}

// Its square, 0..65024, as share_of_light() takes it.
word square_between(word left_code, word right_code, word left, word right) {
  word code = code_between(left_code, right_code, left, right);
  return word((uint(code) * uint(code)) >> 16u);
}

// `over` over `under`, the weight of 65535.
word mix_words(word under, word over, word weight) {
  return word(((uint(under) * uint(65535u - uint(weight))) >> 16u) + ((uint(over) * uint(weight)) >> 16u));
}

// 1 in the middle, 1 - strength in the far corner. x and y run from -1 to 1 over the picture.
float vignette(float x, float y, float strength) {
  float d = x * x * 0.64f + y * y * 0.81f;
  float fall = max(d - 0.1225f, 0.0f);
  return 1.0f - strength * min(fall * (0.28f + 0.31f * fall), 1.0f);
}

// Divisions are what a processor has fewest of, so each curve comes as the two sides of a fraction, and fractions that belong together are divided at once.

// Contrast on the largest channel m, which keeps the hue: min((m / 0.35)^0.35, 1.25) as a rational function of q = sqrt(m), within 0.02, and within 0.001 of
// the result. contrast_over(q) / contrast_under(q).
float contrast_under(float q) {
  return 1.0f + 4.09073f * q;
}
float contrast_over(float q) {
  return min(0.01965f + q * (3.36828f + 4.00988f * q), 1.25f * contrast_under(q));
}

// Stephen Hill's fit of the ACES reference and output transforms for one channel of its working space, at v / k.
float filmic_over(float v, float k) {
  return v * (v + 0.0245786f * k) - 0.000090537f * k * k;
}
float filmic_under(float v, float k) {
  return v * (0.983729f * v + 0.4329510f * k) + 0.238081f * k * k;
}

// The sRGB curve (IEC 61966-2-1) for x = s * s as a rational function of s: within 0.7 of 255 up to 1. encode_over(x, s) / encode_under(x, s).
float encode_over(float x, float s) {
  return x * (18.44889f + 73.10938f * s);
}
float encode_under(float x, float s) {
  return 1.0f + (8.28868f * s + 82.01876f * x);
}

// Linear light to display-coded R'G'B', 0 to a little over 1 where light is hottest. `shade` is exposure times vignette. The matrices of the filmic curve mix the channels, so that only the hottest
// red drifts to salmon, as hot glass does.
vec3 tone(vec3 linear, float shade) {
  float q = sqrt(max(linear.x, max(linear.y, linear.z)) * shade);
  float k = contrast_under(q);
  vec3 x = linear * (shade * contrast_over(q));
  float r = 0.59719f * x.x + 0.35458f * x.y + 0.04823f * x.z;
  float g = 0.07600f * x.x + 0.90834f * x.y + 0.01566f * x.z;
  float b = 0.02840f * x.x + 0.13383f * x.y + 0.83777f * x.z;
  float ru = filmic_under(r, k);
  float gu = filmic_under(g, k);
  float bu = filmic_under(b, k);
  float gb = gu * bu;
  float all = 1.0f / (ru * gb);
  r = filmic_over(r, k) * gb * all;
  g = filmic_over(g, k) * (ru * bu) * all;
  b = filmic_over(b, k) * (ru * gu) * all;
  float rx = max(1.60475f * r - 0.53108f * g - 0.07367f * b, 0.0f);
  float gx = max(-0.10208f * r + 1.10813f * g - 0.00605f * b, 0.0f);
  float bx = max(-0.00327f * r - 0.07276f * g + 1.07602f * b, 0.0f);
  float rs = sqrt(rx);
  float gs = sqrt(gx);
  float bs = sqrt(bx);
  ru = encode_under(rx, rs);
  gu = encode_under(gx, gs);
  bu = encode_under(bx, bs);
  gb = gu * bu;
  all = 1.0f / (ru * gb);
  return vec3(encode_over(rx, rs) * gb * all, encode_over(gx, gs) * (ru * bu) * all, encode_over(bx, bs) * (ru * gu) * all);
}
