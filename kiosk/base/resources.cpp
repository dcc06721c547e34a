#include "base/resources.h"

namespace redlight {
namespace fs = std::filesystem;

namespace {
bool holds_resources(const fs::path& folder) {
  std::error_code none;
  return fs::is_directory(folder / "assets", none) && fs::is_directory(folder / "shaders", none);
}
}  // namespace

Result<fs::path> resource_root_from(const fs::path& binary_folder) {
  const fs::path installed = (binary_folder / ".." / "share" / "redlight").lexically_normal();
  if (holds_resources(installed)) return installed;
  for (fs::path folder = binary_folder; folder.has_relative_path(); folder = folder.parent_path())
    if (holds_resources(folder)) return folder;
  return fail(ErrorKind::not_found,
              "the program's assets/ and shaders/ folders are neither in " + installed.string() +
                  " nor in a folder above the binary; install the program again with cmake --install");
}

Result<fs::path> resource_root() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (error) return fail(ErrorKind::not_found, "cannot find the program's own path: " + error.message());
  return resource_root_from(self.parent_path());
}

}  // namespace redlight
