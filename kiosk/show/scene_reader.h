#pragma once
// Reads one [[scene]] of show.toml. Private to the show room; part of the loader.
#include <optional>
#include <string>
#include <vector>

#include "show/media_files.h"
#include "show/table_reader.h"

namespace redlight {

/// No shorter than this: four cuts a second are at most two flashes, whatever the scenes show.
inline constexpr TimeRange hold_range{std::chrono::milliseconds(250), std::chrono::hours(1)};
/// In the order of CaptionMode.
inline const std::vector<std::string> caption_modes{"auto", "on", "off"};
inline constexpr TimeRange transition_range{Duration::zero(), std::chrono::seconds(10)};

enum class SceneKind { poster, teaser, slide };
std::string name_of(SceneKind kind);

/// A scene as far as it could be read, with what the checks between scenes need to know of it.
struct SceneRead {
  Scene scene;  ///< hold is set only when the scene has its own
  std::optional<SceneKind> kind;
  Place place;
  TimeRead hold, transition;
  std::optional<CaptionMode> captions;
  Place id_place, ground_place;
};

class SceneReader {
 public:
  /// `tagline` is the show's: what a quote says that says nothing else. All outlive it.
  SceneReader(const std::filesystem::path& folder, const Languages& languages, const Text& tagline, Report& report)
      : folder_(folder), languages_(languages), tagline_(tagline), report_(report) {}

  SceneRead read(const toml::table& table, Place place);

  /// The path under `key`, resolved; empty when there is none. A file that is missing or of the wrong kind is reported.
  std::filesystem::path take_path(TableReader& reader, std::string_view key, MediaKind kind);

 private:
  void read_id(TableReader& reader, SceneRead& read);
  PosterScene read_poster(TableReader& reader);
  Focus read_focus(TableReader& reader);
  void check_caption(const TableReader& reader);
  TeaserScene read_teaser(TableReader& reader, SceneRead& read);
  void read_lights(TableReader& reader, Scene& scene);
  SlideScene read_slide(TableReader& reader, SceneRead& read, bool& words_good);
  std::vector<Credit> read_people(TableReader& reader);
  void reject_foreign_keys(TableReader& reader, std::optional<SceneKind> kind);
  Variants take_media(TableReader& reader, std::string_view key, MediaKind kind);

  const std::filesystem::path& folder_;
  const Languages& languages_;
  const Text& tagline_;
  Report& report_;
};

}  // namespace redlight
