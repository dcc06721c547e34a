#pragma once
// The command line. Parsed once, in main, into plain values.
#include <filesystem>
#include <optional>
#include <string>
#include <variant>

#include "app/detail_level.h"
#include "base/log.h"
#include "base/rotation.h"
#include "base/time.h"
#include "show/calendar.h"

namespace redlight {

/// What the process returns; documented in --help and the README.
enum ExitCode : int {
  kExitFine = 0,
  kExitShow = 1,     ///< the show has errors
  kExitUsage = 2,    ///< the command line was not understood
  kExitDisplay = 3,  ///< no display can be opened
  kExitFailed = 4,   ///< something else failed; the last line of the log says what
};

enum class RendererChoice { automatic, gl, cpu };

struct PlayOptions {
  std::filesystem::path show;
  std::string display;
  int width = 0, height = 0;  ///< of a window; 0: full screen
  Rotation rotation = Rotation::none;
  Mirror touch = Mirror::none;     ///< of the panel
  std::optional<std::string> pin;  ///< of the staff's desk, in place of the show's
  bool mute = false;
  RendererChoice renderer = RendererChoice::automatic;
  bool virtual_clock = false;
  bool null_audio = false;
  std::optional<DetailLevel> detail;  ///< not set: the governor chooses
  bool hardware_decoding = true;      ///< of films, where it proves itself
  bool limit_flashes = true;          ///< dim what would flash beyond the safe limits
  bool watch = false;                 ///< follow edits of the show's files; a window does without being asked
  long frames = 0;                    ///< end after so many; 0: never
  std::filesystem::path replay;
  std::optional<std::filesystem::path> cache;  ///< of prepared art; not set: the user's own, empty: none
};

struct CheckOptions {
  std::filesystem::path show;
  bool flashes = true;  ///< measure films and the rendered show, which takes a while
  Duration stretch{};   ///< of the show that is measured; at least one loop is
};

struct RenderOptions {
  std::filesystem::path show, output;
  int width = 1080, height = 1920;
  bool has_size = false;  ///< it was asked for
  bool scenes = false;    ///< one still of every scene, in every language, and in both shapes where has_size is not set
  std::string language;   ///< the only one that is told; empty: as the show says
  std::optional<Day> today;  ///< for dates that count down; empty: none does, so that every render is the same
  int fps = 60;
  Duration from{};
  std::optional<Duration> to;  ///< empty: the end of the first loop
  std::optional<Duration> at;  ///< one frame
  int crf = 16;
  bool limit_flashes = true;                   ///< as in PlayOptions
  std::optional<std::filesystem::path> cache;  ///< as PlayOptions::cache
  std::filesystem::path maps;  ///< folder for the maps of the show's flat posters; empty: none are written
};

struct DoctorOptions {
  bool json = false;
};

struct Options {
  std::variant<PlayOptions, CheckOptions, RenderOptions, DoctorOptions> command;
  Verbosity verbosity = Verbosity::normal;
};

/// Either the options, or, for --help, --version and mistakes, the exit code after the text was printed.
std::variant<Options, ExitCode> parse_options(int argc, const char* const* argv);

}  // namespace redlight
