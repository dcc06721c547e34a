#include "platform/graphics_devices.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace redlight {

std::vector<std::filesystem::path> graphics_devices(const std::filesystem::path& folder) {
  // NVIDIA, ARM Mali, Qualcomm, Imagination, Vivante, Windows' Linux.
  static constexpr std::array<std::string_view, 6> kMakers{"nvidia0",  "mali0",   "kgsl-3d0",
                                                           "pvr_sync", "galcore", "dxg"};
  std::vector<std::filesystem::path> found;
  std::error_code error;
  for (const auto& node : std::filesystem::directory_iterator(folder / "dri", error))
    if (node.path().filename().string().starts_with("renderD")) found.push_back(node.path());
  std::sort(found.begin(), found.end());
  for (const std::string_view maker : kMakers)
    if (std::filesystem::exists(folder / maker, error)) found.push_back(folder / maker);
  return found;
}

}  // namespace redlight
