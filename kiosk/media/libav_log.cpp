extern "C" {
#include <libavutil/log.h>
}

#include <cstdarg>
#include <mutex>
#include <string_view>

#include "base/log.h"
#include "media/libav_ptrs.h"

namespace redlight {

namespace {

void log_line(void* source, int level, const char* format, va_list arguments) {
  if (level > AV_LOG_WARNING) return;
  const bool is_fatal = level <= AV_LOG_FATAL;
  if (!is_fatal && !spdlog::should_log(spdlog::level::debug)) return;
  char line[512];
  int print_prefix = 1;
  av_log_format_line2(source, level, format, arguments, line, sizeof line, &print_prefix);
  std::string_view text(line);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  spdlog::log(is_fatal ? spdlog::level::warn : spdlog::level::debug, "libav: {}", text);
}

}  // namespace

void route_libav_log() {
  static std::once_flag once;
  std::call_once(once, [] { av_log_set_callback(log_line); });
}

}  // namespace redlight
