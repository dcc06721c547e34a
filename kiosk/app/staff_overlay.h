#pragma once
// The staff's desk (show/staff_desk.h) as it is seen: a board over the picture with what the machine does and what is
// on air, and the buttons. The text is pure (staff_lines); the overlay sets it in type and lays it over a picture as
// sprites. They are made on the thread that draws, so what has not changed is not made again: the board and the buttons
// stay, and of the text only the lines that differ are set. Main thread.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "app/detail_level.h"
#include "app/frame_watch.h"
#include "app/kept_ink.h"
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
  /// The last lay_over() had to make some: it took time that the show itself does not need.
  bool has_made_ink() const { return has_made_ink_; }

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
  struct SetLine {
    InkLine ink;
    double width = 0;  // its advance
  };
  const SetLine& set_line(const std::string& text, double size);
  bool open_type();

  std::filesystem::path fonts_;
  std::unique_ptr<Typesetter> typesetter_;
  bool has_no_type_ = false;
  std::optional<Instant> set_at_;
  StaffFacts facts_;
  Look look_;
  std::vector<Sprite> sprites_;
  KeptInk<std::pair<double, std::string>, SetLine> lines_;                         // by the size that they are set in
  KeptInk<std::tuple<int, int, double>, std::shared_ptr<const Coverage>> plates_;  // by width, height and corner
  bool has_made_ink_ = false;
};

}  // namespace redlight
