#include "platform/window.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>

#include "platform/refresh_rate.h"
#include "platform/window_manager.h"

namespace redlight {
namespace {

/// What libraries under SDL would look for in vain while the display is dark. Whoever set a variable knows why.
void skip_searches() {
  constexpr int kKeep = 0;
  // libX11 reads how keys compose accented letters, half a megabyte of text: nobody types here.
  SDL_setenv("XCOMPOSEFILE", "/dev/null", kKeep);
  // Without a session's bus libdbus forks to start one for us. SDL would only ask it to hold back a screen saver, and
  // tells the X server itself when there is none.
  const char* runtime = SDL_getenv("XDG_RUNTIME_DIR");
  std::error_code none;
  if (!runtime || !std::filesystem::exists(std::filesystem::path(runtime) / "bus", none))
    SDL_setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", kKeep);
}

void set_hints() {
  // One tap must not arrive as a finger and as a mouse (libsdl-org/SDL#11204, #755).
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
  // On X11 a window's surface would otherwise go through a GL texture: 12.5 ms a frame instead of 0.01.
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
  SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // the program's own handlers end the show in order
  SDL_SetHint(SDL_HINT_APP_NAME, "Redlight");
}

Result<int> find_display(const std::string& wanted) {
  if (wanted.empty()) return 0;
  const int count = SDL_GetNumVideoDisplays();
  int index = 0;
  const auto parsed = std::from_chars(wanted.data(), wanted.data() + wanted.size(), index);
  if (parsed.ec == std::errc() && parsed.ptr == wanted.data() + wanted.size()) {
    if (index >= 0 && index < count) return index;
    return fail(ErrorKind::device, "there is no display " + wanted + "; there are " + std::to_string(count) +
                                       ", counted from 0 (redlight doctor lists them)");
  }
  for (int i = 0; i < count; i++)
    if (const char* name = SDL_GetDisplayName(i); name && wanted == name) return i;
  return fail(ErrorKind::device, "no display is named \"" + wanted + "\" (redlight doctor lists them)");
}

}  // namespace

Result<std::unique_ptr<SdlVideo>> SdlVideo::start() {
  set_hints();
  skip_searches();
  if (SDL_InitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS) != 0)
    return fail(ErrorKind::device, std::string("no display can be opened: ") + SDL_GetError());
  auto video = std::unique_ptr<SdlVideo>(new SdlVideo);
  // Where it finds no display SDL takes a driver that shows nothing. That is right only for those who asked for it.
  const std::string driver = video->driver();
  if ((driver == "offscreen" || driver == "dummy") && !SDL_getenv("SDL_VIDEODRIVER"))
    return fail(ErrorKind::device,
                "no display can be opened: there is neither X11, Wayland nor a screen that kmsdrm may use");
  // Before the first window: libX11 loads libXcursor now, and need not wait for what another thread is loading then.
  SDL_ShowCursor(SDL_DISABLE);
  return video;
}

SdlVideo::~SdlVideo() { SDL_QuitSubSystem(SDL_INIT_VIDEO | SDL_INIT_EVENTS); }

std::string SdlVideo::driver() const {
  const char* name = SDL_GetCurrentVideoDriver();
  return name ? name : "none";
}

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  const auto display = find_display(options.display);
  if (!display) return tl::unexpected(display.error());
  const bool full_screen = options.width <= 0;
  // On X11 SDL asks the window manager for the full screen when the window is there, and waits a tenth of a second for
  // it to happen. So the window is made as large as the display, and the question asked before it is shown.
  const bool is_x11 = std::string_view("x11") == SDL_GetCurrentVideoDriver(), asks = full_screen && is_x11;
  Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI | (options.hidden || asks ? SDL_WINDOW_HIDDEN : SDL_WINDOW_SHOWN);
  if (full_screen && !options.hidden)
    flags |= SDL_WINDOW_BORDERLESS | (is_x11 ? 0 : Uint32{SDL_WINDOW_FULLSCREEN_DESKTOP});
  SDL_Rect bounds{0, 0, 1280, 720};
  SDL_GetDisplayBounds(*display, &bounds);
  const int width = full_screen ? bounds.w : options.width, height = full_screen ? bounds.h : options.height;
  const int centre = static_cast<int>(SDL_WINDOWPOS_CENTERED_DISPLAY(static_cast<unsigned>(*display)));
  const int x = full_screen ? bounds.x : centre, y = full_screen ? bounds.y : centre;

  auto window = std::unique_ptr<Window>(new Window);
  const auto create = [&](Uint32 more) {
    window->window_.reset(SDL_CreateWindow("Redlight", x, y, width, height, flags | more));
  };
  if (options.canvas == Canvas::gl) {
    // ES first: it is what small machines have. Desktop drivers without ES get a core profile.
    for (const bool es : {true, false}) {
      SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, es ? SDL_GL_CONTEXT_PROFILE_ES : SDL_GL_CONTEXT_PROFILE_CORE);
      SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
      SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, es ? 0 : 3);
      SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
      create(SDL_WINDOW_OPENGL);
      if (window->window_ && window->make_context()) break;
      window->context_.reset(), window->window_.reset();
    }
    if (!window->window_)
      return fail(ErrorKind::device, std::string("no OpenGL ES 3.0 or OpenGL 3.3 here: ") + SDL_GetError());
  } else {
    create(0);
    if (!window->window_) return fail(ErrorKind::device, std::string("the window cannot be opened: ") + SDL_GetError());
    // SDL has no surface for displays of 10 bits a channel, among others.
    if (!SDL_GetWindowSurface(window->window_.get()))
      return fail(ErrorKind::device, std::string("the window has no surface to draw into: ") + SDL_GetError());
  }
  if (!options.hidden) {
    if (asks) {
      ask_for_full_screen(window->window_.get());
      SDL_ShowWindow(window->window_.get());
    }
    // The desktop's own keys, another workspace among them, are not for visitors.
    if (full_screen) SDL_SetWindowKeyboardGrab(window->window_.get(), SDL_TRUE);
    SDL_SetCursor(nullptr);  // of this window too
    SDL_DisableScreenSaver();
  }
  // Memory is slow at its first touch, here and in the server. That is now, while the first scene is still being
  // loaded, and not at its light.
  if (options.canvas != Canvas::gl) (void)window->present_dark();
  return window;
}

