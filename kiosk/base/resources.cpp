#include "base/resources.h"

namespace redlight {
namespace fs = std::filesystem;

namespace {
bool holds_resources(const fs::path& folder) {
  std::error_code none;
  return fs::is_directory(folder / "assets", none) && fs::is_directory(folder / "shaders", none);
}

Result<fs::path> own_folder() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (error) return fail(ErrorKind::not_found, "cannot find the program's own path: " + error.message());
  return self.parent_path();
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
  const auto folder = own_folder();
  return folder ? resource_root_from(*folder) : folder;
}

Result<fs::path> module_file_from(const std::string& name, const fs::path& binary_folder) {
  const fs::path installed = (binary_folder / ".." / "lib" / "redlight").lexically_normal();
  std::error_code none;
  for (const fs::path& folder : {binary_folder, installed})
    if (fs::is_regular_file(folder / name, none)) return folder / name;
  return fail(ErrorKind::not_found, "the program's module " + name + " is neither in " + binary_folder.string() +
                                        " nor in " + installed.string() +
                                        "; install the program again with cmake --install");
}

Result<fs::path> module_file(const std::string& name) {
  const auto folder = own_folder();
  return folder ? module_file_from(name, *folder) : folder;
}

}  // namespace redlight
