#include "render/coarse_view.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "picture/camera_frame.h"
#include "picture/colour.h"
#include "picture/shared_text.h"
#include "render/frame_fit.h"
#include "render/light_field.h"

namespace redlight {
namespace {

constexpr int kRowsOfACell = 4;  // that are summed of a frame's brightness
constexpr int kColourRows = 2;   // and of its colour
constexpr int kArtSamples = 3;   // along each side of a cell, of a layer or of light on a coarse grid

/// Display-coded 0..1 to linear light, between the entries of the table.
float to_linear(const std::array<float, 256>& table, float coded) {
  const float at = std::clamp(coded, 0.f, 1.f) * 255.f;
  const auto lower = std::min(static_cast<std::size_t>(at), std::size_t{254});
  return table[lower] + (table[lower + 1] - table[lower]) * (at - static_cast<float>(lower));
}

/// The part [begin, end) of a plane's samples that a stretch of the picture's pixels shows.
struct Stretch {
  int begin = 0, end = 0;
  float share = 0;  // of the stretch that shows the frame at all
  float part = 0;   // one sample's of them all
};

/// `first`, `last`: the pixels of the cell; `left`, `right`: those that show the frame, from frame position `start` on
/// over `length`, in pixels of a frame of `frame` pixels whose plane has `plane` samples.
Stretch stretch_of(int first, int last, int left, int right, double start, double length, int frame, int plane) {
  const int from = std::max(first, left), to = std::min(last, right);
  if (from >= to) return {};
  const double step = length / (right - left), samples = static_cast<double>(plane) / frame;
  const auto place = [&](int pixel) { return (start + (pixel - left) * step) * samples; };
  Stretch s;
  s.begin = std::clamp(static_cast<int>(place(from) + 0.5), 0, plane - 1);
  s.end = std::clamp(static_cast<int>(place(to) + 0.5), s.begin + 1, plane);
  s.share = static_cast<float>(to - from) / static_cast<float>(last - first);
  s.part = 1.f / static_cast<float>(s.end - s.begin);
  return s;
}

std::vector<Stretch> stretches(int cells, int size, int left, int right, double start, double length, int frame,
                               int plane) {
  std::vector<Stretch> all;
  for (int i = 0; i < cells; i++) {
    const int first = part_begin(i, cells, size), last = std::max(part_begin(i + 1, cells, size), first + 1);
    all.push_back(stretch_of(first, last, left, right, start, length, frame, plane));
  }
  return all;
}

int columns_begin(const std::vector<Stretch>& columns) {
  int first = std::numeric_limits<int>::max();
  for (const Stretch& s : columns)
    if (s.share > 0) first = std::min(first, s.begin);
  return first;
}

int columns_end(const std::vector<Stretch>& columns) {
  int last = 0;
  for (const Stretch& s : columns) last = std::max(last, s.end);
  return last;
}

/// Sums that fit 16 bits, so that a register holds many: a cell gives few rows, and squares their upper 14 bits.
using Column = std::uint16_t;
constexpr int kSquareBits = 2;
static_assert(kRowsOfACell * (255 * 255 >> kSquareBits) <= 65535);

/// Column by column over so many rows at once, which keeps as many reads of memory under way.
void add_rows(const std::array<const std::uint8_t*, kColourRows>& row, int count, Column* __restrict sum) {
  for (int x = 0; x < count; x++) sum[x] = static_cast<Column>(row[0][x] + row[1][x]);
}

/// What lies above `black`, squared.
void add_squares(const std::array<const std::uint8_t*, kRowsOfACell>& row, int count, std::uint8_t black,
                 Column* __restrict sum) {
  const auto square = [black](std::uint8_t code) {
    const auto light = static_cast<std::uint8_t>(std::max(code, black) - black);
    return static_cast<Column>(static_cast<Column>(light * light) >> kSquareBits);
  };
  const std::uint8_t *a = row[0], *b = row[1], *c = row[2], *d = row[3];
  for (int x = 0; x < count; x++)
    sum[x] = static_cast<Column>(static_cast<Column>(square(a[x]) + square(b[x])) +
                                 static_cast<Column>(square(c[x]) + square(d[x])));
}

/// The first of `count` rows and others evenly behind it; a row again where there are too few.
template <std::size_t N>
std::array<const std::uint8_t*, N> rows_of(const Plane& plane, const Stretch& rows, int first_column) {
  std::array<const std::uint8_t*, N> all;
  for (std::size_t i = 0; i < N; i++)
    all[i] = plane.data +
             static_cast<std::ptrdiff_t>(part_begin(static_cast<int>(i), N, rows.end - rows.begin) + rows.begin) *
                 plane.stride +
             first_column;
  return all;
}

/// The mean of a field's light in each cell of a picture of this size, from a few samples of it.
void add_light(const LightField& field, FlashGrid grid, int width, int height, std::vector<Rgb>& cells) {
  constexpr float kMean = 1.f / (kArtSamples * kArtSamples);
  for (int sy = 0; sy < grid.height * kArtSamples; sy++) {
    const int y = part_begin(sy, grid.height * kArtSamples, height) - field.y;
    if (y < 0 || y >= (field.rows - 1) * field.step) continue;
    for (int sx = 0; sx < grid.width * kArtSamples; sx++) {
      const int x = part_begin(sx, grid.width * kArtSamples, width) - field.x;
      if (x < 0 || x >= (field.columns - 1) * field.step) continue;
      const auto node = static_cast<std::size_t>(y / field.step * field.columns + x / field.step);
      Rgb& cell = cells[static_cast<std::size_t>(sy / kArtSamples * grid.width + sx / kArtSamples)];
      cell.r += field.red[node] * kMean, cell.g += field.green[node] * kMean, cell.b += field.blue[node] * kMean;
    }
  }
}

/// The cells of a picture whose camera looks at art that has `cells`: between the four around the middle of each.
std::vector<Rgb> seen_by(const LitGround& ground, const Picture& picture, const std::vector<Rgb>& cells,
                         FlashGrid grid) {
  std::vector<Rgb> seen(cells.size());
  const auto along = [](float place, int size, int count) {
    const float at = std::clamp(place / static_cast<float>(size) * static_cast<float>(count) - 0.5f, 0.f,
                                static_cast<float>(count - 1));
    const int lower = std::min(static_cast<int>(at), std::max(count - 2, 0));
    return std::pair{lower, at - static_cast<float>(lower)};
  };
  for (int cy = 0; cy < grid.height; cy++)
    for (int cx = 0; cx < grid.width; cx++) {
      const ArtPlace place = art_place(
          *ground.view,
          (static_cast<float>(cx) + 0.5f) * static_cast<float>(picture.width) / static_cast<float>(grid.width),
          (static_cast<float>(cy) + 0.5f) * static_cast<float>(picture.height) / static_cast<float>(grid.height),
          picture.width, picture.height);
      const auto [left, across] = along(place.x, ground.art->width, grid.width);
      const auto [top, down] = along(place.y, ground.art->height, grid.height);
      const auto at = [&](int x, int y) {
        return cells[static_cast<std::size_t>(std::min(y, grid.height - 1) * grid.width + std::min(x, grid.width - 1))];
      };
      const auto mixed = [](const Rgb& a, const Rgb& b, float part) {
        return Rgb{glsl::blend(a.r, b.r, part), glsl::blend(a.g, b.g, part), glsl::blend(a.b, b.b, part)};
      };
      seen[static_cast<std::size_t>(cy * grid.width + cx)] =
          mixed(mixed(at(left, top), at(left + 1, top), across),
                mixed(at(left, top + 1), at(left + 1, top + 1), across), down);
    }
  return seen;
}

}  // namespace

void CoarseView::look(const Picture& picture) {
  field_.grid = flash_grid(picture.width, picture.height, long_side_);
  field_.cells.resize(field_.grid.cells());
  grounds_ = std::min(picture.grounds.size(), seen_.size());
  for (std::size_t g = 0; g < grounds_; g++) {
    Seen& seen = seen_[g];
    seen.weight = picture.grounds[g].weight;
    seen.cells.assign(field_.grid.cells(), Rgb{});
    if (const auto* lit = std::get_if<LitGround>(&picture.grounds[g].what))
      look_at(*lit, picture, seen);
    else
      look_at(std::get<FrameGround>(picture.grounds[g].what), picture, seen);
  }
  if (grounds_ != 2 || !picture.grounds[1].adds_light) return;
  grounds_ = 1;
  for (std::size_t i = 0; i < field_.cells.size(); i++) {
    Rgb& sum = seen_[0].cells[i];
    const Rgb& more = seen_[1].cells[i];
    sum = {sum.r + more.r, sum.g + more.g, sum.b + more.b};
  }
}

/// The layers' light in each cell, from a few samples of it.
const CoarseView::LitCells& CoarseView::cells_of(const ArtPtr& art) {
  for (const LitCells& known : arts_)
    if (known.grid == field_.grid && known.art.lock() == art) return known;
  LitCells& fresh = arts_[next_art_++ % arts_.size()];
  const FlashGrid grid = field_.grid;
  fresh.art = art, fresh.grid = grid;
  fresh.light.assign(art->lights.size() * grid.cells(), Rgb{});
  Rgb* cell = fresh.light.data();
  for (const LightLayer& light : art->lights)
    for (int cy = 0; cy < grid.height; cy++)
      for (int cx = 0; cx < grid.width; cx++) {
        std::array<double, 3> sum{};
        double cover = 0;
        for (int n = 0; n < kArtSamples * kArtSamples; n++) {
          const std::size_t x = static_cast<std::size_t>(
                                part_begin(cx * kArtSamples + n % kArtSamples, grid.width * kArtSamples, art->width)),
                            y = static_cast<std::size_t>(
                                part_begin(cy * kArtSamples + n / kArtSamples, grid.height * kArtSamples, art->height));
          for (std::size_t c = 0; c < 3; c++) {
            // Rows of code may have a margin on both sides.
            const std::size_t pitch = light.code[c].size() / static_cast<std::size_t>(art->height),
                              margin = (pitch - static_cast<std::size_t>(art->width)) / 2;
            const double code = light.code[c][y * pitch + margin + x];
            sum[c] += code * code;
          }
          if (!light.emitter.empty()) cover += light.emitter[y * static_cast<std::size_t>(art->width) + x];
        }
        constexpr double kMean = 1.0 / (kArtSamples * kArtSamples);
        const auto mean = [&](double of, float scale, float radiance) {
          return static_cast<float>(of * kMean / (255.0 * 255.0) * scale + cover * kMean / 255.0 * radiance);
        };
        *cell++ = {mean(sum[0], light.scale.r, light.radiance.r), mean(sum[1], light.scale.g, light.radiance.g),
                   mean(sum[2], light.scale.b, light.radiance.b)};
      }
  return fresh;
}

void CoarseView::look_at(const LitGround& ground, const Picture& picture, Seen& seen) {
  seen.is_lit = true, seen.exposure = ground.exposure, seen.vignette = ground.vignette;
  const LitCells& art = cells_of(ground.art);
  const std::size_t cells = field_.grid.cells();
  for (std::size_t light = 0; light < ground.art->lights.size(); light++) {
    const Rgb& gain = ground.gain[light];
    const Rgb* layer = art.light.data() + light * cells;
    for (std::size_t i = 0; i < cells; i++) {
      seen.cells[i].r += layer[i].r * gain.r;
      seen.cells[i].g += layer[i].g * gain.g;
      seen.cells[i].b += layer[i].b * gain.b;
    }
  }
  // A node for each sample.
  const int guides = ground.art->guides ? ground.art->guides->width : 0,
            every = std::max(guides / (field_.grid.width * kArtSamples), 1);
  for (const auto& field : {haze_field(ground), touch_field(ground, every)})
    if (field) add_light(*field, field_.grid, ground.art->width, ground.art->height, seen.cells);
  if (ground.view) seen.cells = seen_by(ground, picture, seen.cells, field_.grid);
}

/// The mean code of `plane` in each cell; of brightness above `black` the root of the mean square.
void CoarseView::add_up(const FrameGround& ground, const Picture& picture, std::size_t plane, bool is_light,
                        std::uint8_t black) {
  const VideoFrame& frame = *ground.frame;
  const Plane& from = frame.planes[plane];
  const FlashGrid grid = field_.grid;
  const FramePlacement at = place_frame(frame, ground.fit, picture.width, picture.height);
  const auto columns = stretches(grid.width, picture.width, at.left, at.right, at.x, at.width, frame.width, from.width);
  const auto rows =
      stretches(grid.height, picture.height, at.top, at.bottom, at.y, at.height, frame.height, from.height);
  const int begin = columns_begin(columns), count = columns_end(columns) - begin;
  std::vector<float>& mean = mean_[plane];
  mean.assign(grid.cells(), 0);
  columns_.resize(static_cast<std::size_t>(from.width));
  for (std::size_t cy = 0; cy < rows.size(); cy++) {
    if (rows[cy].share <= 0) continue;
    // First down the columns, over the whole width at once, then along them into the cells.
    if (is_light)
      add_squares(rows_of<kRowsOfACell>(from, rows[cy], begin), count, black, columns_.data());
    else
      add_rows(rows_of<kColourRows>(from, rows[cy], begin), count, columns_.data());
    float* to = mean.data() + cy * columns.size();
    for (const Stretch& cell : columns) {
      const int width = cell.end - cell.begin;  // 0 beside the frame
      const Column* column = columns_.data() + (width > 0 ? cell.begin - begin : 0);
      std::uint32_t sum = 0;
      for (int x = 0; x < width; x++) sum += column[x];
      *to++ = static_cast<float>(sum) * cell.part;
    }
  }
  if (is_light)
    for (float& code : mean) code = std::sqrt(code * (1.f * (1 << kSquareBits) / kRowsOfACell)) + black;
  else
    for (float& code : mean) code *= 1.f / kColourRows;
  // Bars beside the frame are black: the light of a cell that lies half on them is half as much.
  if (plane != 0) return;
  share_.resize(grid.cells());
  for (std::size_t i = 0; i < grid.cells(); i++)
    share_[i] = std::sqrt(columns[i % columns.size()].share * rows[i / columns.size()].share);
}

void CoarseView::look_at(const FrameGround& ground, const Picture& picture, Seen& seen) {
  seen.is_lit = false;
  const ColourMatrix m = colour_matrix(ground.frame->matrix, ground.frame->range);
  const bool is_rgb = ground.frame->matrix == Matrix::rgb;
  const auto black = static_cast<std::uint8_t>(is_rgb ? 0 : m.luma_offset / 64);
  for (std::size_t p = 0; p < 3; p++) add_up(ground, picture, p, p == 0 || is_rgb, black);
  const std::int16_t level = frame_level(ground.level);
  for (std::size_t i = 0; i < seen.cells.size(); i++) {
    const auto steps = [&](std::size_t p) { return glsl::to_steps(mean_[p][i] / 255); };
    const std::int16_t first = steps(0), second = steps(1), third = steps(2);
    std::array<int, 3> twos{first / 2, second / 2, third / 2};
    if (!is_rgb) {
      const std::int16_t y = glsl::frame_luma(first, m.luma_offset, m.luma_scale);
      twos = {y + glsl::frame_chroma(third, m.red_v),
              y + glsl::frame_chroma(second, m.green_u) + glsl::frame_chroma(third, m.green_v),
              y + glsl::frame_chroma(second, m.blue_u)};
    }
    const float unit = share_[i] / glsl::kFullScale;
    const auto shown = [&](int of) {
      return static_cast<float>(glsl::frame_level(static_cast<std::int16_t>(of), level)) * unit;
    };
    seen.cells[i] = {shown(twos[0]), shown(twos[1]), shown(twos[2])};
  }
}

Rgb CoarseView::coded(const Seen& seen, std::size_t cell, float level) const {
  const Rgb& c = seen.cells[cell];
  if (!seen.is_lit) return {c.r * level, c.g * level, c.b * level};
  const int width = field_.grid.width, height = field_.grid.height, at = static_cast<int>(cell);
  const float x = (static_cast<float>(at % width) + 0.5f) * 2.f / static_cast<float>(width) - 1.f,
              y = (static_cast<float>(at / width) + 0.5f) * 2.f / static_cast<float>(height) - 1.f;
  const glsl::vec3 t =
      glsl::tone(glsl::vec3(c.r, c.g, c.b), seen.exposure * level * level * glsl::vignette(x, y, seen.vignette));
  return {t.x, t.y, t.z};
}

const FlashField& CoarseView::field(float level) {
  const auto& table = srgb_to_linear_table();
  for (std::size_t i = 0; i < field_.cells.size(); i++) {
    Rgb sum;
    for (std::size_t g = 0; g < grounds_; g++) {
      const Rgb over = coded(seen_[g], i, level);
      const float weight = seen_[g].weight;
      sum = {glsl::blend(sum.r, over.r, weight), glsl::blend(sum.g, over.g, weight),
             glsl::blend(sum.b, over.b, weight)};
    }
    field_.cells[i] = {to_linear(table, sum.r), to_linear(table, sum.g), to_linear(table, sum.b)};
  }
  return field_;
}

void dim(Picture& picture, float level) {
  for (Ground& ground : picture.grounds)
    if (auto* lit = std::get_if<LitGround>(&ground.what))
      lit->exposure *= level * level;
    else
      std::get<FrameGround>(ground.what).level *= level;
}

}  // namespace redlight
