#pragma once
// What to do about a line that is no TOML. The parser says what it expected of a program's text; people who write
// words into a show stumble over the same few things. Pure.
#include <string>
#include <string_view>

namespace redlight {

/// A remedy for line `number`, from 1, of `text`.
std::string toml_advice(std::string_view text, int number);

}  // namespace redlight
