// What moves in the room: haze, water, a visitor's light. Shared text, see light.glsl. These are worked out on coarse grids, once a frame, by the processor for
// both renderers (render/row_moves.h, render/light_field.h).

// A wave of period 1 and height 1 made of parabolas: a sine within 0.06, and the same on every machine.
float wave(float x) {
  float t = x - floor(x);
  float half_wave = 2.0f * t - (t >= 0.5f ? 1.0f : 0.0f);
  float y = 4.0f * half_wave * (1.0f - half_wave);
  return t >= 0.5f ? -y : y;
}

// How far a reflection trembles at a row of the wet floor, -1..1. `near` is 0 at the far end of the floor, 1 at the picture's lower edge; `row` counts
// heights of the picture: ripples are longer the nearer they are, as the camera sees the floor at a low angle.
float ripple_at(float row, float near, float time) {
  float stretch = 1.0f / (0.25f + 0.75f * near);
  return 0.5f * wave(row * 38.0f * stretch - time * 0.9f) + 0.3f * wave(row * 71.0f * stretch + time * 1.3f + 0.37f) + 0.2f * wave(row * 23.0f * stretch + time * 0.55f + 0.71f);
}

// How thick the drifting haze is, 0..1, from two veils of noise (each 0..1) that drift past each other: soft wisps, thinner air in between.
float haze_density(float veil, float other) {
  float both = 0.55f * veil + 0.45f * other;
  return both * both * (1.6f - 0.6f * both);
}

// Soft light that falls off as from a short tube: 1 / distance^2, held back close by, 0 at the edge of its reach.
float tube_falloff(float distance2, float reach2) {
  float window = max(1.0f - distance2 / reach2, 0.0f);
  return window * window / (distance2 + 0.0012f);
}

// Light that a surface sends to the camera (which looks along -z) from a small light: Lambert, and GGX (Walter et al. 2007) with Schlick's Fresnel term left at
// the specular reflectance, as highlights of a small tube are seen head on, and held back to what looks right on black leather. n and l are unit vectors; the result multiplies the light's irradiance.
vec3 surface_light(vec3 normal, vec3 to_light, vec3 albedo, float specular, float roughness) {
  float n_l = max(normal.x * to_light.x + normal.y * to_light.y + normal.z * to_light.z, 0.0f);
  vec3 h = vec3(to_light.x, to_light.y, to_light.z + 1.0f);
  h = h * (1.0f / sqrt(max(h.x * h.x + h.y * h.y + h.z * h.z, 0.000001f)));
  float n_h = max(normal.x * h.x + normal.y * h.y + normal.z * h.z, 0.0f);
  float a = max(roughness * roughness, 0.02f);
  float d = n_h * n_h * (a * a - 1.0f) + 1.0f;
  float lobe = min(a * a / (3.1415927f * d * d), 40.0f) * specular * 0.3f;
  return (albedo * 3.0f + vec3(lobe, lobe, lobe)) * n_l;
}

// How much a surface at `depth` stands in the way of a ray at `ray` (both 0 far .. 1 near): 0 clear .. 1 dark, soft.
float in_the_way(float depth, float ray) {
  float above = (depth - ray - 0.012f) * 16.0f;
  return min(max(above, 0.0f), 1.0f);
}

// The tube itself and its glow in the air, at a distance from its axis in units of its own radius.
float tube_glow(float distance2) {
  float core = 1.0f / (1.0f + distance2 * distance2);
  return core + 0.012f / (0.6f + 0.02f * distance2);
}
