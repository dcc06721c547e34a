// The last step for displays of ten bits a channel, see quantise() in finish.glsl. Shared text, see light.glsl.

// To a whole number 0..1023. `dither` is 0..63.
small quantise_ten(small steps, small grain, small dither) {
  // 1 becomes 1023 * 16 of these steps.
  small finer = small(steps + small(small(steps >> 8) - small(steps >> 10)));
  return small(min(max(small(small(finer + grain) + small(dither >> 2)), small(0)), small(16383)) >> 4);
}
