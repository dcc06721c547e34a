#pragma once
// The window on the display, and SDL's video with it. Main thread only. Either a GL window, or a surface in shared
// memory that the cpu renderer draws into.
#include <SDL.h>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"

namespace redlight {

enum class Canvas { gl, surface };

struct WindowOptions {
  std::string display;        ///< index or name, empty: the first
  int width = 0, height = 0;  ///< of a window on the desktop; 0: full screen
  Canvas canvas = Canvas::surface;
  bool hidden = false;  ///< for questions to the driver: never seen
};

/// Balances SDL_Init of the subsystems that are used; the first one made sets the hints that every trap of field and
/// driver needs.
class SdlVideo {
 public:
  /// Error: device, when there is no display.
  static Result<std::unique_ptr<SdlVideo>> start();
  ~SdlVideo();
  SdlVideo(const SdlVideo&) = delete;
  SdlVideo& operator=(const SdlVideo&) = delete;
  std::string driver() const;  ///< "x11", "wayland", "kmsdrm", "offscreen", "dummy"

 private:
  SdlVideo() = default;
};

class Window {
 public:
  /// Errors: device (no such display, or no GL of at least ES 3.0 or 3.3 core).
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);

  /// How large such a window will most likely be, known before it is open; empty when there is no such display.
  struct Size {
    int width = 0, height = 0;
  };
  static std::optional<Size> expected_size(const WindowOptions& options);

  int width() const;  ///< in pixels
  int height() const;
  double refresh_rate() const;  ///< of its display in Hz, 60 when the driver does not say
  std::string display_name() const;

  /// Canvas::gl: how many bits each channel has that is shown; some displays give ten.
  int bits_per_channel() const;
  /// Canvas::gl: shows what was drawn.
  void swap();

  /// Canvas::surface: the window's own rows of 0xffRRGGBB words, or empty when its format is another; then present()
  /// takes care of the conversion.
  struct Rows {
    std::uint32_t* pixels = nullptr;
    std::ptrdiff_t stride = 0;  ///< in pixels
  };
  std::optional<Rows> rows();
  /// Canvas::surface: shows what was drawn into rows(); or, with `pixels`, those (width x height of the window).
  Result<void> present();
  /// The same of the window's rows [begin, end) only; the others are shown already.
  Result<void> present(int begin, int end);
  Result<void> present(const std::uint32_t* pixels);

 private:
  struct Destroy {
    void operator()(SDL_Window* w) const { SDL_DestroyWindow(w); }
  };
  struct DeleteContext {
    void operator()(void* c) const { SDL_GL_DeleteContext(c); }
  };
  Window() = default;
  Result<void> make_context();
  Result<void> present_dark();

  std::unique_ptr<SDL_Window, Destroy> window_;
  std::unique_ptr<void, DeleteContext> context_;
};

}  // namespace redlight
