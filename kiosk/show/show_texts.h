#pragma once
// All texts of a show, by the names of their fields: for checks that go through every word, and for telling a show in
// one language alone. Pure; any thread.
#include <string>
#include <string_view>
#include <vector>

#include "show/show.h"

namespace redlight {

struct NamedText {
  std::string field;  ///< "heading", "people 2, name"
  const Text* text = nullptr;
};

/// The texts of one scene, in the order in which they are written; empty ones are left out. Valid as long as `scene`.
std::vector<NamedText> texts_of(const Scene& scene);

/// The show with one language alone, for which the default language stands in where a translation is missing.
/// `language` is one of the show's.
Show told_in(Show show, const std::string& language);

}  // namespace redlight