std::optional<Window::Size> Window::expected_size(const WindowOptions& options) {
  if (options.width > 0) return Size{options.width, options.height};
  const auto display = find_display(options.display);
  SDL_Rect bounds{};
  if (!display || SDL_GetDisplayBounds(*display, &bounds) != 0 || bounds.w <= 0 || bounds.h <= 0) return std::nullopt;
  return Size{bounds.w, bounds.h};
}

Result<void> Window::make_context() {
  context_.reset(SDL_GL_CreateContext(window_.get()));
  if (!context_) return fail(ErrorKind::device, SDL_GetError());
  SDL_GL_SetSwapInterval(1);
  return {};
}

int Window::width() const {
  int w = 0, h = 0;
  SDL_GetWindowSizeInPixels(window_.get(), &w, &h);
  return w;
}

int Window::height() const {
  int w = 0, h = 0;
  SDL_GetWindowSizeInPixels(window_.get(), &w, &h);
  return h;
}

double Window::refresh_rate() const {
  SDL_DisplayMode mode{};
  const int display = SDL_GetWindowDisplayIndex(window_.get());
  const bool is_told = display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0;
  return refresh_rate_of(is_told ? mode.refresh_rate : 0);
}

std::string Window::display_name() const {
  const char* name = SDL_GetDisplayName(SDL_GetWindowDisplayIndex(window_.get()));
  return name ? name : "";
}

int Window::bits_per_channel() const {
  int least = 16;
  for (const SDL_GLattr channel : {SDL_GL_RED_SIZE, SDL_GL_GREEN_SIZE, SDL_GL_BLUE_SIZE}) {
    int bits = 0;
    least = std::min(least, SDL_GL_GetAttribute(channel, &bits) == 0 ? bits : 8);
  }
  return least;
}

void Window::swap() { SDL_GL_SwapWindow(window_.get()); }

std::optional<Window::Rows> Window::rows() {
  SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
  if (!surface || surface->pitch % 4 != 0) return std::nullopt;
  if (surface->format->format != SDL_PIXELFORMAT_XRGB8888 && surface->format->format != SDL_PIXELFORMAT_ARGB8888)
    return std::nullopt;
  return Rows{static_cast<std::uint32_t*>(surface->pixels), surface->pitch / 4};
}

Result<void> Window::present_dark() {
  SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
  if (!surface || SDL_FillRect(surface, nullptr, 0) != 0) return fail(ErrorKind::device, SDL_GetError());
  return present();
}

Result<void> Window::present() {
  if (SDL_UpdateWindowSurface(window_.get()) != 0) return fail(ErrorKind::device, SDL_GetError());
  return {};
}

Result<void> Window::present(int begin, int end) {
  const SDL_Rect part{0, begin, width(), end - begin};
  if (SDL_UpdateWindowSurfaceRects(window_.get(), &part, 1) != 0) return fail(ErrorKind::device, SDL_GetError());
  return {};
}

Result<void> Window::present(const std::uint32_t* pixels) {
  SDL_Surface* surface = SDL_GetWindowSurface(window_.get());
  if (!surface) return fail(ErrorKind::device, SDL_GetError());
  if (SDL_ConvertPixels(surface->w, surface->h, SDL_PIXELFORMAT_XRGB8888, pixels, surface->w * 4,
                        surface->format->format, surface->pixels, surface->pitch) != 0)
    return fail(ErrorKind::device, SDL_GetError());
  return present();
}

}  // namespace redlight
