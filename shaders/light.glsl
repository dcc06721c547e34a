// Light: from square-root coded layers to display-coded R'G'B'. Shared text: GLSL ES 3.00 that also compiles as C++ (float literals with f, no
// swizzles, no out parameters). Whoever includes it supplies vec3, `word` (a whole number of at least 16 bits, without sign) and the built-ins. Only +, -, *, /, sqrt, min, max: all exact in IEEE arithmetic, so that
// the cpu renderer gives the same bytes on every machine.

// The share of one light as the cpu adds it, sixteen pixels at a time: `square` is the square of a square-root code, 0..65025, `gain` is 0..65535; the
// result is square * gain / 65536, cut off. A GPU, whose whole numbers are slow, adds the same in floats.
word share_of_light(word square, word gain) {
  return word((uint(square) * uint(gain)) >> 16u);
}

// The foreground's share between two pixels, `left` and `right` their shares of 256: 0..65280.
word code_between(word left_code, word right_code, word left, word right) {
  return word(word(left_code * left) + word(right_code * right));
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

// The display's curves in one: contrast on the largest channel, a filmic curve and the sRGB encoding, fitted together as rational functions of q, the square root
// of the largest channel. What it was fitted to: min((m / 0.35)^0.35, 1.25) as contrast, Stephen Hill's fit of the ACES reference and output transforms, IEC 61966-2-1,
// over reds, warm and cool whites; tests/render/light_curves_test.cpp holds it to that. Linear light to display-coded R'G'B', 0 to a little over 1 where light is
// hottest; `shade` is exposure times vignette.
//
// The largest channel is shown as q^3 * (1 + q * (-0.15749 + 0.48916 * q)) / under. A part of that, `white` * q, has no colour: below 0 in dark tones, which keep
// their hue and stay saturated so, and most of it where light is hottest. The rest is shared out by the channels' own square roots. `warm` bends saturated
// colours, not greys: middle reds towards crimson, hot cores from pink to the salmon of hot glass.
vec3 tone(vec3 linear, float shade) {
  float r = sqrt(linear.x * shade);
  float g = sqrt(linear.y * shade);
  float b = sqrt(linear.z * shade);
  float q = max(r, max(g, b));
  float under = 0.1531f + q * (0.45503f + q * (-0.84631f + q * (1.50624f + q * (-0.30477f + 0.48916f * q))));
  float part = q * q / under;
  float colour = 1.3058f * part;
  float white = part * (-0.3058f + q * (-0.15749f + 0.48916f * q));
  float warm = 0.09f * white;
  return vec3(max(r * colour + q * white, 0.0f), max(g * (colour - warm) + q * (white + warm), 0.0f), max(b * (colour + warm) + q * (white - warm), 0.0f));
}
