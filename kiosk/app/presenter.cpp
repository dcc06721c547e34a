#include "app/presenter.h"

#include <algorithm>

#include "base/log.h"
#include "picture/camera_frame.h"
#include "platform/graphics_devices.h"
#include "render/changed_rows.h"
#include "render/cpu/cpu_renderer.h"
#include "render/gl/gl_renderer.h"

namespace redlight {
namespace {

/// Turns the picture clockwise into rows of a window. Blocks of 32 keep both the rows that are read and those that are
/// written in the cache.
void turn(const Image& from, Rotation rotation, std::uint32_t* to, std::ptrdiff_t stride) {
  constexpr int kBlock = 32;
  const int width = swaps_sides(rotation) ? from.height : from.width,
            height = swaps_sides(rotation) ? from.width : from.height;
  for (int y0 = 0; y0 < height; y0 += kBlock)
    for (int x0 = 0; x0 < width; x0 += kBlock)
      for (int y = y0; y < std::min(y0 + kBlock, height); y++)
        for (int x = x0; x < std::min(x0 + kBlock, width); x++) {
          const int from_x = rotation == Rotation::quarter ? y
                             : rotation == Rotation::half  ? width - 1 - x
                                                           : height - 1 - y;
          const int from_y = rotation == Rotation::quarter ? width - 1 - x
                             : rotation == Rotation::half  ? height - 1 - y
                                                           : x;
          to[y * stride + x] = from.row(from_y)[from_x];
        }
}

class CpuPresenter final : public Presenter {
 public:
  CpuPresenter(std::unique_ptr<Window> window, Rotation rotation) : window_(std::move(window)), rotation_(rotation) {}

  void draw(const Picture& picture) override {
    const auto rows = window_->rows();
    is_drawn_ = picture.width == width() && picture.height == height();
    pixels_ = nullptr;
    if (!is_drawn_) return;  // the window has just changed its size; the next picture has it
    part_ = {0, picture.height};
    if (rows && rotation_ == Rotation::none) return draw_changes(picture, *rows);
    renderer_.draw(picture);
    if (rotation_ == Rotation::none) {
      pixels_ = renderer_.image().pixels.data();
    } else if (rows) {
      turn(renderer_.image(), rotation_, rows->pixels, rows->stride);
    } else {
      turned_ = Image(window_->width(), window_->height());
      turn(renderer_.image(), rotation_, turned_.pixels.data(), turned_.width);
      pixels_ = turned_.pixels.data();
    }
  }

  Result<void> present() override {
    if (!is_drawn_) return {};
    return pixels_ ? window_->present(pixels_) : window_->present(part_.begin, part_.end);
  }

  bool waits_for_refresh() const override { return false; }
  std::string name() const override { return "cpu with " + std::string(renderer_.instruction_set()); }
  bool is_cpu() const override { return true; }
  void forget() override { last_.reset(); }

  int width() const override { return swaps_sides(rotation_) ? window_->height() : window_->width(); }
  int height() const override { return swaps_sides(rotation_) ? window_->width() : window_->height(); }
  double refresh_rate() const override { return window_->refresh_rate(); }

 private:
  /// The window's surface holds what was drawn last: only what differs from it is drawn and shown.
  void draw_changes(const Picture& picture, const Window::Rows& rows) {
    if (last_ && held_by_ == rows.pixels) part_ = changed_rows(*last_, picture);
    renderer_.draw_into(picture, rows.pixels, rows.stride, part_);
    last_ = picture, held_by_ = rows.pixels;
  }

  std::unique_ptr<Window> window_;
  Rotation rotation_;
  CpuRenderer renderer_;
  Image turned_;
  std::optional<Picture> last_;  // what the window's surface at held_by_ holds
  const std::uint32_t* held_by_ = nullptr;
  bool is_drawn_ = false;                  // what draw() was given last had the window's size
  Span part_;                              // the rows that it drew
  const std::uint32_t* pixels_ = nullptr;  // what it drew; null: into the window's own rows
};

class GlPresenter final : public Presenter {
 public:
  GlPresenter(std::unique_ptr<Window> window, std::unique_ptr<GlRenderer> renderer, Rotation rotation)
      : window_(std::move(window)), renderer_(std::move(renderer)), rotation_(rotation) {}

