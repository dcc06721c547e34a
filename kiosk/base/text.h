#pragma once
// Helpers for texts that people wrote, and for messages about them. Pure; any thread.
#include <cstddef>
#include <string>
#include <string_view>

namespace redlight {

/// The word in single quotes; shortened when it is long, control characters replaced, so that it can stand in one line
/// of a message.
std::string in_quotes(std::string_view word);

std::string lower_ascii(std::string_view text);

/// The offset of the first byte that is not part of well-formed UTF-8; npos when all is well.
std::size_t first_invalid_utf8(std::string_view text);

}  // namespace redlight
