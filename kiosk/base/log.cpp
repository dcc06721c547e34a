#include "base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>

namespace redlight {

void start_log(Verbosity verbosity) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("redlight"));
  spdlog::set_pattern("%H:%M:%S.%e %^%l%$ %v");
  spdlog::set_level(verbosity == Verbosity::quiet    ? spdlog::level::warn
                    : verbosity == Verbosity::normal ? spdlog::level::info
                                                     : spdlog::level::debug);
}

}  // namespace redlight
