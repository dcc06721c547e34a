#include "app/staff_overlay.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "base/log.h"
#include "picture/shapes.h"

namespace redlight {
namespace {

constexpr Duration kRefresh = std::chrono::milliseconds(250);
constexpr float kBackOpacity = 0.98f;  // it may lie on a title
constexpr Rgb kNight{0.02f, 0.02f, 0.02f}, kBone{0.92f, 0.88f, 0.84f}, kKey{0.13f, 0.11f, 0.11f},
    kLit{0.55f, 0.12f, 0.10f}, kEmber{0.98f, 0.36f, 0.28f};
constexpr double kColumnWidth = 0.5;                    // of a letter, in ems, roughly
constexpr double kKeyText = 0.028, kDigitText = 0.046;  // in shorter sides of the picture

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
  lines.push_back(facts.volume.is_mute ? "volume: mute"
                                       : fmt::format("volume: {:.0f} %, {:+.0f} dB by the staff",
                                                     facts.volume.volume * 100, facts.volume.staff_db));
  return lines;
}

bool StaffOverlay::wants_facts(const StaffDesk& desk, Instant now) const {
  return desk.page() == StaffDesk::Page::desk && !has_no_type_ && (!set_at_ || now - *set_at_ >= kRefresh);
}

void StaffOverlay::set(const StaffFacts& facts, Instant now) { facts_ = facts, set_at_ = now; }

std::string StaffOverlay::label_of(const DeskButton& button) const {
  switch (button.command) {
    case DeskCommand::digit:
      return std::to_string(button.digit);
    case DeskCommand::erase:
      return "Delete";
    case DeskCommand::close:
      return "Close";
    case DeskCommand::softer:
      return "Softer";
    case DeskCommand::mute:
      return facts_.volume.is_mute ? "Sound on" : "Mute";
    case DeskCommand::louder:
      return "Louder";
    case DeskCommand::language:
      return facts_.language.empty() ? "Language: auto" : facts_.language;
    case DeskCommand::clean:
      return "Clean the glass";
    case DeskCommand::restart:
      return "Restart show";
    case DeskCommand::previous:
      return "Previous";
    case DeskCommand::home:
      return "Home";
    case DeskCommand::next:
      return "Next";
    case DeskCommand::exit:
      return button.asks_again ? "Really leave?" : "Leave";
  }
  return {};
}

StaffOverlay::Look StaffOverlay::look_of(const StaffDesk& desk, Instant now) const {
  Look look;
  look.board = desk.board(), look.text = desk.text();
  const auto whole = [](Duration d) { return static_cast<long>(std::ceil(seconds(d))); };
  switch (desk.page()) {
    case StaffDesk::Page::pin: {
      std::string typed;
      for (std::size_t i = 0; i < desk.typed(); i++) typed += "\u2022 ";
      const long wait = whole(desk.wait(now));
      look.lines = {"Staff: the PIN", wait > 0 ? fmt::format("That was not it. Again in {} s.", wait) : typed};
      break;
    }
    case StaffDesk::Page::desk:
      look.lines = staff_lines(facts_);
      break;
    case StaffDesk::Page::cleaning:
      look.lines = {fmt::format("Cleaning: the glass does not listen for {} s", whole(desk.cleaning_left(now)))};
      break;
    case StaffDesk::Page::closed:
      break;
  }
  for (const DeskButton& b : desk.buttons())
    look.labels.push_back({label_of(b), b.place, b.is_lit, b.command == DeskCommand::digit, b.asks_again});
  return look;
}

bool StaffOverlay::open_type() {
  if (typesetter_ || has_no_type_) return typesetter_ != nullptr;
  auto opened = Typesetter::open(fonts_);
  if (opened) {
    typesetter_ = std::move(*opened);
    return true;
  }
  spdlog::warn("the staff's desk has no type: {}", describe(opened.error()));
  has_no_type_ = true;
  return false;
}

const StaffOverlay::SetLine& StaffOverlay::set_line(const std::string& text, double size) {
  return lines_.find_or({size, text}, [&] {
    const TypeStyle style{Face::text, size, 0};
    return SetLine{typesetter_->render(style, text), typesetter_->width(style, text)};
  });
}

std::vector<Sprite> StaffOverlay::drawn(const Look& look) {
  lines_.begin(), plates_.begin();
  std::vector<Sprite> sprites;
  const double side = std::min(look.width, look.height);
  const auto plate = [&](const Region& place, double corner, Rgb colour, float opacity) {
    const auto x = std::lround(place.x * look.width), y = std::lround(place.y * look.height);
    const auto width = static_cast<int>(std::lround(place.width * look.width)),
               height = static_cast<int>(std::lround(place.height * look.height));
    const auto& ink =
        plates_.find_or({width, height, corner * side}, [&] { return plate_ink(width, height, corner * side, 1); });
    sprites.push_back({ink, static_cast<float>(x), static_cast<float>(y), colour, opacity});
  };
  const auto lay = [&](const InkLine& ink, double x, double base, Rgb colour) {
    if (ink.coverage)
      sprites.push_back({ink.coverage, static_cast<float>(std::lround(x) - ink.origin_x),
                         static_cast<float>(std::lround(base) - ink.origin_y), colour, 1});
  };
  plate(look.board, 0.02, kNight, kBackOpacity);
  if (open_type()) {
    const double size = std::max(look.text.width * look.width / (kStaffColumns * kColumnWidth), 9.0);
    double base = look.text.y * look.height + size;
    for (const std::string& line : look.lines) {
      lay(set_line(line, look.labels.empty() || look.labels.front().is_key ? size * 1.6 : size).ink,
          look.text.x * look.width, base, kBone);
      base += size * (look.labels.empty() || look.labels.front().is_key ? 2.4 : 1.5);
    }
  }
  for (const Label& label : look.labels) {
    plate(label.place, 0.012, label.is_lit ? kLit : kKey, 1);
    if (!open_type()) continue;
    const double size = (label.is_key ? kDigitText : kKeyText) * side;
    const SetLine& line = set_line(label.text, size);
    const double x = (label.place.x + label.place.width / 2) * look.width - line.width / 2;
    const double y = (label.place.y + label.place.height / 2) * look.height + size * 0.36;
    lay(line.ink, x, y, label.is_grave ? kEmber : kBone);
  }
  return sprites;
}

void StaffOverlay::lay_over(Picture& picture, const StaffDesk& desk, Instant now) {
  has_made_ink_ = false;
  if (desk.page() == StaffDesk::Page::closed) {
    set_at_.reset();
    return;
  }
  Look look = look_of(desk, now);
  look.width = picture.width, look.height = picture.height;
  if (look != look_ || sprites_.empty()) {
    sprites_ = drawn(look);
    has_made_ink_ = lines_.has_made() || plates_.has_made();
    look_ = std::move(look);
  }
  picture.sprites.insert(picture.sprites.end(), sprites_.begin(), sprites_.end());
}

}  // namespace redlight
