#include "show/caption_at_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "show/words.h"

namespace redlight {
namespace {

const std::vector<std::string> align_names{"left", "middle", "right"};  // in the order of Align

constexpr std::string_view kShape = "{x = 0.5, y = 0.8, size = 1.2}";
constexpr TimeRange kWhen{Duration::zero(), std::chrono::hours(1)};

CaptionSetting read_setting(const toml::table& table, const std::string& owner, Report& report) {
  TableReader reader(table, place_of(table), owner, report);
  CaptionSetting setting;
  setting.x = reader.take_number("x", 0, 1).value_or(setting.x);
  setting.y = reader.take_number("y", 0, 1).value_or(setting.y);
  setting.size = reader.take_number("size", 0.3, 4).value_or(setting.size);
  setting.spacing = reader.take_number("spacing", 0, 1).value_or(setting.spacing);
  if (const auto align = reader.take_choice("align", align_names)) setting.align = static_cast<Align>(*align);
  setting.from = reader.take_time("from", kWhen).value.value_or(Duration{});
  setting.note_from = reader.take_time("note_from", kWhen).value.value_or(setting.from);
  const TimeRead until = reader.take_time("until", kWhen);
  setting.until = until.value;
  if (until.value && *until.value <= std::max(setting.from, setting.note_from))
    report.error(until.place, {"impossible times: a caption is gone at " + duration_text(*until.value) +
                                   ", before it comes at " + duration_text(std::max(setting.from, setting.note_from)),
                               "expected until after from and note_from", ""});
  reader.finish();
  return setting;
}

}  // namespace

CaptionSettings read_caption_at(TableReader& scene, Report& report) {
  auto [portrait, landscape] = scene.take_by_shape(
      "caption_at", kShape,
      [&](const toml::table& table, const std::string& owner) { return read_setting(table, owner, report); });
  return {portrait, landscape};
}

}  // namespace redlight
