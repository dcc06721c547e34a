#pragma once
// A discreet panel for the staff in the picture's upper left corner: how the machine keeps up, and what is on air. The
// text is pure (staff_lines); the panel sets it in type and lays it over a picture as sprites, anew a few times a
// second. Main thread.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/detail_level.h"
#include "app/frame_watch.h"
#include "base/time.h"
#include "media/player.h"
#include "picture/picture.h"
#include "picture/type.h"

namespace redlight {

struct StaffFacts {
  std::string renderer;  ///< "cpu with x86-64-v3"
  int width = 0, height = 0;
  double refresh_rate = 60;
  FrameFigures frames;
  DetailLevel level = DetailLevel::full;
  std::string why;           ///< that level
  std::string on_air, next;  ///< scenes, by their names; may be empty
  bool visitor = false;      ///< somebody is at the display
  struct Film {
    MediaInfo info;
    PlayerCounts counts;
  };
  std::optional<Film> film;  ///< that plays
};

/// One line each, at most kStaffColumns letters.
std::vector<std::string> staff_lines(const StaffFacts& facts);
inline constexpr std::size_t kStaffColumns = 72;

class StaffOverlay {
 public:
  /// `fonts` is the folder of the faces; they are opened when the panel is first shown.
  explicit StaffOverlay(std::filesystem::path fonts) : fonts_(std::move(fonts)) {}

  void toggle() { is_open_ = !is_open_; }
  bool is_open() const { return is_open_; }
  /// True when facts gathered now would be shown: the panel is open, and its text a quarter of a second old.
  bool wants_facts(Instant now) const;
  void set(const StaffFacts& facts, Instant now);
  /// Lays the panel over `picture` when it is open.
  void lay_over(Picture& picture) const;

 private:
  std::filesystem::path fonts_;
  std::unique_ptr<Typesetter> typesetter_;
  bool is_open_ = false, has_no_type_ = false;
  Instant set_at_{};
  int height_ = 0;  // of the picture that the sprites are made for
  std::vector<std::string> lines_;
  std::vector<Sprite> sprites_;
};

}  // namespace redlight
