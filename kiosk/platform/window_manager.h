#pragma once
// Whether something on the X11 desktop arranges windows. Main thread.
struct SDL_Window;

namespace redlight {

/// True when the X server of this window has a window manager that knows the common hints (EWMH). False on other
/// desktops and without one, as on a kiosk that starts nothing but the program.
bool has_window_manager(SDL_Window* window);

}  // namespace redlight
