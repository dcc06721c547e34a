#pragma once
// Small readers and helpers for texts that people write: times, near misses, lists for messages. Private to the show
// room. Pure; any thread.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "base/time.h"

namespace redlight {

/// "12s", "1.5s", "350ms", "2m", "1m30s", "1h": numbers with h, m, s, ms from the larger unit to the smaller. Empty
/// when it is none of these or longer than a year.
std::optional<Duration> parse_duration(std::string_view text);

/// A number of seconds as a time; empty when it is negative, not finite or longer than a year.
std::optional<Duration> duration_of_seconds(double count);

/// The way parse_duration reads it: "1m30s", "350ms", "0s".
std::string duration_text(Duration time);

/// The candidate that `word` was probably meant to be; empty when none is near.
std::string closest(std::string_view word, const std::vector<std::string>& candidates);

/// "did you mean 'transition'?", or nothing when no candidate is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

/// "a, b, c"
std::string listed(const std::vector<std::string>& words, std::string_view separator = ", ");

}  // namespace redlight
