#include "picture/prepare_art.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fmt/format.h>
#include <thread>

#include "picture/colour.h"
#include "picture/glare.h"
#include "picture/image.h"
#include "picture/layers_file.h"
#include "picture/noise.h"
#include "picture/plane.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

// Checked by eye on the delivered art: a tube shown with its physical radiance has a jagged edge, so it is shown with 7
// and glares with 24.
constexpr float kShownRadiance = 7, kGlareRadiance = 24, kGlareStrength = 0.12f;

float channel_of(const Rgb& c, int channel) { return channel == 0 ? c.r : channel == 1 ? c.g : c.b; }
float& channel_of(Rgb& c, int channel) { return channel == 0 ? c.r : channel == 1 ? c.g : c.b; }

std::uint8_t byte_of(std::uint32_t word, int channel) { return static_cast<std::uint8_t>(word >> (16 - 8 * channel)); }

/// The source's radiance brought down to a peak of `limit`, hue kept.
Rgb limited(const Rgb& radiance, float limit) {
  const float peak = std::max({radiance.r, radiance.g, radiance.b});
  const float k = peak > limit ? limit / peak : 1.f;
  return {radiance.r * k, radiance.g * k, radiance.b * k};
}

FloatPlane linear_channel(const Image& image, int channel, float scale) {
  const auto& table = srgb_to_linear_table();
  FloatPlane plane(image.width, image.height);
  for (std::size_t i = 0; i < plane.samples.size(); i++)
    plane.samples[i] = table[byte_of(image.pixels[i], channel)] * scale;
  return plane;
}

/// Square-root code with dither, and the scale that undoes it.
float encode_plane(const FloatPlane& plane, std::vector<std::uint8_t>& code, std::uint32_t noise) {
  const float scale = std::max(*std::max_element(plane.samples.begin(), plane.samples.end()), 1e-6f);
  code.resize(plane.samples.size());
  const auto& dither = dither_tile();
  const int shift_x = static_cast<int>(noise & (kDitherSize - 1)),
            shift_y = static_cast<int>(noise >> 8 & (kDitherSize - 1));
  for (int y = 0; y < plane.height; y++) {
    const float* from = plane.row(y);
    const std::uint8_t* tile = dither.data() + ((y + shift_y) & (kDitherSize - 1)) * kDitherSize;
    for (int x = 0; x < plane.width; x++) {
      const float level = std::sqrt(from[x] / scale) * 255.f +
                          (static_cast<float>(tile[(x + shift_x) & (kDitherSize - 1)]) + 0.5f) / 256.f;
      code[static_cast<std::size_t>(y) * static_cast<std::size_t>(plane.width) + static_cast<std::size_t>(x)] =
          static_cast<std::uint8_t>(std::min(level, 255.f));
    }
  }
  return scale;
}

std::vector<Span> find_spans(const std::vector<std::uint8_t>& mask, int width, int height) {
  std::vector<Span> spans(static_cast<std::size_t>(height));
  for (int y = 0; y < height; y++) {
    const auto row = mask.begin() + static_cast<std::ptrdiff_t>(y) * width, end = row + width;
    const auto lit = [](std::uint8_t v) { return v != 0; };
    const auto first = std::find_if(row, end, lit);
    if (first == end) continue;
    const auto last = std::find_if(std::make_reverse_iterator(end), std::make_reverse_iterator(first), lit);
    spans[static_cast<std::size_t>(y)] = {static_cast<std::int32_t>(first - row),
                                          static_cast<std::int32_t>(last.base() - row)};
  }
  return spans;
}

struct Target {
  const std::optional<Region>& crop;
  int width, height;

  FloatPlane fit(const FloatPlane& plane) const {
    return resample(plane, cover_region(plane.width, plane.height, crop.value_or(Region{}), width, height), width,
                    height);
  }
};

LightLayer make_layer(const LayerFile& file, const Image& image, const FloatPlane* coverage, const Target& target,
                      std::uint32_t index) {
  LightLayer layer;
  layer.name = file.name;
  layer.radiance = limited(file.emitter_radiance, kShownRadiance);
  const Rgb glaring = limited(file.emitter_radiance, kGlareRadiance);
  for (int channel = 0; channel < 3; channel++) {
    FloatPlane lit = target.fit(linear_channel(image, channel, file.scale));
    FloatPlane source = lit;
    if (coverage)
      for (std::size_t i = 0; i < source.samples.size(); i++)
        source.samples[i] += coverage->samples[i] * channel_of(glaring, channel);
    add_glare(lit, source, kGlareStrength);
    const auto c = static_cast<std::size_t>(channel);
    channel_of(layer.scale, channel) =
        encode_plane(lit, layer.code[c], mix_bits(index, static_cast<std::uint32_t>(channel)));
  }
  if (coverage) {
    layer.emitter.resize(coverage->samples.size());
    std::transform(coverage->samples.begin(), coverage->samples.end(), layer.emitter.begin(),
                   [](float v) { return static_cast<std::uint8_t>(std::min(v, 1.f) * 255.f + 0.5f); });
    layer.emitter_rows = find_spans(layer.emitter, target.width, target.height);
  }
  return layer;
}

