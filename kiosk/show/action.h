#pragma once
// What a visitor or the staff can ask of the show, whatever device they used.
#include <cstddef>

namespace redlight {

enum class ActionKind {
  next,
  previous,
  home,    ///< the first scene
  jump,    ///< to Action::scene
  touch,   ///< something was touched that asks for nothing but shows that somebody is there
  exit,    ///< the staff's exit
  panel,   ///< the staff's panel, shown or put away
  louder,  ///< the staff's volume, a step
  softer,
  mute,  ///< the staff's: silence, and back
};

/// What the staff does beside the show: nobody came, and nothing on stage moves for it.
constexpr bool is_beside_the_show(ActionKind kind) {
  return kind == ActionKind::exit || kind == ActionKind::panel || kind == ActionKind::louder ||
         kind == ActionKind::softer || kind == ActionKind::mute;
}

struct Action {
  ActionKind kind = ActionKind::touch;
  std::size_t scene = 0;  ///< for jump, from 0
  bool operator==(const Action&) const = default;
};

}  // namespace redlight
