#include "render/gl/ground_pass.h"

#include <algorithm>
#include <string>
#include <utility>

#include "picture/noise.h"
#include "render/frame_fit.h"
#include "render/light_field.h"
#include "render/row_moves.h"

namespace redlight {
namespace {

// The values of ground_kind in shaders/ground.frag.
constexpr GLint kLit = 1, kFrame = 2, kCoarse = 3;

// Texture units.
constexpr std::size_t kLitUnit = 0, kPlaneUnit = 2, kGrainUnit = 8, kDitherUnit = 9, kMovesUnit = 10, kCoarseUnit = 12;

void choose_unit(std::size_t unit) { glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit)); }

void bind_plane(std::size_t unit, GLuint texture) {
  choose_unit(unit);
  glBindTexture(GL_TEXTURE_2D, texture);
}

struct Line {
  float start = 0, step = 0;
};

/// The samples of a plane that successive pixels show, as a straight line: the cpu renderer's make_positions().
Line plane_line(double start, double length, int count, int luma_size, int plane_size, float site) {
  const auto at = [&](double i) {
    return plane_position(start + (i + 0.5) * length / count, luma_size, plane_size, site) - 0.5;
  };
  return {static_cast<float>(at(0)), static_cast<float>(at(1) - at(0))};
}

const FrameGround* frame_of(const Picture& picture, std::size_t ground) {
  return ground < picture.grounds.size() ? std::get_if<FrameGround>(&picture.grounds[ground].what) : nullptr;
}

struct Size {
  int width = 0, height = 0;
};

/// Of the largest texture that a ground needs.
Size size_of(const Ground& ground) {
  if (const auto* lit = std::get_if<LitGround>(&ground.what)) return {lit->art->stride(), lit->art->height};
  Size most;
  for (const Plane& plane : std::get<FrameGround>(ground.what).frame->planes)
    most = {std::max(most.width, plane.width), std::max(most.height, plane.height)};
  return most;
}

bool fits(const Ground& ground, int max_size) {
  const Size size = size_of(ground);
  return size.width <= max_size && size.height <= max_size;
}

/// Which texture unit each sampler reads.
void choose_units(const GlProgram& program) {
  const auto at = [&](const std::string& name) { return program.uniform(name.c_str()); };
  program.use();
  for (std::size_t g = 0; g < Picture::kMaxGrounds; g++) {
    const std::string ground = std::to_string(g);
    glUniform1i(at("lit_" + ground), static_cast<GLint>(kLitUnit + g));
    glUniform1i(at("moves_" + ground), static_cast<GLint>(kMovesUnit + g));
    glUniform1i(at("coarse_" + ground), static_cast<GLint>(kCoarseUnit + g));
    for (std::size_t p = 0; p < 3; p++)
      glUniform1i(at("plane_" + ground + "_" + std::to_string(p)), static_cast<GLint>(kPlaneUnit + 3 * g + p));
  }
  glUniform1i(at("grain_tile"), static_cast<GLint>(kGrainUnit));
  glUniform1i(at("dither_tile"), static_cast<GLint>(kDitherUnit));
}

}  // namespace

Result<GroundPass> GroundPass::create(const std::filesystem::path& folder, ShaderDialect dialect) {
  auto program = GlProgram::build(folder, "fullscreen.vert", "ground.frag", dialect);
  if (!program) return tl::unexpected(program.error());
  auto coarse = GlProgram::build(folder, "fullscreen.vert", "coarse.frag", dialect);
  if (!coarse) return tl::unexpected(coarse.error());
  auto views = ViewPass::create(folder, dialect);
  if (!views) return tl::unexpected(views.error());
  return GroundPass(std::move(*program), std::move(*coarse), std::move(*views));
}

GroundPass::Locations GroundPass::locations_of(const GlProgram& program) {
  const auto at = [&](const char* name) { return program.uniform(name); };
  return {.to_unit = at("to_unit"),
          .from_unit = at("from_unit"),
          .ground_count = at("ground_count"),
          .ground_kind = at("ground_kind"),
          .ground_weight = at("ground_weight"),
          .coarse_scale = at("coarse_scale"),
          .lit_count = at("lit_count"),
          .lit_margin = at("lit_margin"),
          .lit_behind = at("lit_behind"),
          .lit_moves = at("lit_moves"),
          .lit_box = at("lit_box"),
          .lit_wet = at("lit_wet"),
          .lit_layer = at("lit_layer"),
          .lit_source = at("lit_source"),
          .lit_gain = at("lit_gain"),
          .lit_radiance = at("lit_radiance"),
          .lit_profile = at("lit_profile"),
          .lit_shade = at("lit_shade"),
          .lit_adds = at("lit_adds"),
          .field_at = at("field_at"),
          .frame_box = at("frame_box"),
          .frame_map = at("frame_map"),
          .frame_scale = at("frame_scale"),
          .frame_matrix = at("frame_matrix"),
          .frame_is_rgb = at("frame_is_rgb"),
          .grain_scale = at("grain_scale"),
          .grain_start = at("grain_start"),
          .dither_start = at("dither_start"),
          .has_ten_bits = at("has_ten_bits")};
}

