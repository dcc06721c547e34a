#pragma once
// The one log of the process: lines on standard error with time, level and thread, via spdlog. Any thread, except the
// sound callback, which logs nothing.
#include <spdlog/spdlog.h>

namespace redlight {

enum class Verbosity { quiet, normal, verbose };

/// Main thread, once, before the first line.
void start_log(Verbosity verbosity);

}  // namespace redlight
