// The last steps of every pixel: mixing of grounds, film grain, dither to 8 bits. Shared text, see light.glsl.

// A cross-fade in display-coded values.
float blend(float under, float over, float weight) {
  return under + (over - under) * weight;
}

// The last steps count in whole numbers, 64 to a step of the display's 255: as many pixels at a time as a register holds 16-bit numbers. `small` is a
// whole number of at least 16 bits with sign, supplied by whoever includes this.
const float kFullScale = 16320.0f;  // 255 * 64

small to_steps(float value) {
  return small(value * kFullScale + 0.5f);
}

// Between two samples of a coarser grid, `part` of 65536 (less than half) of the way to `far`.
small steps_between(small near, small far, small part) {
  return small(near + small((small(far - near) * part) >> 16));
}

// How much grain shows on a pixel of this brightness: most in the mid-tones, a third of that in the blacks. `base` is the amount in black, `rise` how much
// more there is in the middle, both 256 / 127 of steps, see grain_scale() in picture/noise.h.
small grain_amount(small red, small green, small blue, small base, small rise) {
  small light = small((red >> 2) + (green >> 1) + (blue >> 2));
  small middle = small((light * small(small(16320) - light)) >> 16);  // 0..1016
  return small(base + small((small(middle << 5) * rise) >> 16));
}

// `grain` is -127..127 as the tile holds it.
small grain_steps(small grain, small amount) {
  return small((small(grain * small(256)) * amount) >> 16);
}

// To a whole number 0..255. `dither` is 0..63: noise of one step's height, so that no ramp shows a band.
small quantise(small steps, small grain, small dither) {
  return small(min(max(small(small(steps + grain) + dither), small(0)), small(16383)) >> 6);
}
