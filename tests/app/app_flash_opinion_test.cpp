// A second opinion on flashes: FFmpeg's photosensitivity filter. It knows another rule (a sum of the changes of 8 by 8
// blocks over half a second), so the two are asked only about clips that are clearly one or the other.
#include <catch2/catch.hpp>
#include <cmath>
#include <sstream>

#include "media/movie_writer.h"
#include "picture/flash_analyser.h"
#include "support/program.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

constexpr int kWidth = 160, kHeight = 90, kFps = 30;
constexpr long kFrames = 4 * kFps;

using Draw = std::function<std::uint32_t(long frame, int x, int y)>;

std::uint32_t grey(double level) {
  const auto code = static_cast<std::uint32_t>(std::lround(level * 255));
  return 0xff000000u | code << 16 | code << 8 | code;
}

/// The worst badness that the filter writes, above 1 for what it would change; negative when it said nothing. It holds
/// the first frame against black and forgets that only after the 30 frames of its memory.
double worst_badness(const std::filesystem::path& film) {
  const Outcome outcome = run({"/usr/bin/env", "ffmpeg", "-v", "error", "-i", film, "-vf",
                               "photosensitivity=bypass=1,metadata=mode=print:file=-", "-f", "null", "-"});
  INFO(outcome.errors);
  REQUIRE(outcome.code == 0);
  constexpr std::string_view key = "lavfi.photosensitivity.badness=";
  double worst = -1;
  long frame = 0;
  std::istringstream lines(outcome.output);
  for (std::string line; std::getline(lines, line);)
    if (line.compare(0, key.size(), key) == 0 && frame++ >= kFps)
      worst = std::max(worst, std::stod(line.substr(key.size())));
  return worst;
}

struct Opinions {
  bool ours = false, theirs = false;
};

Opinions ask(const std::string& name, const Draw& draw) {
  ShowFolder folder("flash_opinion_" + name);
  MovieFormat format;
  format.width = kWidth, format.height = kHeight, format.fps_numerator = kFps, format.has_sound = false, format.crf = 4;
  const auto file = folder.path() / "clip.mp4";
  auto writer = MovieWriter::create(file, format);
  REQUIRE(writer.has_value());
  FlashAnalyser analyser(kWidth, kHeight);
  for (long i = 0; i < kFrames; i++) {
    Image image(kWidth, kHeight);
    for (int y = 0; y < kHeight; y++)
      for (int x = 0; x < kWidth; x++) image.row(y)[x] = draw(i, x, y);
    REQUIRE((*writer)->add_frame(image.pixels, kWidth).has_value());
    analyser.add(image, Instant(Duration(i * 1'000'000'000L / kFps)));
  }
  REQUIRE((*writer)->finish().has_value());
  const double badness = worst_badness(file);
  REQUIRE(badness >= 0);
  return {!analyser.finish().empty(), badness > 1};
}

}  // namespace

TEST_CASE("both opinions flag what clearly flashes") {
  const std::vector<std::pair<std::string, Draw>> clips{
      {"strobe", [](long i, int, int) { return grey(i / 2 % 2 == 0 ? 1 : 0); }},
      {"every_frame", [](long i, int, int) { return grey(i % 2 == 0 ? 0.9 : 0.1); }},
      {"red", [](long i, int, int) { return i / 2 % 2 == 0 ? 0xffff0000u : 0xff000000u; }},
      {"halves", [](long i, int x, int) { return grey((i / 2 % 2 == 0) == (x < kWidth / 2) ? 1 : 0); }},
  };
  for (const auto& [name, draw] : clips) {
    const Opinions opinions = ask(name, draw);
    INFO(name);
    CHECK(opinions.ours);
    CHECK(opinions.theirs);
  }
}

TEST_CASE("neither opinion flags what is clearly calm") {
  const std::vector<std::pair<std::string, Draw>> clips{
      {"still", [](long, int x, int y) { return grey((x + y) / 250.0); }},
      {"fade", [](long i, int, int) { return grey(static_cast<double>(i) / kFrames); }},
      {"cut", [](long i, int, int) { return grey(i < kFrames / 2 ? 0.3 : 0.5); }},
      {"breathing", [](long i, int, int) { return grey(0.5 + 0.02 * std::sin(static_cast<double>(i) * 0.8)); }},
      {"small", [](long i, int x, int y) { return grey(x < 8 && y < 8 && i / 2 % 2 == 0 ? 1 : 0.2); }},
  };
  for (const auto& [name, draw] : clips) {
    const Opinions opinions = ask(name, draw);
    INFO(name);
    CHECK_FALSE(opinions.ours);
    CHECK_FALSE(opinions.theirs);
  }
}
