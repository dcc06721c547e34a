#pragma once
// What must be known of art before it is loaded: its size, and whether it comes with its empty room. Remembered for
// each path, so that art in memory is shown also while its files are gone, and a picture is not decoded at every visit
// only to be measured; read anew when a file has changed. One owner, one thread.
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>

#include "base/result.h"

namespace redlight {

struct ArtSize {
  int width = 0, height = 0;
};

/// Whether art is a folder of layers; else it is a flat picture, or nothing. Error: unreadable, it cannot be told.
Result<bool> is_layered(const std::filesystem::path& art);

class ArtFacts {
 public:
  /// As layers.json has it; empty where it does not say, and for a flat picture.
  std::optional<ArtSize> told_size(const std::filesystem::path& art);
  bool has_empty_room(const std::filesystem::path& art);
  /// Of a picture, or of the layers in a folder. Errors as in is_layered, open_layers and read_image.
  Result<ArtSize> size(const std::filesystem::path& art);

 private:
  struct Told {
    std::optional<ArtSize> size;
    bool has_empty_room = false;
  };
  struct Stamp {
    std::filesystem::file_time_type changed;
    std::uintmax_t bytes = 0;
    bool operator==(const Stamp&) const = default;
  };
  struct Measured {
    Stamp as_of;
    ArtSize size;
  };
  static std::optional<Stamp> stamp_of(const std::filesystem::path& art);
  const Told& told(const std::filesystem::path& art);

  std::map<std::filesystem::path, Told> told_;
  std::map<std::filesystem::path, Measured> measured_;
};

}  // namespace redlight
