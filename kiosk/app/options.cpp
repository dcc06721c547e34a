#include "app/options.h"

#include <CLI/CLI.hpp>
#include <charconv>
#include <map>
#include <vector>

#include "show/calendar.h"
#include "show/words.h"

namespace redlight {
namespace {

constexpr const char* kFooter = R"(
With no command, redlight plays SHOW; with no SHOW, the show it came with.

A SHOW is a folder with show.toml, or that file itself. Sizes are WIDTHxHEIGHT in pixels,
times are 12s, 1.5s, 350ms, 2m or plain seconds.

Exit codes:
  0  fine
  1  the show has errors (redlight check tells them all, with line and column)
  2  the command line was not understood
  3  no display can be opened (redlight render works without one)
  4  anything else; the last line of the log says what

While it plays: arrows, space, page keys or a tap on the right or left part move on and
back, a swipe as well, 1 to 9 jump, Home goes home. For the staff: F12, or two
fingers held in opposite corners, opens the desk; Ctrl+Alt+Q, held for a second, ends.)";

struct Size {
  int width = 0, height = 0;
};

/// "1080x1920", each side 16 to 16384.
std::optional<Size> parse_size(const std::string& text) {
  Size size;
  char rest = 0;
  if (std::sscanf(text.c_str(), "%dx%d%c", &size.width, &size.height, &rest) != 2) return std::nullopt;
  const auto fits = [](int side) { return side >= 16 && side <= 16384; };
  return fits(size.width) && fits(size.height) ? std::optional(size) : std::nullopt;
}

/// "1m30s", or plain seconds.
std::optional<Duration> parse_time(const std::string& text) {
  if (const auto time = parse_duration(text)) return time;
  double count = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return duration_of_seconds(count);
}

CLI::Option* add_size(CLI::App& app, const std::string& name, int& width, int& height, const std::string& text) {
  return app
      .add_option_function<std::string>(
          name,
          [&width, &height](const std::string& value) {
            const auto size = parse_size(value);
            if (!size)
              throw CLI::ValidationError(
                  "\"" + value + "\" is no size; expected WIDTHxHEIGHT in pixels, such as 1080x1920, each 16 to 16384");
            width = size->width, height = size->height;
          },
          text)
      ->type_name("WxH");
}

template <class Target>
CLI::Option* add_time(CLI::App& app, const std::string& name, Target& target, const std::string& text) {
  return app
      .add_option_function<std::string>(
          name,
          [&target](const std::string& value) {
            const auto time = parse_time(value);
            if (!time)
              throw CLI::ValidationError("\"" + value +
                                         "\" is no time; expected something like 12s, 1.5s, 350ms or 2m");
            target = *time;
          },
          text)
      ->type_name("TIME");
}

/// One of a few words. CLI11's own transformers also let pass what is not among them, as a plain number.
template <class Choice>
CLI::Option* add_choice(CLI::App& app, const std::string& name, Choice& target,
                        const std::map<std::string, Choice>& choices, const std::string& text) {
  std::vector<std::string> words;
  for (const auto& [word, choice] : choices) words.push_back(word);
  return app
      .add_option_function<std::string>(
          name, [&target, choices](const std::string& word) { target = choices.at(word); }, text)
      ->check(CLI::IsMember(words));
}

/// The words of --detail, in their order.
std::string detail_words() {
  std::string words = "auto";
  for (std::size_t i = 0; i < kDetailLevels; i++)
    words += std::string(", ") + std::string(step_of(static_cast<DetailLevel>(i)).name);
  return words;
}

void add_detail(CLI::App& app, std::optional<DetailLevel>& detail) {
  app.add_option_function<std::string>(
         "--detail",
         [&detail](const std::string& word) {
           detail = level_named(word);
           if (!detail && word != "auto")
             throw CLI::ValidationError("\"" + word + "\" is no level of detail; expected " + detail_words());
         },
         "how much is drawn of each frame: auto steps down while frames come late, and up again when there is time to "
         "spare; or one of " +
             detail_words().substr(6) + ", from all to least")
      ->type_name("LEVEL");
}

void add_flash_limit(CLI::App& app, bool& limit) {
  app.add_flag_function(
      "--no-flash-limit", [&limit](std::int64_t) { limit = false; },
      "show films and light as they are, also where they flash beyond what is safe for photosensitive people");
}

void add_cache(CLI::App& app, std::optional<std::filesystem::path>& cache) {
  app.add_option_function<std::string>(
         "--cache", [&cache](const std::string& folder) { cache = folder; },
         "where prepared art is kept for the next start; '' keeps none [~/.cache/redlight/art]")
      ->type_name("DIR");
}

void add_play(CLI::App& app, PlayOptions& play) {
  app.add_option("SHOW", play.show, "the show's folder or its show.toml");
  app.add_option("--display", play.display, "display to fill, by number (from 0) or by name")->type_name("DISPLAY");
  add_size(app, "--windowed", play.width, play.height,
           "a window of this size instead of the full screen; it follows edits as --watch does");
  app.add_flag(
      "--watch", play.watch,
      "follow edits: a changed show.toml, map, film or gl shader is seen at once, and what is wrong with it is "
      "said on the picture and in the log");
  add_choice(
      app, "--rotate", play.rotation,
      {{"0", Rotation::none}, {"90", Rotation::quarter}, {"180", Rotation::half}, {"270", Rotation::three_quarters}},
      "turn picture and touch clockwise: 0, 90, 180, 270")
      ->type_name("DEGREES");
  add_choice(app, "--mirror-touch", play.touch,
             {{"none", Mirror::none}, {"across", Mirror::across}, {"down", Mirror::down}, {"both", Mirror::both}},
             "the touch panel counts from the other side: none, across, down, both")
      ->type_name("SIDES");
  app.add_option_function<std::string>(
         "--pin", [&play](const std::string& pin) { play.pin = pin; },
         "the staff's PIN, 4 to 8 digits, in place of the show's; asked for when two opposite corners are held")
      ->check(CLI::Validator(
          [](const std::string& pin) {
            const bool fits = pin.size() >= 4 && pin.size() <= 8 && pin.find_first_not_of("0123456789") == pin.npos;
            return fits ? std::string() : std::string("expected 4 to 8 digits");
          },
          "DIGITS"))
      ->type_name("PIN");
  app.add_flag("--mute", play.mute, "no sound is heard");
  add_choice(app, "--renderer", play.renderer,
             {{"auto", RendererChoice::automatic}, {"gl", RendererChoice::gl}, {"cpu", RendererChoice::cpu}},
             "auto, gl or cpu; auto takes gl on a hardware GL and cpu otherwise")
      ->type_name("RENDERER");
  add_detail(app, play.detail);
  app.add_option_function<std::string>(
         "--clock", [&play](const std::string& v) { play.virtual_clock = v == "virtual"; },
         "steady, or virtual: time passes by frames, as fast as they can be drawn")
      ->check(CLI::IsMember({"steady", "virtual"}))
      ->type_name("CLOCK");
  app.add_option_function<std::string>(
         "--audio", [&play](const std::string& v) { play.null_audio = v == "null"; },
         "device, or null: keeps time without a sound card")
      ->check(CLI::IsMember({"device", "null"}))
      ->type_name("SINK");
  app.add_option_function<std::string>(
         "--decoder", [&play](const std::string& v) { play.hardware_decoding = v == "auto"; },
         "auto decodes films in the machine's hardware where that gives the same pictures; software never asks it")
      ->check(CLI::IsMember({"auto", "software"}))
      ->type_name("DECODER");
  add_flash_limit(app, play.limit_flashes);
  app.add_option("--frames", play.frames, "end after so many frames")->check(CLI::PositiveNumber)->type_name("N");
  app.add_option("--replay", play.replay, "a script of input, one timed event a line")
      ->check(CLI::ExistingFile)
      ->type_name("FILE");
  add_cache(app, play.cache);
}

/// How the show is told in a render.
void add_telling(CLI::App& app, RenderOptions& render) {
  app.add_flag("--scenes", render.scenes,
               "one still of every scene on one sheet, in every language, and in both shapes without --size");
  app.add_option("--language", render.language, "tell the show in this language alone")->type_name("TAG");
  app.add_option_function<std::string>(
         "--today",
         [&render](const std::string& value) {
           render.today = parse_day(value);
           if (!render.today)
             throw CLI::ValidationError("\"" + value + "\" is no day; expected something like 2023-10-06");
         },
         "the day for dates that count down; without it a date is just a date, so that every render is the same")
      ->type_name("DATE");
}

void add_render(CLI::App& app, RenderOptions& render) {
  app.add_option("SHOW", render.show, "the show's folder or its show.toml")->required();
  app.add_option("-o,--output", render.output,
                 "film (out.mp4), contact sheet or frame (out.png, out.jpg), or a folder of frames (out/)")
      ->type_name("FILE");
  CLI::Option* size = add_size(app, "--size", render.width, render.height, "size of the picture [1080x1920]");
  add_telling(app, render);
  app.add_option("--fps", render.fps, "frames a second, 1 to 240 [60]")->check(CLI::Range(1, 240))->type_name("N");
  add_time(app, "--from", render.from, "where to begin [0s]");
  add_time(app, "--to", render.to, "where to end [one whole loop]");
  add_time(app, "--at", render.at, "one frame, for a .png");
  app.add_option("--crf", render.crf, "quality of a film, 0 (lossless) to 51 [16]")
      ->check(CLI::Range(0, 51))
      ->type_name("N");
  add_flash_limit(app, render.limit_flashes);
  add_cache(app, render.cache);
  app.add_option("--maps", render.maps,
                 "write what was inferred from each flat poster as images to paint on; files that exist are kept")
      ->type_name("DIR");
  app.callback([&render, size] {
    render.has_size = size->count() > 0;
    if (render.output.empty() && render.maps.empty()) throw CLI::RequiredError("--output or --maps");
  });
}

}  // namespace

