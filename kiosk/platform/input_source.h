#pragma once
// SDL's events as the show's input: keys, fingers, mouse, game pads. Main thread.
#include <SDL.h>
#include <map>
#include <memory>
#include <vector>

#include "base/rotation.h"
#include "show/input.h"

namespace redlight {

struct PlatformEvents {
  std::vector<InputEvent> input;
  bool redraw = false;  ///< the window was uncovered or resized: what it shows is lost
};

/// Whether the display can be touched: as far as SDL's video knows, which may find a panel later, when it is plugged in
/// or touched for the first time. Costs nothing: may be asked for each frame.
bool has_touch_panel();

class InputSource {
 public:
  explicit InputSource(Rotation rotation, Mirror touch = Mirror::none) : rotation_(rotation), touch_(touch) {}
  ~InputSource();
  InputSource(const InputSource&) = delete;
  InputSource& operator=(const InputSource&) = delete;

  /// Listens to game pads as well, from now on. Looking for them takes some 25 ms, so the first light goes before.
  void open_pads();

  /// All that has happened. Requests to close the window are not input: only the staff's exit leaves.
  PlatformEvents poll();

 private:
  void translate(const SDL_Event& event, PlatformEvents& out);
  void add_finger(PlatformEvents& out, PointerEvent::Phase phase, const SDL_TouchFingerEvent& finger) const;
  void add_pointer(PlatformEvents& out, std::int64_t id, PointerEvent::Phase phase, double x, double y) const;

  struct CloseController {
    void operator()(SDL_GameController* c) const { SDL_GameControllerClose(c); }
  };
  Rotation rotation_;
  Mirror touch_;  // of fingers; the mouse points where it is seen
  bool pads_ = false;
  bool mouse_down_ = false;
  std::map<SDL_JoystickID, std::unique_ptr<SDL_GameController, CloseController>> controllers_;
};

}  // namespace redlight
