// What a second of a show costs a renderer: the kiosk's own pictures at 60 frames a second, drawn as a window's are (a
// picture that has not changed is not drawn again, and on the cpu no more than the rows that changed). Prints medians,
// for people; script/bench light runs it beside its peers.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <ctime>
#include <fmt/format.h>
#include <functional>
#include <optional>
#include <vector>

#include "app/detail_level.h"
#include "app/kiosk.h"
#include "app/open_show.h"
#include "base/log.h"
#include "media/audio_sink.h"
#include "render/changed_rows.h"
#include "render/cpu/cpu_renderer.h"
#include "render/gl/gl_renderer.h"
#include "support/gl_context.h"

namespace redlight {
namespace {

constexpr int kRate = 60;
constexpr int kWarmUp = 30;  // frames: caches filled, art uploaded

double wall_ms() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double processor_ms() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Figures {
  double wall = 0, wall_worst = 0;      // ms of a frame that is drawn: median, largest
  double processor = 0;                 // ms of processor time of a frame that is drawn: median
  double processor_each = 0;            // ms of processor time per displayed frame, drawn or standing
  long shown = 0, drawn = 0, late = 0;  // late: longer than one refresh
};

/// What the frames are measured with, beside the show itself.
struct Extra {
  DetailLevel level = DetailLevel::full;
  bool finger = false;  ///< a visitor draws circles: their light moves in every frame
};

/// Where the visitor's finger is in a frame.
PointerEvent finger_at(long frame) {
  const double angle = static_cast<double>(frame) * 0.05;
  return {1, frame == 0 ? PointerEvent::Phase::down : PointerEvent::Phase::move, 0.5 + 0.15 * std::cos(angle),
          0.5 + 0.15 * std::sin(angle)};
}

/// Draws a picture; `before` is what was drawn last, null at first.
using Draw = std::function<void(const Picture& picture, const Picture* before)>;

Draw draw_with(CpuRenderer& renderer, Image& target) {
  return [&](const Picture& picture, const Picture* before) {
    if (!before) target = Image(picture.width, picture.height);
    renderer.draw_into(picture, target.pixels.data(), target.width,
                       before ? changed_rows(*before, picture) : Span{0, picture.height});
  };
}

Draw draw_with(GlRenderer& renderer) {
  return [&](const Picture& picture, const Picture*) {
    renderer.draw(picture);
    renderer.finish();
  };
}

Figures measure(const Show& show, const std::filesystem::path& fonts, int width, int height, long frames,
                const Draw& draw, const Extra& extra = {}) {
  Mixer mixer;
  StockOptions stock;
  stock.fonts = fonts, stock.width = width, stock.height = height;
  stock.ground_scale = step_of(extra.level).ground_scale;
  stock.patience = Patience::wait_until_due, stock.clock = MasterClock::timeline;
  Kiosk kiosk(show, stock, mixer);
  kiosk.set_detail(step_of(extra.level).room);
  std::optional<Picture> last;
  std::vector<double> walls, processors;
  Figures f;
  double begin = 0;
  for (long i = 0; i < kWarmUp + frames; i++) {
    if (i == kWarmUp) begin = processor_ms();
    const double wall = wall_ms(), processor = processor_ms();
    const Instant now(Duration(i * 1'000'000'000L / kRate));
    if (extra.finger) kiosk.point(finger_at(i), now);
    Picture picture = kiosk.advance(now, {});
    const bool changed = !last || !(picture == *last);
    if (changed) draw(picture, last ? &*last : nullptr);
    last = std::move(picture);
    if (i < kWarmUp) continue;
    f.shown++;
    const double took = wall_ms() - wall;
    f.late += took > 1000.0 / kRate;
    if (!changed) continue;
    f.drawn++;
    walls.push_back(took), processors.push_back(processor_ms() - processor);
  }
  f.processor_each = (processor_ms() - begin) / static_cast<double>(frames);
  f.wall = median(walls), f.processor = median(processors);
  if (!walls.empty()) f.wall_worst = *std::max_element(walls.begin(), walls.end());
  return f;
}

/// The floor: what moving one frame's bytes costs.
double copy_ms(int width, int height) {
  const std::size_t bytes = static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4;
  std::vector<char> from(bytes, 1), to(bytes);
  std::vector<double> times;
  for (int i = 0; i < 41; i++) {
    const double start = wall_ms();
    from[static_cast<std::size_t>(i)] = static_cast<char>(i);
    std::memcpy(to.data(), from.data(), bytes);
    times.push_back(wall_ms() - start);
    if (to[static_cast<std::size_t>(i)] != static_cast<char>(i)) return 0;
  }
  return median(times);
}

void print(const char* name, int width, int height, const Figures& f) {
  fmt::print("{:<18} {:>4}x{:<4}  {:7.2f} {:7.2f} {:9.2f} {:9.2f} {:6} {:6} {:5}\n", name, width, height, f.wall,
             f.wall_worst, f.processor, f.processor_each, f.shown, f.drawn, f.late);
  std::fflush(stdout);
}

int run(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: light_bench SHOW [FRAMES] [cpu|gl|both]\n");
    return 2;
  }
  const auto opened = open_show(argv[1]);
  if (!opened) return 1;
  spdlog::set_level(spdlog::level::warn);
  const long frames = argc > 2 ? std::stol(argv[2]) : 300;
  const std::string which = argc > 3 ? argv[3] : "both";
  fmt::print("{:<18} {:>9}  {:>7} {:>7} {:>9} {:>9} {:>6} {:>6} {:>5}\n", "renderer", "size", "wall", "worst",
             "processor", "per shown", "shown", "drawn", "late");
  constexpr std::pair<int, int> sizes[] = {{1080, 1920}, {1920, 1080}, {2160, 3840}};
  for (const auto& [width, height] : sizes) {
    if (which != "gl") {
      CpuRenderer cpu;
      Image target;
      print(fmt::format("cpu {}", cpu.instruction_set()).c_str(), width, height,
            measure(opened->show, opened->fonts, width, height, frames, draw_with(cpu, target)));
      // What the governor steps down to on a large display.
      for (std::size_t i = 1; i < kDetailLevels && std::max(width, height) > 3000; i++) {
        const auto level = static_cast<DetailLevel>(i);
        print(fmt::format("cpu {}", step_of(level).name).c_str(), width, height,
              measure(opened->show, opened->fonts, width, height, frames, draw_with(cpu, target), {level}));
      }
      print("cpu and a finger", width, height,
            measure(opened->show, opened->fonts, width, height, frames, draw_with(cpu, target), {.finger = true}));
    }
    if (which != "cpu") {
      const auto context = test::GlContext::make(test::GlApi::es, 64, 64);
      Result<std::unique_ptr<GlRenderer>> gl = fail(ErrorKind::device, "no context");
      if (context) gl = GlRenderer::create(opened->shaders);
      if (gl)
        print(gl_info().is_software ? "gl (software)" : "gl", width, height,
              measure(opened->show, opened->fonts, width, height, std::min(frames, 60L), draw_with(**gl)));
      else
        fmt::print("gl: {}\n", describe(gl.error()));
    }
    fmt::print("copy of one frame  {:>4}x{:<4}  {:7.2f}\n", width, height, copy_ms(width, height));
  }
  return 0;
}

}  // namespace
}  // namespace redlight

int main(int argc, char** argv) { return redlight::run(argc, argv); }
