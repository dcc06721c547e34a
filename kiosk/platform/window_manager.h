#pragma once
// Asks whatever arranges windows on the X11 desktop for the full screen. Main thread.
struct SDL_Window;

namespace redlight {

/// Marks a window that is not shown yet as one for the full screen, so that a window manager that knows the common
/// hints (EWMH) shows it so from its first moment. Nothing happens on other desktops; without a window manager, as on a
/// kiosk that starts nothing but the program, nobody reads the mark.
void ask_for_full_screen(SDL_Window* window);

}  // namespace redlight
