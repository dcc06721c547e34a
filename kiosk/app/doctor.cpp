#include <chrono>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/commands.h"
#include "app/doctor_detail.h"
#include "base/resources.h"
#include "media/films.h"
#include "media/media_info.h"
#include "platform/graphics_devices.h"
#include "platform/machine.h"
#include "platform/sound_device.h"
#include "platform/window.h"
#include "render/cpu/instruction_set.h"
#include "render/gl/gl_renderer.h"

namespace redlight {
namespace {

using Json = nlohmann::ordered_json;

/// One finding: what is there, and what it means for the show.
struct Finding {
  std::string title, detail, meaning;
  bool good = true;
};

struct Report {
  std::vector<Finding> findings;
  Json json;

  void add(Finding finding) { findings.push_back(std::move(finding)); }
};

void examine_displays(Report& report, const SdlVideo& video) {
  Json list = Json::array();
  for (const DisplayInfo& d : displays()) {
    Json modes = Json::array();
    for (const DisplayMode& m : d.modes)
      modes.push_back({{"width", m.width}, {"height", m.height}, {"hz", m.refresh_rate}});
    const auto& c = d.current;
    list.push_back(
        {{"name", d.name}, {"width", c.width}, {"height", c.height}, {"hz", c.refresh_rate}, {"modes", modes}});
    report.add({fmt::format("display {}", list.size() - 1),
                fmt::format("{} {}x{} at {} Hz ({}), {} modes", d.name, c.width, c.height, c.refresh_rate,
                            video.driver(), d.modes.size()),
                fmt::format("{} art is shown; --display {} chooses it", c.height > c.width ? "portrait" : "landscape",
                            list.size() - 1)});
  }
  report.json["displays"] = list;
}

void examine_graphics(Report& report) {
  Json list = Json::array();
  std::string names;
  for (const auto& device : graphics_devices()) {
    list.push_back(device.string());
    names += (names.empty() ? "" : ", ") + device.string();
  }
  report.json["graphics_devices"] = list;
  report.add({"graphics", names.empty() ? "no processor for it: no /dev/dri/renderD*" : names,
              names.empty() ? "the cpu renderer draws the show, and GL is not asked at the start"
                            : "GL is asked at the start"});
}

void examine_gl(Report& report) {
  WindowOptions options;
  options.canvas = Canvas::gl, options.hidden = true, options.width = 64, options.height = 64;
  const auto window = Window::open(options);
  if (!window) {
    report.json["gl"] = nullptr;
    report.add({"GL", window.error().text, "the cpu renderer draws the show; nothing is lost", true});
    return;
  }
  const GlInfo info = gl_info();
  report.json["gl"] = {
      {"vendor", info.vendor}, {"renderer", info.renderer}, {"version", info.version}, {"software", info.is_software}};
  report.add({"GL", fmt::format("{} ({}), {}", info.renderer, info.vendor, info.version),
              info.is_software ? "it is software: the cpu renderer draws the show, which is faster here"
                               : "the gl renderer draws the show"});
}

void examine_video(Report& report) {
  const auto video = SdlVideo::start();
  if (video) {
    examine_displays(report, **video);
    examine_graphics(report);
    examine_gl(report);
    return;
  }
  report.json["displays"] = Json::array();
  report.json["gl"] = nullptr;
  report.add({"display", video.error().text, "nothing can be shown here; redlight render works all the same", false});
}

void examine_processor(Report& report) {
  const std::string sets{instruction_sets().front().name};
  report.json["processor"] = {{"name", processor_name()}, {"threads", processor_threads()}, {"instruction_set", sets}};
  report.add({"processor", fmt::format("{}, {} threads", processor_name(), processor_threads()),
              fmt::format("the cpu renderer uses {}", sets)});
}

/// What the governor would choose for each display; for the usual sizes when there is none.
void examine_detail(Report& report) {
  std::vector<DisplayMode> sizes;
  for (const Json& d : report.json["displays"])
    sizes.push_back({d["width"].get<int>(), d["height"].get<int>(), d["hz"].get<int>()});
  Json list = Json::array();
  for (const DetailFinding& f : measure_detail(sizes)) {
    const DetailStep& step = step_of(f.level);
    list.push_back({{"width", f.mode.width},
                    {"height", f.mode.height},
                    {"hz", f.mode.refresh_rate},
                    {"level", step.name},
                    {"frame_ms", f.frame_ms},
                    {"full_frame_ms", f.full_ms},
                    {"budget_ms", f.budget_ms},
                    {"fits", f.fits}});
    report.add({"detail",
                fmt::format("{}x{} at {} Hz: a frame in full takes {:.1f} ms of {:.1f} ms on the cpu renderer",
                            f.mode.width, f.mode.height, f.mode.refresh_rate, f.full_ms, f.budget_ms),
                fmt::format("the show begins with detail {}: {}; {:.1f} ms a frame{}", step.name, step.words,
                            f.frame_ms, f.fits ? "" : ", which is late"),
                f.fits});
  }
  report.json["detail"] = list;
}

void examine_decoders(Report& report) {
  Json list = Json::array();
  if (const auto films = wait_for_films(); !films)
    report.add({"films", describe(films.error()), "no film and no sound under the show can be played", false});
  for (const DecoderOffer& offer : decoder_offers()) {
    list.push_back(
        {{"format", offer.format}, {"decoder", offer.decoder}, {"hardware", offer.hardware}, {"device", offer.device}});
    std::string hardware;
    for (const std::string& h : offer.hardware) hardware += (hardware.empty() ? "" : ", ") + h;
    report.add({offer.format,
                offer.decoder.empty()
                    ? "no decoder"
                    : offer.decoder + (hardware.empty() ? "" : "; this FFmpeg knows the hardware of " + hardware),
                offer.decoder.empty()  ? "such films cannot be played"
                : offer.device.empty() ? "such films play, decoded in software"
                                       : "such films play, decoded by " + offer.device + " if its pictures are right",
                !offer.decoder.empty()});
  }
  report.json["decoders"] = list;
}

void examine_sound(Report& report) {
  const auto names = sound_card_names();
  report.json["audio"] = names;
  if (names.empty())
    report.add({"sound", "no output device", "the show plays silently and keeps its time by the clock", false});
  for (const std::string& name : names) report.add({"sound", name, "the teaser is heard"});
}

void examine_clock(Report& report) {
  const ClockTrust trust = clock_trust();
  report.json["clock"] = trust == ClockTrust::synchronised ? "synchronised"
                         : trust == ClockTrust::unsure     ? "unsure"
                                                           : "wrong";
  if (trust == ClockTrust::synchronised)
    report.add({"clock", "kept right by a time service", "dates can be relied on"});
  if (trust == ClockTrust::unsure)
    report.add({"clock", "plausible, but no time service keeps it right",
                "the loop does not need it; switch on systemd-timesyncd or chrony if dates matter", false});
  if (trust == ClockTrust::wrong)
    report.add({"clock", "the date is wrong", "the loop does not need it; set the date before dates matter", false});
}

void examine_disk(Report& report) {
  const auto root = resource_root();
  if (!root) {
    report.json["resources"] = nullptr;
    report.add({"files", root.error().text, "nothing can be played", false});
    return;
  }
  const std::uint64_t bytes = free_bytes(*root);
  report.json["resources"] = root->string();
  report.json["free_bytes"] = bytes;
  report.add({"disk", fmt::format("{:.1f} GB free", static_cast<double>(bytes) / 1e9),
              bytes < 1'000'000'000 ? "room for films is nearly used up" : "enough for many shows",
              bytes >= 1'000'000'000});
}

}  // namespace

ExitCode doctor(const DoctorOptions& options) {
  Report report;
  examine_video(report);
  examine_processor(report);
  examine_detail(report);
  examine_decoders(report);
  examine_sound(report);
  examine_clock(report);
  examine_disk(report);
  if (options.json) {
    fmt::print("{}\n", report.json.dump(2));
    return kExitFine;
  }
  for (const Finding& f : report.findings)
    fmt::print("{} {:<10} {}\n{:13}{}\n", f.good ? " ok" : "  !", f.title, f.detail, "-> ", f.meaning);
  return kExitFine;
}

}  // namespace redlight
