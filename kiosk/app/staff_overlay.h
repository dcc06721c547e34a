#pragma once
// The staff's desk (show/staff_desk.h) as it is seen: a board over the picture with what the machine does and what is
// on air, and the buttons. The text is pure (staff_lines); the overlay sets it in type and lays it over a picture as
// sprites, made anew only when something on it changes. Main thread.
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/detail_level.h"
#include "app/frame_watch.h"
#include "app/sound_control.h"
#include "base/time.h"
#include "media/player.h"
#include "picture/picture.h"
#include "picture/type.h"
#include "show/staff_desk.h"

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
  std::string language;      ///< that the staff fixed; empty: as the show says
  VolumeState volume;
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
  /// `fonts` is the folder of the faces; they are opened when the desk is first seen.
  explicit StaffOverlay(std::filesystem::path fonts) : fonts_(std::move(fonts)) {}

  /// True when facts gathered now would be shown: the desk is open, and its text a quarter of a second old.
  bool wants_facts(const StaffDesk& desk, Instant now) const;
  void set(const StaffFacts& facts, Instant now);
  /// Lays the desk, if it is open, over `picture`.
  void lay_over(Picture& picture, const StaffDesk& desk, Instant now);

 private:
  struct Label {
    std::string text;
    Region place;
    bool is_lit = false, is_key = false, is_grave = false;
    bool operator==(const Label&) const = default;
  };
  /// All that is seen of the desk.
  struct Look {
    int width = 0, height = 0;
    Region board, text;
    std::vector<std::string> lines;
    std::vector<Label> labels;
    bool operator==(const Look&) const = default;
  };
  Look look_of(const StaffDesk& desk, Instant now) const;
  std::string label_of(const DeskButton& button) const;
  std::vector<Sprite> drawn(const Look& look);
  const InkLine& set_line(const std::string& text, double size);
  bool open_type();

  std::filesystem::path fonts_;
  std::unique_ptr<Typesetter> typesetter_;
  bool has_no_type_ = false;
  std::optional<Instant> set_at_;
  StaffFacts facts_;
  Look look_;
  std::vector<Sprite> sprites_;
  std::map<std::pair<int, std::string>, InkLine> set_lines_;  // lines as they are set, by size
};

}  // namespace redlight
