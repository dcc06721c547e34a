// Frames of films and still images to display-coded R'G'B', in the whole numbers of finish.glsl: 64 to a code of 8 bits, 0..16320. Shared text, see light.glsl.
// Sums of products are counted in twos of those steps, so that they fit where a step fits.

// Y' with its range undone, in twos. `offset` is black in steps, `scale` 16384 for a range that needs no scaling.
small frame_luma(small luma, small offset, small scale) {
  return small((small(small(luma - offset) << 1) * scale) >> 16);
}

// What Cb or Cr adds to a channel, in twos: the matrix and the range in one weight, 8192 for 1.
small frame_chroma(small chroma, small weight) {
  return small((small(small(chroma - small(8192)) << 2) * weight) >> 16);
}

// Twos inside the display's range.
small frame_inside(small twos) {
  return min(max(twos, small(0)), small(8160));
}

// The same, dimmed to `level`, 16384 for 1, as steps.
small frame_level(small twos, small level) {
  return small(small((small(frame_inside(twos) << 2) * level) >> 16) << 1);
}