GroundPass::GroundPass(GlProgram program, GlProgram coarse, ViewPass views)
    : pass_{std::move(program), {}},
      coarse_pass_{std::move(coarse), {}},
      views_(std::move(views)),
      grain_(upload_tile(grain_tile().data(), kGrainSize, kGrainSize, GL_BYTE)),
      dither_(upload_tile(dither_tile().data(), kDitherSize, kDitherSize, GL_UNSIGNED_BYTE)) {
  for (Pass* pass : {&pass_, &coarse_pass_}) {
    pass->at = locations_of(pass->program);
    choose_units(pass->program);
  }
}

void GroundPass::plan_lit(std::size_t ground, const LitGround& lit, Values& values) {
  const LitArt& art = *lit.art;
  values.kind[ground] = kLit;
  values.lit_shade[ground] = {lit.exposure, lit.vignette};
  std::size_t n = ground * kMaxLights;
  for (std::size_t i = 0; i < art.lights.size(); i++) {
    const Rgb &gain = lit.gain[i], &scale = art.lights[i].scale, &source = art.lights[i].radiance;
    if (gain.r <= 0 && gain.g <= 0 && gain.b <= 0) continue;  // a dark light costs nothing
    values.lit_count[ground]++;
    values.lit_layer[n] = static_cast<GLint>(i);
    const bool has_profile = !art.lights[i].along.empty() && lit.along[i] != kUniformTube;
    values.lit_source[n] = (art.lights[i].in_front ? 1 : 0) | (has_profile ? 2 : 0);
    values.lit_profile[n] = lit.along[i];
    values.lit_gain[n] = {gain.r * scale.r, gain.g * scale.g, gain.b * scale.b};
    values.lit_radiance[n] = {gain.r * source.r, gain.g * source.g, gain.b * source.b};
    n++;
  }
  plan_room(ground, lit, values);
  choose_unit(kLitUnit + ground);
  glBindTexture(GL_TEXTURE_2D_ARRAY, arts_.of(lit.art, upload_art));
}

/// Camera, water, air and visitors' lights, as the cpu renderer has them.
void GroundPass::plan_room(std::size_t ground, const LitGround& lit, Values& values) {
  const LitArt& art = *lit.art;
  RoomTextures& room = rooms_[ground];
  values.lit_margin[ground] = art.margin;
  values.lit_behind[ground] = static_cast<GLint>(has_second_layers(art) ? art.lights.size() : 0);
  const auto moves = row_moves(lit);
  choose_unit(kMovesUnit + ground);
  if (moves.empty()) {
    constexpr std::array<GLint, 4> kStill{};
    room.moves.fill(GL_RGBA32I, 1, 1, GL_RGBA_INTEGER, GL_INT, kStill.data());
  } else {
    std::vector<std::array<GLint, 4>> texels;
    for (const RowMove& m : moves) texels.push_back({m.far_shift, m.near_shift, m.ripple, 0});
    room.moves.fill(GL_RGBA32I, 1, art.height, GL_RGBA_INTEGER, GL_INT, texels.data());
    values.lit_moves[ground] = 1;
    const Box& box = art.behind_box;
    if (lit.motion.sway != 0 && !art.matte.empty())
      values.lit_box[ground] = {box.x, box.y, box.x + box.width, box.y + box.height};
    if (lit.motion.ripple > 0 && !art.wet.empty()) values.lit_wet[ground] = {art.wet_rows.begin, art.wet_rows.end};
  }
  choose_unit(kPlaneUnit + 3 * ground);
  glBindTexture(GL_TEXTURE_2D, masks_.of(lit.art, upload_mask));
  const std::array<std::optional<LightField>, 2> fields{haze_field(lit), touch_field(lit)};
  for (std::size_t f = 0; f < fields.size(); f++) {
    choose_unit(kPlaneUnit + 3 * ground + 1 + f);
    StreamTexture& texture = f == 0 ? room.haze : room.touch;
    if (!fields[f]) {
      constexpr std::array<float, 4> kDark{};
      texture.fill(GL_RGBA16F, 1, 1, GL_RGBA, GL_FLOAT, kDark.data());
      continue;
    }
    const LightField& field = *fields[f];
    std::vector<std::array<float, 4>> texels;
    for (std::size_t i = 0; i < field.red.size(); i++)
      texels.push_back({field.red[i], field.green[i], field.blue[i], 0});
    texture.fill(GL_RGBA16F, field.columns, field.rows, GL_RGBA, GL_FLOAT, texels.data());
    values.field_at[2 * ground + f] = {field.x, field.y, field.step};
  }
}

