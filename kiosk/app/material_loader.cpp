#include "app/material_loader.h"

#include <algorithm>

#include "picture/flat_maps.h"
#include "picture/flat_source.h"
#include "picture/layers_file.h"
#include "picture/layers_source.h"
#include "picture/prepare_art.h"

namespace redlight {
namespace {

constexpr std::size_t kKeptGrounds = 3;  // the poster on stage, its empty room behind the slides, and the next one

/// `scale`, or the next that makes art for this display no larger than `largest`.
int scale_that_fits(int width, int height, int scale, std::optional<int> largest) {
  const auto fits = [&] {
    const int w = coarse_size(width, scale);
    return !largest || (w + 2 * margin_of(w) <= *largest && coarse_size(height, scale) <= *largest);
  };
  while (scale < kMaxGroundScale && !fits()) scale++;
  return scale;
}

}  // namespace

MaterialLoader::MaterialLoader(const Show& show, std::filesystem::path fonts, std::filesystem::path cache,
                               std::shared_ptr<ArtShelf> shelf, int width, int height, int ground_scale,
                               std::optional<int> largest_art, std::optional<Day> today)
    : show_(show),
      words_(std::move(fonts)),
      cache_(std::move(cache)),
      shelf_(std::move(shelf)),
      width_(width),
      height_(height),
      ground_scale_(ground_scale),
      largest_art_(largest_art),
      today_(today) {}

Result<Material> MaterialLoader::load_ground(std::size_t scene, std::stop_token stop) {
  const auto& content = show_.scenes[scene].content;
  const auto* poster = std::get_if<PosterScene>(&content);
  const auto* slide = std::get_if<SlideScene>(&content);
  auto ground = poster  ? ground_of(*poster, Figures::present, stop)
                : slide ? ground_of(*slide, stop)
                        : Result<GroundMaterial>(GroundMaterial{});
  if (!ground) return tl::unexpected(ground.error());
  if (poster) return PosterMaterial{std::move(*ground), {}};
  return SlideMaterial{std::move(*ground), {}};
}

Result<Material> MaterialLoader::load(std::size_t scene, std::stop_token stop) {
  const auto& content = show_.scenes[scene].content;
  if (const auto* poster = std::get_if<PosterScene>(&content)) {
    auto ground = ground_of(*poster, Figures::present, stop);
    if (!ground) return tl::unexpected(ground.error());
    PosterMaterial material{std::move(*ground), {}};
    if (auto set = set_caption(*poster, material); !set) return tl::unexpected(set.error());
    return material;
  }
  const auto& slide = std::get<SlideScene>(content);
  SlideMaterial material;
  auto ground = ground_of(slide, stop);
  if (!ground) return tl::unexpected(ground.error());
  material.ground = std::move(*ground);
  auto words = words_.set_slide(show_, slide, width_, height_, today_);
  if (!words) return tl::unexpected(words.error());
  material.words = std::move(words->sprites), material.rolls = std::move(words->rolls);
  material.written = std::move(words->written), material.scrims = std::move(words->scrims);
  return material;
}

Result<void> MaterialLoader::set_caption(const PosterScene& poster, PosterMaterial& material) {
  const auto& setting = poster.caption_at.choose(width_, height_);
  auto words = setting ? words_.set_part(show_, poster, *setting, CaptionPart::text, width_, height_)
                       : words_.set_caption(show_, poster, width_, height_);
  if (!words) return tl::unexpected(words.error());
  material.words = std::move(words->sprites), material.written = std::move(words->written);
  if (!setting) return {};
  material.caption = *setting;
  auto notes = words_.set_part(show_, poster, *setting, CaptionPart::note, width_, height_);
  if (!notes) return tl::unexpected(notes.error());
  material.notes = std::move(notes->sprites);
  return {};
}

/// What lies behind the words: a still of the slide's own, or a poster of the show.
std::optional<PosterScene> MaterialLoader::ground_poster(const SlideScene& slide) const {
  if (slide.layout == Layout::image) {
    PosterScene still;
    still.art = slide.image, still.fit = slide.fit, still.focus = slide.focus;
    return still;
  }
  for (const Scene& scene : show_.scenes)
    if (const auto* poster = std::get_if<PosterScene>(&scene.content);
        poster && (slide.ground.empty() || slide.ground == scene.id))
      return *poster;
  return std::nullopt;
}

Framing MaterialLoader::framing_of(const PosterScene& poster, const std::filesystem::path& art) const {
  const bool is_portrait = art == poster.art.portrait;
  const int scale = scale_that_fits(width_, height_, ground_scale_, largest_art_);
  return {coarse_size(width_, scale), coarse_size(height_, scale), poster.crop, poster.fit,
          is_portrait ? poster.focus.portrait : poster.focus.landscape};
}

/// Of two variants the one that loses less on this display.
std::filesystem::path MaterialLoader::choose(const PosterScene& poster) {
  const auto& usual = poster.art.choose(width_, height_);
  const auto& other = usual == poster.art.portrait ? poster.art.landscape : poster.art.portrait;
  if (other.empty() || other == usual) return usual;
  const auto loss = [&](const std::filesystem::path& folder) -> std::optional<double> {
    const auto size = facts_.told_size(folder);
    if (!size) return std::nullopt;
    return loss_of(size->width, size->height, framing_of(poster, folder));
  };
  const auto by_usual = loss(usual), by_other = loss(other);
  return by_usual && by_other && *by_other < *by_usual - 1e-6 ? other : usual;
}

/// From the shelf or the cache, or made ready and kept there. `files` are all that it is made from.
Result<ArtPtr> MaterialLoader::cached(const std::vector<std::filesystem::path>& files, const Framing& framing,
                                      const std::function<Result<ArtSource>()>& open, std::stop_token stop) const {
  const auto key = art_key(files, framing);
  if (key && shelf_)
    if (ArtPtr art = shelf_->find(*key)) return art;
  auto art = made(key, framing, open, stop);
  if (art && key && shelf_) shelf_->add(*key, *art);
  return art;
}

Result<ArtPtr> MaterialLoader::made(std::optional<std::uint64_t> key, const Framing& framing,
                                    const std::function<Result<ArtSource>()>& open, std::stop_token stop) const {
  if (key)
    if (ArtPtr art = cache_.find(*key)) return art;
  const auto source = open();
  if (!source) return tl::unexpected(source.error());
  auto art = prepare_art(*source, framing, stop);
  if (art && key) return cache_.keep(*key, std::move(*art));
  return art;
}

Result<ArtPtr> MaterialLoader::art_of(const std::filesystem::path& folder, const Framing& framing,
                                      std::stop_token stop) const {
  const auto files = read_layers_file(folder);
  if (!files) return tl::unexpected(files.error());
  auto images = images_of(*files);
  images.push_back(folder / "layers.json");
  return cached(
      images, framing, [&] { return open_layers(folder); }, stop);
}

/// Made from other files than the poster itself, so that each has a key of its own.
Result<ArtPtr> MaterialLoader::room_of(const std::filesystem::path& folder, const Framing& framing,
                                       std::stop_token stop) const {
  const auto files = read_layers_file(folder);
  if (!files) return tl::unexpected(files.error());
  auto images = images_of(*files);
  for (const LayerFile& layer : files->layers) std::erase(images, layer.image);
  images.push_back(folder / "layers.json");
  return cached(
      images, framing, [&] { return open_empty_room(folder); }, stop);
}

Result<ArtPtr> MaterialLoader::flat_art_of(const std::filesystem::path& picture, const Framing& framing,
                                           std::stop_token stop) const {
  const auto maps = files_of_maps(picture);
  if (!maps) return tl::unexpected(maps.error());
  std::vector<std::filesystem::path> files{picture};
  files.insert(files.end(), maps->begin(), maps->end());
  return cached(
      files, framing, [&] { return open_flat(picture, framing); }, stop);
}

Result<GroundMaterial> MaterialLoader::ground_of(const SlideScene& slide, std::stop_token stop) {
  const auto poster = ground_poster(slide);
  if (!poster) return GroundMaterial{};
  const std::filesystem::path path = choose(*poster);
  const bool is_empty = slide.layout != Layout::image && !slide.figures && facts_.has_empty_room(path);
  return ground_of(*poster, is_empty ? Figures::absent : Figures::present, stop);
}

Result<GroundMaterial> MaterialLoader::ground_of(const PosterScene& poster, Figures figures, std::stop_token stop) {
  const std::filesystem::path path = choose(poster);
  Framing framing = framing_of(poster, path);
  std::optional<CameraFrame> camera;
  if (const auto& move = poster.camera.choose(width_, height_)) {
    const auto size = facts_.size(path);
    if (!size) return tl::unexpected(size.error());
    camera = frame_camera(size->width, size->height, {width_, height_, poster.crop, Fit::cover, {}}, *move,
                          ground_scale_, largest_art_.value_or(kLargestCameraArt));
    framing = camera->art;
  }
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const KeptGround& k) {
    return k.path == path && k.framing == framing && k.figures == figures;
  });
  if (found != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, found);
    kept_.front().ground.camera = camera;  // of one art there may be several moves
    return kept_.front().ground;
  }
  const auto layered = is_layered(path);
  if (!layered) return tl::unexpected(layered.error());
  GroundMaterial ground;
  ground.flat = !*layered;
  ground.empty_room = figures == Figures::absent;
  auto art = ground.flat         ? flat_art_of(path, framing, stop)
             : ground.empty_room ? room_of(path, framing, stop)
                                 : art_of(path, framing, stop);
  if (!art) return tl::unexpected(art.error());
  ground.art = std::move(*art), ground.camera = camera;
  kept_.push_front({path, framing, figures, ground});
  if (kept_.size() > kKeptGrounds) kept_.pop_back();
  return ground;
}

}  // namespace redlight