Result<LightLayer> prepare_layer(const LayerFile& file, const Image& mask, const Target& target, std::uint32_t index) {
  const auto image = read_image(file.image);
  if (!image) return tl::unexpected(image.error());
  std::optional<FloatPlane> coverage;
  if (file.mask_channel >= 0 && !mask.pixels.empty()) {
    FloatPlane plane(mask.width, mask.height);
    for (std::size_t i = 0; i < plane.samples.size(); i++)
      plane.samples[i] = static_cast<float>(byte_of(mask.pixels[i], file.mask_channel)) / 255.f;
    coverage = target.fit(plane);
  }
  return make_layer(file, *image, coverage ? &*coverage : nullptr, target, index);
}

}  // namespace

Result<ArtPtr> prepare_art(const fs::path& folder, const std::optional<Region>& crop, int width, int height,
                           std::stop_token stop) {
  const auto files = read_layers_file(folder);
  if (!files) return tl::unexpected(files.error());
  const Target target{crop, width, height};
  Image mask;
  if (!files->emissive_mask.empty()) {
    auto read = read_image(files->emissive_mask);
    if (!read) return tl::unexpected(read.error());
    mask = std::move(*read);
  }
  // Two layers at a time: on two cores the poster is there in half the time, and no more memory is taken for a moment
  // than two layers need.
  std::vector<Result<LightLayer>> made(files->layers.size(),
                                       fail(ErrorKind::stopped, "stopped while preparing the art", folder.string()));
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < made.size() && !stop.stop_requested(); i = next++)
      made[i] = prepare_layer(files->layers[i], mask, target, static_cast<std::uint32_t>(i));
  };
  {
    const std::jthread helper(work);
    work();
  }
  auto art = std::make_shared<LitArt>();
  art->width = width, art->height = height;
  for (auto& layer : made) {
    if (!layer) return tl::unexpected(layer.error());
    art->lights.push_back(std::move(*layer));
  }
  return ArtPtr(std::move(art));
}

Result<FramePtr> prepare_still(const fs::path& file, const std::optional<Region>& crop, int width, int height) {
  const auto image = read_image(file);
  if (!image) return tl::unexpected(image.error());
  const auto size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  auto planes = std::make_shared<std::vector<std::uint8_t>>(3 * size);
  auto frame = std::make_shared<VideoFrame>();
  frame->width = width, frame->height = height, frame->matrix = Matrix::rgb, frame->range = Range::full;
  const PixelRegion region = cover_region(image->width, image->height, crop.value_or(Region{}), width, height);
  for (int channel = 0; channel < 3; channel++) {
    // In sRGB code, not in linear light: a flat picture is shown as the designer saved it, and the code resamples
    // without ringing on lettering.
    FloatPlane plane(image->width, image->height);
    for (std::size_t i = 0; i < plane.samples.size(); i++) plane.samples[i] = byte_of(image->pixels[i], channel);
    const FloatPlane fitted = resample(plane, region, width, height);
    std::uint8_t* out = planes->data() + static_cast<std::size_t>(channel) * size;
    for (std::size_t i = 0; i < size; i++)
      out[i] = static_cast<std::uint8_t>(std::min(fitted.samples[i] + 0.5f, 255.f));
    frame->planes[static_cast<std::size_t>(channel)] = {out, width, width, height};
  }
  frame->storage = std::move(planes);
  return FramePtr(std::move(frame));
}

Result<void> check_art(const fs::path& path) {
  std::error_code none;
  if (!fs::is_directory(path, none)) {
    if (const auto image = read_image(path); !image) return tl::unexpected(image.error());
    return {};
  }
  const auto files = read_layers_file(path);
  if (!files) return tl::unexpected(files.error());
  int width = 0, height = 0;
  for (const LayerFile& file : files->layers) {
    const auto image = read_image(file.image);
    if (!image) return tl::unexpected(image.error());
    if (width == 0) width = image->width, height = image->height;
    if (image->width != width || image->height != height)
      return fail(ErrorKind::malformed,
                  fmt::format("{}x{} pixels, but the first layer has {}x{}; all layers of a poster need one size",
                              image->width, image->height, width, height),
                  file.image.string());
  }
  if (!files->emissive_mask.empty())
    if (const auto mask = read_image(files->emissive_mask); !mask) return tl::unexpected(mask.error());
  return {};
}

}  // namespace redlight
