#include "platform/input_source.h"

namespace redlight {
namespace {

constexpr std::int64_t kMouse = -1;

KeyEvent key_of(SDL_Keycode code) {
  if (code >= SDLK_0 && code <= SDLK_9) return {Key::digit, static_cast<int>(code - SDLK_0)};
  if (code >= SDLK_KP_1 && code <= SDLK_KP_9) return {Key::digit, static_cast<int>(code - SDLK_KP_1 + 1)};
  switch (code) {
    case SDLK_RIGHT:
    case SDLK_DOWN:
    case SDLK_PAGEDOWN:
    case SDLK_AUDIONEXT:
    case SDLK_AC_FORWARD:
      return {Key::next};
    case SDLK_SPACE:
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
    case SDLK_AUDIOPLAY:
    case SDLK_SELECT:
      return {Key::select};
    case SDLK_LEFT:
    case SDLK_UP:
    case SDLK_PAGEUP:
    case SDLK_BACKSPACE:
    case SDLK_AUDIOPREV:
    case SDLK_AC_BACK:
      return {Key::previous};
    case SDLK_HOME:
    case SDLK_AC_HOME:
      return {Key::home};
    case SDLK_KP_0:
      return {Key::digit, 0};
    case SDLK_l:
      return {Key::language};
    case SDLK_F12:
      return {Key::staff};
    case SDLK_VOLUMEUP:
    case SDLK_PLUS:
    case SDLK_EQUALS:  // the key of + without shift
    case SDLK_KP_PLUS:
      return {Key::louder};
    case SDLK_VOLUMEDOWN:
    case SDLK_MINUS:
    case SDLK_KP_MINUS:
      return {Key::softer};
    case SDLK_AUDIOMUTE:
    case SDLK_MUTE:
    case SDLK_m:
      return {Key::mute};
    case SDLK_LCTRL:
    case SDLK_RCTRL:
      return {Key::control};
    case SDLK_LALT:
    case SDLK_RALT:
      return {Key::alt};
    case SDLK_q:
      return {Key::q};
    default:
      return {Key::other};
  }
}

KeyEvent key_of(SDL_GameControllerButton button) {
  switch (button) {
    case SDL_CONTROLLER_BUTTON_DPAD_RIGHT:
    case SDL_CONTROLLER_BUTTON_RIGHTSHOULDER:
      return {Key::next};
    case SDL_CONTROLLER_BUTTON_A:
      return {Key::select};
    case SDL_CONTROLLER_BUTTON_DPAD_LEFT:
    case SDL_CONTROLLER_BUTTON_LEFTSHOULDER:
    case SDL_CONTROLLER_BUTTON_B:
      return {Key::previous};
    case SDL_CONTROLLER_BUTTON_START:
      return {Key::home};
    case SDL_CONTROLLER_BUTTON_Y:
      return {Key::language};
    case SDL_CONTROLLER_BUTTON_BACK:
      return {Key::staff_held};
    default:
      return {Key::other};
  }
}

}  // namespace

bool has_touch_panel() { return SDL_GetNumTouchDevices() > 0; }

void InputSource::open_pads() {
  if (!pads_) pads_ = SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER) == 0;
}

InputSource::~InputSource() {
  controllers_.clear();
  if (pads_) SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
}

PlatformEvents InputSource::poll() {
  PlatformEvents out;
  SDL_Event event;
  while (SDL_PollEvent(&event)) translate(event, out);
  return out;
}

void InputSource::add_pointer(PlatformEvents& out, std::int64_t id, PointerEvent::Phase phase, double x,
                              double y) const {
  const Point place = on_picture({x, y}, rotation_);
  out.input.emplace_back(PointerEvent{id, phase, place.x, place.y});
}

void InputSource::add_finger(PlatformEvents& out, PointerEvent::Phase phase, const SDL_TouchFingerEvent& finger) const {
  const Point place = mirrored({finger.x, finger.y}, touch_);
  add_pointer(out, finger.fingerId, phase, place.x, place.y);
}

void InputSource::translate(const SDL_Event& event, PlatformEvents& out) {
  const auto mouse = [&](PointerEvent::Phase phase, int x, int y) {
    int w = 1, h = 1;
    if (SDL_Window* window = SDL_GetWindowFromID(event.button.windowID)) SDL_GetWindowSize(window, &w, &h);
    add_pointer(out, kMouse, phase, static_cast<double>(x) / w, static_cast<double>(y) / h);
  };
  switch (event.type) {
    case SDL_KEYDOWN:
    case SDL_KEYUP: {
      KeyEvent key = key_of(event.key.keysym.sym);
      key.down = event.type == SDL_KEYDOWN, key.repeat = event.key.repeat != 0;
      out.input.emplace_back(key);
      break;
    }
    case SDL_FINGERDOWN:
      add_finger(out, PointerEvent::Phase::down, event.tfinger);
      break;
    case SDL_FINGERMOTION:
      add_finger(out, PointerEvent::Phase::move, event.tfinger);
      break;
    case SDL_FINGERUP:
      add_finger(out, PointerEvent::Phase::up, event.tfinger);
      break;
    case SDL_MOUSEBUTTONDOWN:
      if (event.button.button == SDL_BUTTON_RIGHT) out.input.emplace_back(KeyEvent{Key::staff_held});
      if (event.button.button == SDL_BUTTON_LEFT)
        mouse_down_ = true, mouse(PointerEvent::Phase::down, event.button.x, event.button.y);
      break;
    case SDL_MOUSEMOTION:
      if (mouse_down_) mouse(PointerEvent::Phase::move, event.motion.x, event.motion.y);
      SDL_ShowCursor(SDL_DISABLE);  // a phantom pointer (HDMI-CEC) must not bring the cursor back
      break;
    case SDL_MOUSEBUTTONUP:
      if (event.button.button == SDL_BUTTON_RIGHT) out.input.emplace_back(KeyEvent{Key::staff_held, 0, false});
      if (event.button.button == SDL_BUTTON_LEFT)
        mouse_down_ = false, mouse(PointerEvent::Phase::up, event.button.x, event.button.y);
      break;
    case SDL_CONTROLLERBUTTONDOWN:
    case SDL_CONTROLLERBUTTONUP: {
      KeyEvent key = key_of(static_cast<SDL_GameControllerButton>(event.cbutton.button));
      key.down = event.type == SDL_CONTROLLERBUTTONDOWN;
      out.input.emplace_back(key);
      break;
    }
    case SDL_CONTROLLERDEVICEADDED:
      if (SDL_GameController* c = SDL_GameControllerOpen(event.cdevice.which))
        controllers_[SDL_JoystickInstanceID(SDL_GameControllerGetJoystick(c))].reset(c);
      break;
    case SDL_CONTROLLERDEVICEREMOVED:
      controllers_.erase(event.cdevice.which);
      break;
    case SDL_WINDOWEVENT: {
      const auto what = event.window.event;
      out.redraw |=
          what == SDL_WINDOWEVENT_EXPOSED || what == SDL_WINDOWEVENT_SIZE_CHANGED || what == SDL_WINDOWEVENT_SHOWN;
      break;
    }
    default:
      break;
  }
}

}  // namespace redlight
