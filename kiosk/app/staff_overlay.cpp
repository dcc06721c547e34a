#include "app/staff_overlay.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/log.h"

namespace redlight {
namespace {

constexpr Duration kRefresh = std::chrono::milliseconds(250);
constexpr float kBackOpacity = 0.94f;  // it may lie on a title

double ms(Duration d) { return seconds(d) * 1000; }

/// Words in lines of kStaffColumns at most; those after the first are set in.
void add_wrapped(const std::string& text, std::vector<std::string>& lines) {
  std::string line;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t space = std::min(text.find(' ', begin), text.size());
    const std::string word = text.substr(begin, std::min(space - begin, kStaffColumns - 4));
    if (!line.empty() && line.size() + 1 + word.size() > kStaffColumns) lines.push_back(std::exchange(line, "   "));
    line += (line.empty() ? "" : " ") + word;
    begin = space + 1;
  }
  if (!line.empty()) lines.push_back(line);
}

}  // namespace

std::vector<std::string> staff_lines(const StaffFacts& facts) {
  std::vector<std::string> lines;
  add_wrapped(fmt::format("{}, {}x{} at {:.0f} Hz", facts.renderer, facts.width, facts.height, facts.refresh_rate),
              lines);
  if (facts.frames.drawn == 0)
    lines.push_back("no frame was drawn in the last 5 s");
  else
    lines.push_back(fmt::format("frame {:.1f} ms, worst {:.1f} ms, {} of {} late in the last 5 s",
                                ms(facts.frames.median), ms(facts.frames.worst), facts.frames.late,
                                facts.frames.drawn));
  add_wrapped(fmt::format("detail {}: {}", step_of(facts.level).name, step_of(facts.level).words), lines);
  if (!facts.why.empty()) add_wrapped("because " + facts.why, lines);
  add_wrapped(fmt::format("on air: {} ({})", facts.on_air.empty() ? "nothing yet" : facts.on_air,
                          facts.visitor ? "visitor" : "loop"),
              lines);
  if (facts.film) {
    const auto& [info, counts] = *facts.film;
    add_wrapped(
        fmt::format("film: {} {}x{} at {:.4g}, {} shown, {} dropped, {} out of turn", info.video_codec, info.width,
                    info.height, info.frames_per_second, counts.presented, counts.dropped, counts.cadence_errors),
        lines);
  }
  if (!facts.next.empty()) add_wrapped("next: " + facts.next, lines);
  return lines;
}

bool StaffOverlay::wants_facts(Instant now) const {
  return is_open_ && !has_no_type_ && (lines_.empty() || now - set_at_ >= kRefresh);
}

void StaffOverlay::set(const StaffFacts& facts, Instant now) {
  set_at_ = now;
  auto lines = staff_lines(facts);
  if (lines == lines_ && facts.height == height_) return;
  if (!typesetter_) {
    auto opened = Typesetter::open(fonts_);
    if (!opened) {
      spdlog::warn("the staff's panel has no type: {}", describe(opened.error()));
      has_no_type_ = true;
      return;
    }
    typesetter_ = std::move(*opened);
  }
  lines_ = std::move(lines), height_ = facts.height;
  const int size = std::max(std::min(facts.width, facts.height) / 54, 11), step = size * 3 / 2, edge = size;
  const TypeStyle style{Face::text, static_cast<double>(size), 0};
  std::vector<Sprite> text;
  double widest = 0;
  for (std::size_t i = 0; i < lines_.size(); i++) {
    widest = std::max(widest, typesetter_->width(style, lines_[i]));
    const InkLine ink = typesetter_->render(style, lines_[i]);
    if (!ink.coverage) continue;
    const int base = 2 * edge + size + static_cast<int>(i) * step;
    text.push_back({ink.coverage, 2 * edge - ink.origin_x, base - ink.origin_y, {0.92f, 0.88f, 0.84f}, 1});
  }
  const auto panel = solid_ink(static_cast<int>(widest) + 2 * edge, static_cast<int>(lines_.size()) * step + 2 * edge);
  sprites_ = {{panel, edge, edge, {0.02f, 0.02f, 0.02f}, kBackOpacity}};
  sprites_.insert(sprites_.end(), text.begin(), text.end());
}

void StaffOverlay::lay_over(Picture& picture) const {
  if (is_open_) picture.sprites.insert(picture.sprites.end(), sprites_.begin(), sprites_.end());
}

}  // namespace redlight
