#include "platform/window_manager.h"

#include <SDL.h>
#include <SDL_syswm.h>
#ifdef SDL_VIDEO_DRIVER_X11
#include <X11/Xatom.h>
#endif

namespace redlight {

bool has_window_manager([[maybe_unused]] SDL_Window* window) {
#ifdef SDL_VIDEO_DRIVER_X11
  SDL_SysWMinfo info;
  SDL_VERSION(&info.version);
  if (SDL_GetWindowWMInfo(window, &info) != SDL_TRUE || info.subsystem != SDL_SYSWM_X11) return false;
  Display* display = info.info.x11.display;
  // EWMH: whoever arranges windows says so on the root window.
  const Atom question = XInternAtom(display, "_NET_SUPPORTING_WM_CHECK", True);
  if (question == None) return false;
  Atom type = None;
  int format = 0;
  unsigned long items = 0, left = 0;
  unsigned char* value = nullptr;
  const int state = XGetWindowProperty(display, DefaultRootWindow(display), question, 0, 1, False, XA_WINDOW, &type,
                                       &format, &items, &left, &value);
  if (value) XFree(value);
  return state == Success && items > 0;
#else
  return false;
#endif
}

}  // namespace redlight
