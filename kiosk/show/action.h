#pragma once
// What a visitor or the staff can ask of the show, whatever device they used.
#include <cstddef>

namespace redlight {

enum class ActionKind {
  next,
  previous,
  home,      ///< the first scene
  jump,      ///< to Action::scene
  touch,     ///< something was touched that asks for nothing but shows that somebody is there
  language,  ///< the visitor's: the next of the show's languages, until the display is left alone
  exit,      ///< the staff's exit
  panel,     ///< the staff's desk, shown or put away, by a key that visitors have not
  corners,   ///< the same by what visitors have as well
  louder,    ///< the staff's volume, a step
  softer,
  mute,          ///< the staff's: silence, and back
  fix_language,  ///< the staff's: the next of the show's languages for good; after the last, as the show says
  restart,       ///< the staff's: the show is read anew and begins with its first scene
};

/// What the staff does beside the show: nobody came, and nothing on stage moves for it.
constexpr bool is_beside_the_show(ActionKind kind) { return kind >= ActionKind::exit; }

struct Action {
  ActionKind kind = ActionKind::touch;
  std::size_t scene = 0;  ///< for jump, from 0
  bool operator==(const Action&) const = default;
};

}  // namespace redlight
