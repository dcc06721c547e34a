#include "platform/machine.h"

#include <SDL.h>
#include <ctime>
#include <fstream>
#include <sys/timex.h>
#include <thread>

namespace redlight {

std::vector<DisplayInfo> displays() {
  std::vector<DisplayInfo> all;
  const auto plain = [](const SDL_DisplayMode& m) { return DisplayMode{m.w, m.h, m.refresh_rate}; };
  for (int i = 0; i < SDL_GetNumVideoDisplays(); i++) {
    DisplayInfo info;
    const char* name = SDL_GetDisplayName(i);
    info.name = name ? name : "";
    SDL_DisplayMode mode{};
    if (SDL_GetCurrentDisplayMode(i, &mode) == 0) info.current = plain(mode);
    for (int m = 0; m < SDL_GetNumDisplayModes(i); m++)
      if (SDL_GetDisplayMode(i, m, &mode) == 0) info.modes.push_back(plain(mode));
    all.push_back(std::move(info));
  }
  return all;
}

ClockTrust clock_trust() {
  constexpr std::time_t kMade = 1767225600;  // 2026-01-01: an earlier date is that of a machine without a battery
  if (std::time(nullptr) < kMade) return ClockTrust::wrong;
  timex question{};
  const int state = adjtimex(&question);
  return state >= 0 && state != TIME_ERROR && (question.status & STA_UNSYNC) == 0 ? ClockTrust::synchronised
                                                                                  : ClockTrust::unsure;
}

std::uint64_t free_bytes(const std::filesystem::path& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  return error ? 0 : space.available;
}

std::string processor_name() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.rfind("model name", 0) == 0 || line.rfind("Model", 0) == 0)
      if (const auto colon = line.find(": "); colon != std::string::npos) return line.substr(colon + 2);
  return "unknown";
}

int processor_threads() { return static_cast<int>(std::thread::hardware_concurrency()); }

}  // namespace redlight
