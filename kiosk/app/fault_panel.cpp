#include "app/fault_panel.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/log.h"
#include "picture/slide_layout.h"

namespace redlight {
namespace {

constexpr std::size_t kFaultsShown = 4, kLinesOfFault = 4;
constexpr Rgb kInk{0.93f, 0.90f, 0.88f}, kMark{0.90f, 0.16f, 0.12f}, kBack{0.03f, 0.03f, 0.035f};
constexpr float kBackOpacity = 0.88f;

/// A path has no spaces to break at, and may be longer than the panel.
std::vector<std::string> cut_to_width(const std::string& line, double limit,
                                      const std::function<double(std::string_view)>& measure) {
  std::vector<std::string> parts;
  std::string_view rest = line;
  while (!rest.empty()) {
    std::size_t length = rest.size();
    while (length > 1 && measure(rest.substr(0, length)) > limit) length -= std::max<std::size_t>(length / 16, 1);
    while (length < rest.size() && length > 1 && (static_cast<unsigned char>(rest[length]) & 0xC0) == 0x80) length--;
    parts.emplace_back(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  return parts;
}

}  // namespace

void FaultPanel::tell(std::vector<std::string> faults) {
  if (faults == faults_) return;
  faults_ = std::move(faults);
  width_ = height_ = 0;
}

void FaultPanel::add_to(Picture& picture) {
  if (faults_.empty()) return;
  if (picture.width != width_ || picture.height != height_) lay_out(picture.width, picture.height);
  picture.sprites.insert(picture.sprites.end(), sprites_.begin(), sprites_.end());
}

void FaultPanel::lay_out(int width, int height) {
  width_ = width, height_ = height;
  sprites_.clear();
  if (!typesetter_) {
    auto opened = Typesetter::open(fonts_);
    if (!opened) {
      spdlog::error("faults are told in the log alone: {}", describe(opened.error()));
      return;
    }
    typesetter_ = std::move(*opened);
  }
  const int shorter = std::min(width, height);
  const TypeStyle style{Face::text, std::max(std::round(shorter * 0.017), 11.0), 0.01};
  const int line_height = static_cast<int>(std::lround(style.size * 1.45)), pad = static_cast<int>(style.size);
  const int margin = std::max(shorter / 40, 4), bar = std::max(shorter / 300, 2);
  const double limit = std::min<double>(width - 2 * margin, style.size * 62) * 0.95 - 2 * pad - bar;
  const MeasureWidth measure = [&](const TypeStyle& s, std::string_view text) { return typesetter_->width(s, text); };
  const auto width_of = [&](std::string_view text) { return measure(style, text); };

  std::vector<std::string> lines;
  std::vector<std::size_t> begins;  // of each fault
  for (std::size_t i = 0; i < std::min(faults_.size(), kFaultsShown); i++) {
    begins.push_back(lines.size());
    std::vector<std::string> own;
    for (const std::string& line : break_lines(faults_[i], style, limit, measure))
      for (std::string& part : cut_to_width(line, limit, width_of)) own.push_back(std::move(part));
    own.resize(std::min(own.size(), kLinesOfFault));
    lines.insert(lines.end(), own.begin(), own.end());
  }
  if (faults_.size() > kFaultsShown)
    lines.push_back(fmt::format("and {} more, in the log", faults_.size() - kFaultsShown));

  // Small type is set to whole pixels, and so a little wider than it measures.
  std::vector<InkLine> inks;
  int widest = 0;
  for (const std::string& line : lines) {
    inks.push_back(typesetter_->render(style, line));
    if (const InkLine& ink = inks.back(); ink.coverage)
      widest = std::max(widest, ink.coverage->width - 2 * ink.origin_x);
  }
  const int gap = line_height / 3;  // between two faults
  const int box_width = widest + 2 * pad + bar;
  const int box_height = static_cast<int>(lines.size()) * line_height + static_cast<int>(begins.size() - 1) * gap + pad;
  const int left = margin, top = std::max(height - margin - box_height, 0);
  const auto add = [this](std::shared_ptr<const Coverage> ink, int x, int y, const Rgb& colour, float opacity) {
    sprites_.push_back({std::move(ink), static_cast<float>(x), static_cast<float>(y), colour, opacity});
  };
  add(solid_ink(box_width, box_height), left, top, kBack, kBackOpacity);
  add(solid_ink(bar, box_height), left, top, kMark, 1);
  int base_line = top + pad / 2 + static_cast<int>(std::lround(style.size * 1.05));
  for (std::size_t i = 0; i < inks.size(); i++) {
    if (i > 0 && std::find(begins.begin(), begins.end(), i) != begins.end()) base_line += gap;
    if (const InkLine& ink = inks[i]; ink.coverage)
      add(ink.coverage, left + bar + pad - ink.origin_x, base_line - ink.origin_y, kInk, 1);
    base_line += line_height;
  }
}

}  // namespace redlight
