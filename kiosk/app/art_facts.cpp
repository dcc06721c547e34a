#include "app/art_facts.h"

#include "picture/image.h"
#include "picture/layers_file.h"
#include "picture/layers_source.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

Result<ArtSize> measure(const fs::path& art) {
  const auto layered = is_layered(art);
  if (!layered) return tl::unexpected(layered.error());
  if (*layered) {
    const auto source = open_layers(art);
    if (!source) return tl::unexpected(source.error());
    return ArtSize{source->width, source->height};
  }
  const auto image = read_image(art);
  if (!image) return tl::unexpected(image.error());
  return ArtSize{image->width, image->height};
}

}  // namespace

Result<bool> is_layered(const fs::path& art) {
  std::error_code bad;
  const auto status = fs::status(art, bad);
  if (fs::status_known(status)) return fs::is_directory(status);
  return fail(ErrorKind::unreadable, "cannot be looked at: " + bad.message(), art.string());
}

/// Of the file that tells the size. Empty while it cannot be looked at.
std::optional<ArtFacts::Stamp> ArtFacts::stamp_of(const fs::path& art) {
  std::error_code bad;
  const fs::path file = fs::is_directory(art, bad) ? art / "layers.json" : art;
  Stamp stamp;
  stamp.bytes = fs::file_size(file, bad);
  if (!bad) stamp.changed = fs::last_write_time(file, bad);
  return bad ? std::nullopt : std::optional(stamp);
}

/// As it is now, or, while it cannot be read, as it was.
const ArtFacts::Told& ArtFacts::told(const fs::path& art) {
  Told& told = told_[art];
  if (const auto files = read_layers_file(art)) {
    const bool says = files->width > 0;
    told = {says ? std::optional(ArtSize{files->width, files->height}) : std::nullopt,
            redlight::has_empty_room(*files)};
  }
  return told;
}

std::optional<ArtSize> ArtFacts::told_size(const fs::path& art) { return told(art).size; }

bool ArtFacts::has_empty_room(const fs::path& art) { return told(art).has_empty_room; }

Result<ArtSize> ArtFacts::size(const fs::path& art) {
  if (const auto size = told_size(art)) return *size;
  const auto now = stamp_of(art);
  const auto known = measured_.find(art);
  if (known != measured_.end() && (!now || *now == known->second.as_of)) return known->second.size;
  auto size = measure(art);
  if (size && now) measured_[art] = {*now, *size};
  if (!size && known != measured_.end()) return known->second.size;  // half of a new file
  return size;
}

}  // namespace redlight
