// A camera before relit art: where each pixel of the picture is fetched from, and how it is put together from the sixteen of the art's that lie around it.
// Shared text, see light.glsl.

// Along one axis, in pixels of the art: what lies at `depth` (0 far .. 1 near) is fetched from here instead of from `base`. `middle` is what the camera looks at; see
// View in picture/picture.h.
float view_place(float base, float middle, float depth, float slide, float push, float pivot) {
  return base + (depth - pivot) * (slide - (base - middle) * push);
}

// The middles of pixels have whole numbers; held where all four around it are the art's.
float view_sample(float place, float size) {
  return min(max(place - 0.5f, 1.0f), size - 2.01f);
}

// Shares of the pixels within one and within two of a place, by their distance: the cubics of Mitchell and Netravali (1988) on the line on which slopes stay
// true, from `soft` 0 (Catmull and Rom's, through the pixels themselves) to 1 (the B-spline).
float view_share_near(float d, float soft) {
  return (1.0f - soft * 0.33333333f) + d * d * (d * (1.5f - soft) - (2.5f - 1.5f * soft));
}
float view_share_far(float d, float soft) {
  return (2.0f - soft * 0.66666667f) + d * ((2.0f * soft - 4.0f) + d * ((2.5f - 1.5f * soft) + d * (soft * 0.33333333f - 0.5f)));
}
