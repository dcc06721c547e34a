#pragma once
// Prepared art kept from start to start: a folder of files (art_file.h), each named by what it was made from.
// Everything in it can be deleted at any time, by anybody; several programs may share it. What cannot be kept or is
// damaged is a line in the log and made anew. Any thread.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

#include "picture/framing.h"
#include "picture/lit_art.h"

namespace redlight {

/// Stands for the contents of `files`, the framing, and the build of this program: what was prepared by another build
/// is not used. Empty when a file cannot be read.
std::optional<std::uint64_t> art_key(std::span<const std::filesystem::path> files, const Framing& framing);

class ArtCache {
 public:
  static constexpr std::size_t kMaxFiles = 12;
  static constexpr std::uintmax_t kMaxBytes = std::uintmax_t{1} << 30;

  /// An empty folder keeps nothing.
  explicit ArtCache(std::filesystem::path folder, std::uintmax_t max_bytes = kMaxBytes)
      : folder_(std::move(folder)), max_bytes_(max_bytes) {}

  /// $XDG_CACHE_HOME/redlight/art, or in ~/.cache; empty when there is no home.
  static std::filesystem::path default_folder();

  /// Null when there is none.
  ArtPtr find(std::uint64_t key) const;
  /// Keeps the art, and drops the oldest beyond the bounds. Returns the art as it now lies in its file, or, when it
  /// could not be kept, `art` itself.
  ArtPtr keep(std::uint64_t key, ArtPtr art) const;

 private:
  std::filesystem::path file_of(std::uint64_t key) const;
  void drop_oldest_but(const std::filesystem::path& newest) const;

  std::filesystem::path folder_;
  std::uintmax_t max_bytes_;
};

}  // namespace redlight