void GroundPass::plan_frame(std::size_t ground, const FrameGround& shown, const Picture& picture, Values& values) {
  const VideoFrame& frame = *shown.frame;
  const FramePlacement place = place_frame(frame, shown.fit, picture.width, picture.height);
  values.kind[ground] = kFrame;
  values.frame_box[ground] = {place.left, place.top, place.right, place.bottom};
  for (std::size_t p = 0; p < 3; p++) {
    const Plane& plane = frame.planes[p];
    const Line x =
        plane_line(place.x, place.width, place.right - place.left, frame.width, plane.width, frame.chroma_site.x);
    const Line y =
        plane_line(place.y, place.height, place.bottom - place.top, frame.height, plane.height, frame.chroma_site.y);
    values.frame_map[3 * ground + p] = {x.start, y.start, x.step, y.step};
  }
  const ColourMatrix m = colour_matrix(frame.matrix, frame.range);
  values.frame_scale[ground] = {m.luma_offset, m.luma_scale, frame_level(shown.level)};
  values.frame_matrix[ground] = {m.red_v, m.green_u, m.green_v, m.blue_u};
  values.frame_is_rgb[ground] = frame.matrix == Matrix::rgb ? 1 : 0;
  const std::size_t unit = kPlaneUnit + 3 * ground;
  choose_unit(unit);  // an upload binds there, and only then are the planes bound
  frames_[ground].show(shown.frame);
  for (std::size_t p = 0; p < 3; p++) bind_plane(unit + p, frames_[ground].plane(p));
}

/// A film that was the upper ground in a transition is the lower one after it: its textures go with it.
void GroundPass::pair_frames(const Picture& picture) {
  const auto nearness = [&](std::size_t textures, std::size_t ground) {
    const FrameGround* frame = frame_of(picture, ground);
    return frame ? frames_[textures].nearness(frame->frame) : 0;
  };
  if (nearness(0, 0) + nearness(1, 1) < nearness(1, 0) + nearness(0, 1)) std::swap(frames_[0], frames_[1]);
}

void GroundPass::set(const Locations& at, const Values& values) {
  constexpr auto kOne = static_cast<GLsizei>(kGrounds), kPlanes = static_cast<GLsizei>(kGrounds * 3),
                 kLights = static_cast<GLsizei>(kGrounds * kMaxLights);
  glUniform1iv(at.ground_kind, kOne, values.kind.data());
  glUniform1iv(at.coarse_scale, kOne, values.coarse_scale.data());
  glUniform1fv(at.ground_weight, kOne, values.weight.data());
  glUniform1iv(at.lit_count, kOne, values.lit_count.data());
  glUniform1iv(at.lit_layer, kLights, values.lit_layer.data());
  glUniform3fv(at.lit_gain, kLights, &values.lit_gain[0].r);
  glUniform3fv(at.lit_radiance, kLights, &values.lit_radiance[0].r);
  glUniform1iv(at.lit_margin, kOne, values.lit_margin.data());
  glUniform1iv(at.lit_behind, kOne, values.lit_behind.data());
  glUniform1iv(at.lit_moves, kOne, values.lit_moves.data());
  glUniform4iv(at.lit_box, kOne, values.lit_box[0].data());
  glUniform2iv(at.lit_wet, kOne, values.lit_wet[0].data());
  glUniform1iv(at.lit_source, kLights, values.lit_source.data());
  glUniform4fv(at.lit_profile, 2 * kLights, values.lit_profile[0].data());
  glUniform3iv(at.field_at, 2 * kOne, values.field_at[0].data());
  glUniform2fv(at.lit_shade, kOne, values.lit_shade[0].data());
  glUniform1i(at.lit_adds, values.lit_adds);
  glUniform4iv(at.frame_box, kOne, values.frame_box[0].data());
  glUniform4fv(at.frame_map, kPlanes, values.frame_map[0].data());
  glUniform3iv(at.frame_scale, kOne, values.frame_scale[0].data());
  glUniform4iv(at.frame_matrix, kOne, values.frame_matrix[0].data());
  glUniform1iv(at.frame_is_rgb, kOne, values.frame_is_rgb.data());
}

