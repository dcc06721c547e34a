#include "support/synthetic.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "picture/art_memory.h"
#include "picture/noise.h"

namespace redlight::test {
namespace {

using Samples = std::vector<std::uint8_t>;

std::uint8_t byte(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }
int noise(int x, int y, std::uint32_t seed) {
  return static_cast<int>(mix_bits(static_cast<std::uint32_t>(y * 4099 + x), seed) & 255);
}

/// Smooth to the left, noise at the top right, hard edges at the bottom right.
Samples make_plane(int width, int height, std::uint32_t seed) {
  Samples plane;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      if (2 * x < width)
        plane.push_back(
            byte(x * 512 / std::max(width, 1) + static_cast<int>(seed * 37 % 64) - y * 96 / std::max(height, 1)));
      else if (2 * y < height)
        plane.push_back(byte(noise(x, y, seed)));
      else
        plane.push_back(((x / 5 + y / 3) & 1) != 0 ? std::uint8_t{255} : std::uint8_t{0});
    }
  return plane;
}

/// Rows of the plane between margins of the brightest code, which must not be seen.
Samples with_margin(const Samples& plane, int width, int height, int margin) {
  Samples out(static_cast<std::size_t>((width + 2 * margin) * height), 255);
  for (int y = 0; y < height; y++)
    std::copy_n(plane.begin() + y * width, width, out.begin() + y * (width + 2 * margin) + margin);
  return out;
}

/// A slanted bar, with a soft edge.
void add_bar(LightLayer& light, int width, int height, int at, ArtMemory& memory) {
  Samples emitter(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  std::vector<Span> rows;
  for (int y = 0; y < height; y++) {
    Span span{width, 0};
    for (int x = 0; x < width; x++) {
      const int distance = std::abs(y * 8 + x - at);
      const std::uint8_t coverage = byte(255 - distance * 24);
      if (coverage == 0) continue;
      span.begin = std::min(span.begin, x), span.end = x + 1;
      emitter[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] = coverage;
    }
    rows.push_back(span.begin < span.end ? span : Span{});
  }
  light.emitter = memory.keep(std::move(emitter)), light.emitter_rows = memory.keep(std::move(rows));
}

struct Storage {
  std::array<Samples, 3> planes;
};

void add_grounds(std::vector<NamedPicture>& out) {
  constexpr int kW = 129, kH = 67;
  const LitGround lit = make_lit(make_art(kW, kH)), other = make_lit(make_art(kW, kH));
  const FrameGround film{make_frame(64, 36, Matrix::bt709, Range::limited, Chroma::half), Fit::cover, 1},
      still{make_frame(kW, kH, Matrix::rgb, Range::full, Chroma::full, 5), Fit::cover, 0.8f};
  LitGround dim = other;
  dim.gain[0] = {}, dim.gain[1] = {0.2f, 0.3f, 0.4f}, dim.exposure = 2, dim.vignette = 1;
  out.push_back({"nothing", make_picture(kW, kH, {})});
  out.push_back({"lit", make_picture(kW, kH, {{lit, 1}})});
  out.push_back({"lit_half", make_picture(kW, kH, {{lit, 0.5f}})});
  out.push_back({"film_half", make_picture(kW, kH, {{film, 0.5f}})});
  out.push_back({"lit_to_lit", make_picture(kW, kH, {{lit, 1}, {dim, 0.3f}})});
  out.push_back({"lit_to_same_art", make_picture(kW, kH, {{lit, 1}, {LitGround{lit.art, dim.gain, 0.5f, 0}, 0.6f}})});
  LitGround part = make_lit(make_art(kW, kH));
  part.gain[0] = {0.3f, 0.9f, 0.1f}, part.exposure = 3, part.vignette = 0.1f;
  out.push_back({"lit_and_lit", make_picture(kW, kH, {{lit, 1}, {part, 1, true}})});
  const LitGround coarse = make_lit(make_art((kW + 1) / 2, (kH + 1) / 2));
  LitGround coarse_part = make_lit(make_art((kW + 1) / 2, (kH + 1) / 2));
  coarse_part.gain[0] = {0, 1, 0.2f};
  out.push_back({"coarse_and_coarse", make_picture(kW, kH, {{coarse, 1}, {coarse_part, 1, true}})});
  out.push_back({"lit_to_film", make_picture(kW, kH, {{lit, 1}, {film, 0.7f}})});
  out.push_back({"film_to_lit", make_picture(kW, kH, {{film, 1}, {lit, 0.2f}})});
  out.push_back({"film_to_still", make_picture(kW, kH, {{film, 1}, {still, 0.5f}})});
  out.push_back({"half_film_to_still", make_picture(kW, kH, {{film, 0.7f}, {still, 0.5f}})});
  for (auto& [name, picture] : out) picture.grain_frame = static_cast<std::uint32_t>(name.size());
}

void add_frames(std::vector<NamedPicture>& out) {
  for (const auto matrix : {Matrix::bt601, Matrix::bt709, Matrix::bt2020})
    for (const auto range : {Range::limited, Range::full})
      for (const auto chroma : {Chroma::half, Chroma::full})
        for (const auto fit : {Fit::cover, Fit::contain}) {
          const FrameGround ground{make_frame(50, 38, matrix, range, chroma), fit, 1};
          out.push_back({fmt::format("film_{}_{}_{}_{}",
                                     matrix == Matrix::bt601   ? 601
                                     : matrix == Matrix::bt709 ? 709
                                                               : 2020,
                                     range == Range::limited ? "limited" : "full",
                                     chroma == Chroma::half ? "420" : "444", fit == Fit::cover ? "cover" : "contain"),
                         make_picture(160, 90, {{ground, 1}})});
        }
  const auto odd = make_frame(33, 57, Matrix::bt709, Range::limited, Chroma::half);
  for (const auto& [w, h] : {std::pair{1, 1}, {7, 3}, {63, 33}, {127, 31}, {33, 57}, {200, 111}}) {
    out.push_back({fmt::format("odd_film_{}x{}", w, h), make_picture(w, h, {{FrameGround{odd, Fit::cover, 1}, 1}})});
    out.push_back({fmt::format("odd_boxed_{}x{}", w, h), make_picture(w, h, {{FrameGround{odd, Fit::contain, 1}, 1}})});
    out.push_back({fmt::format("odd_lit_{}x{}", w, h), make_picture(w, h, {{make_lit(make_art(w, h)), 1}})});
  }
  auto wide = std::make_shared<VideoFrame>(*odd);
  wide->pixel_aspect = 16.0 / 11;
  out.push_back({"wide_pixels", make_picture(120, 90, {{FrameGround{wide, Fit::contain, 1}, 1}})});
  auto sited = std::make_shared<VideoFrame>(*make_frame(50, 38, Matrix::bt709, Range::limited, Chroma::half));
  sited->chroma_site = {1, 0};
  out.push_back({"film_other_site", make_picture(160, 90, {{FrameGround{sited, Fit::cover, 1}, 1}})});
  auto grey = std::make_shared<VideoFrame>(*make_frame(50, 38, Matrix::bt601, Range::full, Chroma::half));
  for (std::size_t p = 1; p < 3; p++) grey->planes[p].width = grey->planes[p].height = 1;
  out.push_back({"film_one_colour", make_picture(160, 90, {{FrameGround{grey, Fit::contain, 1}, 1}})});
  out.push_back(
      {"one_sample",
       make_picture(16, 9,
                    {{FrameGround{make_frame(1, 1, Matrix::bt709, Range::limited, Chroma::full), Fit::cover, 1}, 1}})});
}

void add_sprites(std::vector<NamedPicture>& out) {
  constexpr int kW = 130, kH = 70;
  Picture picture = make_picture(kW, kH, {{make_lit(make_art(kW, kH)), 1}});
  const auto ink = make_ink(40, 20), dot = make_ink(1, 1);
  picture.sprites = {{ink, 0, 0, {1, 1, 1}, 1},
                     {ink, kW - 40, kH - 20, {1, 0, 0}, 0.5f},
                     {ink, -20, 30, {0, 1, 0.5f}, 1},
                     {ink, kW - 7, 10, {0.3f, 0.3f, 1}, 1},
                     {ink, 50, -15, {1, 1, 0}, 0.8f},
                     {ink, 60, kH - 3, {0, 0, 0}, 1},
                     {ink, 45, 25, {1, 0.9f, 0.8f}, 0.9f},
                     {ink, 55, 30, {0.1f, 0.2f, 0.3f}, 0.7f},
                     {ink, -100, -100, {1, 1, 1}, 1},
                     {ink, kW, 0, {1, 1, 1}, 1},
                     {dot, 100, 50, {1, 1, 1}, 1},
                     {make_ink(300, 200), -80, -60, {0.5f, 0.5f, 0.5f}, 0.3f}};
  out.push_back({"sprites", picture});
  Picture between = picture;
  float part = 0;
  for (Sprite& sprite : between.sprites) part += 0.13f, sprite.x += part, sprite.y += 0.9f - part;
  out.push_back({"sprites_between", between});
  picture.grounds.clear();
  out.push_back({"sprites_on_nothing", picture});
  Picture bare = make_picture(kW, kH, {{make_lit(make_art(kW, kH)), 1}});
  bare.grain = 0;
  out.push_back({"no_grain", bare});
  bare.grain = 0.2f, bare.grain_frame = 123456;
  out.push_back({"much_grain", bare});
}

}  // namespace

ArtPtr make_art(int width, int height) {
  auto art = std::make_shared<LitArt>();
  const auto memory = std::make_shared<ArtMemory>();
  art->width = width, art->height = height, art->margin = margin_of(width), art->memory = memory;
  const std::array<Rgb, 3> scale{Rgb{0.07f, 0.08f, 0.1f}, Rgb{1.1f, 0.3f, 0.2f}, Rgb{0.4f, 0.4f, 3}};
  for (std::uint32_t i = 0; i < 3; i++) {
    LightLayer light;
    light.name = fmt::format("light_{}", i);
    for (std::uint32_t c = 0; c < 3; c++)
      light.code[c] = memory->keep(with_margin(make_plane(width, height, 10 * i + c + 1), width, height, art->margin));
    light.scale = scale[i];
    if (i > 0) add_bar(light, width, height, static_cast<int>(i) * width / 2, *memory);
    light.radiance = i == 1 ? Rgb{7, 0.35f, 0.25f} : Rgb{2, 4, 6};
    art->lights.push_back(std::move(light));
  }
  return art;
}

LitGround make_lit(const ArtPtr& art) {
  LitGround lit;
  lit.art = art;
  lit.gain[0] = {1.3f, 1.3f, 1.3f}, lit.gain[1] = {1, 0.8f, 0.9f}, lit.gain[2] = {0.5f, 0, 0.25f};
  return lit;
}

FramePtr make_frame(int width, int height, Matrix matrix, Range range, Chroma chroma, std::uint32_t seed) {
  auto storage = std::make_shared<Storage>();
  auto frame = std::make_shared<VideoFrame>();
  frame->width = width, frame->height = height, frame->matrix = matrix, frame->range = range;
  for (std::size_t p = 0; p < 3; p++) {
    const bool halved = p > 0 && chroma == Chroma::half;
    const int w = halved ? (width + 1) / 2 : width, h = halved ? (height + 1) / 2 : height;
    const int stride = w + 13;  // rows of a decoder have padding; what lies there must not be seen
    storage->planes[p].assign(static_cast<std::size_t>(stride * h), 0xaa);
    const Samples plane = make_plane(w, h, seed + static_cast<std::uint32_t>(p));
    for (int y = 0; y < h; y++) std::copy_n(plane.begin() + y * w, w, storage->planes[p].begin() + y * stride);
    frame->planes[p] = {storage->planes[p].data(), stride, w, h};
  }
  frame->storage = storage;
  return frame;
}

FramePtr make_flat_frame(int width, int height, Matrix matrix, Range range, int a, int b, int c) {
  auto storage = std::make_shared<Storage>();
  auto frame = std::make_shared<VideoFrame>();
  frame->width = width, frame->height = height, frame->matrix = matrix, frame->range = range;
  for (std::size_t p = 0; p < 3; p++) {
    storage->planes[p].assign(static_cast<std::size_t>(width * height), byte(p == 0 ? a : p == 1 ? b : c));
    frame->planes[p] = {storage->planes[p].data(), width, width, height};
  }
  frame->storage = storage;
  return frame;
}

std::shared_ptr<const Coverage> make_ink(int width, int height) {
  auto ink = std::make_shared<Coverage>();
  ink->width = width, ink->height = height;
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      ink->alpha.push_back(((x / 6 + y / 4) & 1) != 0 ? byte(x * 7 + y * 3) : std::uint8_t{255});
  return ink;
}

Picture make_picture(int width, int height, std::vector<Ground> grounds) {
  Picture picture;
  picture.width = width, picture.height = height, picture.grounds = std::move(grounds);
  return picture;
}

std::vector<NamedPicture> synthetic_pictures() {
  std::vector<NamedPicture> all;
  add_grounds(all);
  add_frames(all);
  add_sprites(all);
  for (NamedPicture& picture : room_pictures()) all.push_back(std::move(picture));
  for (NamedPicture& picture : view_pictures()) all.push_back(std::move(picture));
  return all;
}

}  // namespace redlight::test