std::variant<Options, ExitCode> parse_options(int argc, const char* const* argv) {
  Options options;
  PlayOptions play;
  CheckOptions check;
  RenderOptions render;
  DoctorOptions doctor;
  bool quiet = false, verbose = false;

  CLI::App app{"Redlight: a lobby display as a living film poster", "redlight"};
  app.footer(kFooter);
  app.set_version_flag("--version", "redlight " REDLIGHT_VERSION);
  app.require_subcommand(0, 1);

  add_play(app, play);  // `redlight [SHOW]` is `redlight play [SHOW]`
  auto* play_command = app.add_subcommand("play", "play a show on a display (what redlight does without a command)");
  add_play(*play_command, play);
  auto* check_command = app.add_subcommand("check", "find every fault of a show");
  check_command->add_option("SHOW", check.show, "the show's folder or its show.toml")->required();
  check_command->add_flag_function(
      "--no-flashes", [&check](std::int64_t) { check.flashes = false; },
      "do not measure films and the rendered show for flashes, which takes longest");
  add_time(*check_command, "--stretch", check.stretch, "measure so much of the show, not one loop only, as 1h");
  auto* render_command =
      app.add_subcommand("render", "draw a show into a film, a contact sheet or frames, without a display");
  add_render(*render_command, render);
  auto* doctor_command = app.add_subcommand("doctor", "what this machine offers, and what that means for a show");
  doctor_command->add_flag("--json", doctor.json, "for machines");

  for (CLI::App* command : {&app, play_command, check_command, render_command, doctor_command}) {
    command->add_flag("-q,--quiet", quiet, "log warnings and errors only");
    command->add_flag("-v,--verbose", verbose, "log details");
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? kExitFine : kExitUsage;
  }
  options.verbosity = quiet ? Verbosity::quiet : verbose ? Verbosity::verbose : Verbosity::normal;
  if (*check_command)
    options.command = check;
  else if (*render_command)
    options.command = render;
  else if (*doctor_command)
    options.command = doctor;
  else
    options.command = play;
  return options;
}

}  // namespace redlight
