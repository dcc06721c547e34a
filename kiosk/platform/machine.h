#pragma once
// What the machine says of itself, for `doctor`. Main thread.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace redlight {

struct DisplayMode {
  int width = 0, height = 0, refresh_rate = 0;
};
struct DisplayInfo {
  std::string name;
  DisplayMode current;
  std::vector<DisplayMode> modes;  ///< the driver's list, largest first
};
/// SDL's video must be up.
std::vector<DisplayInfo> displays();

enum class ClockTrust {
  synchronised,  ///< the kernel says that a time service keeps the date right
  unsure,        ///< the date is plausible, but nothing keeps it right
  wrong,         ///< the date lies before this program was made
};
ClockTrust clock_trust();

/// Bytes that a program may still write there; 0 when that cannot be told.
std::uint64_t free_bytes(const std::filesystem::path& folder);

/// "AMD EPYC ...", and how many hardware threads.
std::string processor_name();
int processor_threads();

}  // namespace redlight