void GroundPass::set_noise(const Picture& picture) const {
  const NoisePlacement noise = place_noise(picture.grain_frame);
  const GrainScale grain = grain_scale(picture.grain);
  glUniform2i(pass_.at.grain_scale, grain.base, grain.rise);
  glUniform2i(pass_.at.grain_start, noise.grain_x, noise.grain_y);
  std::array<GLint, 6> start{};
  for (std::size_t c = 0; c < 3; c++) start[2 * c] = noise.dither_x[c], start[2 * c + 1] = noise.dither_y[c];
  glUniform2iv(pass_.at.dither_start, 3, start.data());
  bind_plane(kGrainUnit, grain_.name());
  bind_plane(kDitherUnit, dither_.name());
}

/// Covers the bound framebuffer, of this size.
void GroundPass::fill(const Pass& pass, const Values& values, int width, int height, const Corners& corners) const {
  glUniform2f(pass.at.to_unit, corners.unit_x, corners.unit_y);
  glUniform2f(pass.at.from_unit, corners.from_x, corners.from_y);
  set(pass.at, values);
  glViewport(0, 0, width, height);
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

/// `lit`, with the light of `also` where that is not null, at its art's own size, for the ground pass to read. It is
/// the first ground of its pass.
void GroundPass::draw_coarse(std::size_t ground, const LitGround& lit, const LitGround* also, const Picture& picture) {
  StepsTarget& target = coarse_[ground];
  choose_unit(kCoarseUnit + ground);
  target.resize(lit.art->width, lit.art->height);
  Values values;
  coarse_pass_.program.use();
  plan_lit(0, lit, values);
  if (also) plan_lit(1, *also, values), values.lit_adds = 1;
  glBindFramebuffer(GL_FRAMEBUFFER, target.framebuffer.name());
  bind_plane(kCoarseUnit + ground, 0);  // what is drawn into must not be read
  Corners corners{2.f / static_cast<float>(target.width), 2.f / static_cast<float>(target.height), 1, 1};
  if (lit.view) {
    const View& view = *lit.view;
    corners.unit_x = 2.f / (view.step * static_cast<float>(picture.width));
    corners.unit_y = 2.f / (view.step * static_cast<float>(picture.height));
    corners.from_x = view.x * corners.unit_x, corners.from_y = view.y * corners.unit_y;
  }
  fill(coarse_pass_, values, target.width, target.height, corners);
}

void GroundPass::draw(const Picture& picture, int max_size, GLuint framebuffer, Depth depth) {
  std::size_t count = std::min(picture.grounds.size(), kGrounds);
  const LitGround* also = count == 2 && picture.grounds[1].adds_light && fits(picture.grounds[1], max_size)
                              ? std::get_if<LitGround>(&picture.grounds[1].what)
                              : nullptr;
  Values values;
  std::array<GLuint, kGrounds> drawn{};  // before the ground pass
  for (std::size_t g = 0; g < count; g++) {
    const Ground& ground = picture.grounds[g];
    const auto* lit = std::get_if<LitGround>(&ground.what);
    values.weight[g] = g == 0 ? std::min(ground.weight, 1.f) : ground.weight;
    if (!fits(ground, max_size)) {
      const Size size = size_of(ground);
      left_out_.tell(lit ? "art" : "a film", size.width, size.height, max_size);
      continue;
    }
    if (!lit) continue;
    const int scale = lit->view ? 1 : ground_scale(*lit->art, picture.width, picture.height);
    if ((scale == 1 && !lit->view) || lit == also) continue;
    draw_coarse(g, *lit, also, picture);
    values.kind[g] = kCoarse, values.coarse_scale[g] = scale;
    drawn[g] = coarse_[g].texture.name();
    if (lit->view) drawn[g] = views_.draw(g, *lit, drawn[g], picture);
  }
  if (also && values.kind[0] == kCoarse) count = 1;  // its light is there already
  pass_.program.use();
  pair_frames(picture);
  for (std::size_t g = 0; g < count; g++) {
    const Ground& ground = picture.grounds[g];
    if (!fits(ground, max_size)) continue;
    if (values.kind[g] == kCoarse)
      bind_plane(kCoarseUnit + g, drawn[g]);
    else if (const auto* lit = std::get_if<LitGround>(&ground.what))
      plan_lit(g, *lit, values), values.lit_adds = lit == also;
    else
      plan_frame(g, std::get<FrameGround>(ground.what), picture, values);
  }
  glUniform1i(pass_.at.ground_count, static_cast<GLint>(count));
  glUniform1i(pass_.at.has_ten_bits, depth == Depth::ten ? 1 : 0);
  set_noise(picture);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  fill(pass_, values, picture.width, picture.height,
       {2.f / static_cast<float>(picture.width), 2.f / static_cast<float>(picture.height), 1, 1});
  arts_.end_picture();
  masks_.end_picture();
  views_.end_picture();
}

}  // namespace redlight