  void draw(const Picture& picture) override {
    renderer_->set_window(window_->width(), window_->height(), rotation_);
    renderer_->draw(picture);
    renderer_->finish();  // so that what a frame takes is known before the display is waited for
  }

  Result<void> present() override {
    window_->swap();
    return {};
  }

  bool waits_for_refresh() const override { return true; }
  std::string name() const override { return "gl on " + gl_info().renderer; }

  bool has_shaders() const override { return true; }
  Result<void> rebuild_shaders() override { return renderer_->rebuild(); }

  int width() const override { return swaps_sides(rotation_) ? window_->height() : window_->width(); }
  int height() const override { return swaps_sides(rotation_) ? window_->width() : window_->height(); }
  double refresh_rate() const override { return window_->refresh_rate(); }
  std::optional<int> largest_art() const override {
    const int most = std::max({kLargestCameraArt, width() + 2 * margin_of(width()), height()});
    return renderer_->max_size() < most ? std::optional(renderer_->max_size()) : std::nullopt;
  }

 private:
  std::unique_ptr<Window> window_;  // first: its context must outlive the renderer
  std::unique_ptr<GlRenderer> renderer_;
  Rotation rotation_;
};

WindowOptions window_options(const PlayOptions& options, Canvas canvas) {
  WindowOptions window;
  window.display = options.display, window.width = options.width, window.height = options.height,
  window.canvas = canvas;
  return window;
}

enum class SoftwareGl { refuse, accept };

/// A gl presenter; or why not.
Result<std::unique_ptr<Presenter>> open_gl(const PlayOptions& options, const std::filesystem::path& shaders,
                                           SoftwareGl software) {
  auto window = Window::open(window_options(options, Canvas::gl));
  if (!window) return tl::unexpected(window.error());
  const GlInfo info = gl_info();
  if (info.is_software && software == SoftwareGl::refuse)
    return fail(ErrorKind::unsupported,
                "the GL here is software (" + info.renderer + "), slower than the cpu renderer");
  auto renderer = GlRenderer::create(shaders);
  if (!renderer) return tl::unexpected(renderer.error());
  const int longest = std::max((*window)->width(), (*window)->height());
  if (longest > (*renderer)->max_size())
    return fail(ErrorKind::unsupported, "this GL draws no picture of " + std::to_string(longest) + " pixels");
  const int bits = (*window)->bits_per_channel();
  (*renderer)->set_ten_bits(bits >= 10);
  spdlog::info("renderer: gl on {} ({}), {} bits a channel", info.renderer, info.version, bits);
  return std::unique_ptr<Presenter>(
      std::make_unique<GlPresenter>(std::move(*window), std::move(*renderer), options.rotation));
}

}  // namespace

bool worth_trying_gl(RendererChoice choice, const std::vector<std::filesystem::path>& devices) {
  return choice == RendererChoice::gl || (choice == RendererChoice::automatic && !devices.empty());
}

Result<std::unique_ptr<Presenter>> open_presenter(const PlayOptions& options, const std::filesystem::path& shaders) {
  std::string why = "as asked";
  if (options.renderer == RendererChoice::automatic) why = "no graphics processor: no /dev/dri/renderD*";
  if (worth_trying_gl(options.renderer, graphics_devices())) {
    const bool insists = options.renderer == RendererChoice::gl;
    auto gl = open_gl(options, shaders, insists ? SoftwareGl::accept : SoftwareGl::refuse);
    if (gl || insists) return gl;
    why = describe(gl.error());
  }
  auto window = Window::open(window_options(options, Canvas::surface));
  if (!window && options.renderer == RendererChoice::automatic) {
    // A slow picture is better than none.
    spdlog::warn("{}", describe(window.error()));
    if (auto gl = open_gl(options, shaders, SoftwareGl::accept)) return gl;
  }
  if (!window) return tl::unexpected(window.error());
  auto presenter = std::make_unique<CpuPresenter>(std::move(*window), options.rotation);
  spdlog::info("renderer: cpu with {} ({})", instruction_sets().front().name, why);
  return std::unique_ptr<Presenter>(std::move(presenter));
}

}  // namespace redlight
