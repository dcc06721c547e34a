#pragma once
// A folder of its own for a test that needs files: empty at the beginning, removed at the end.
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>

namespace redlight {

class ShowFolder {
 public:
  /// `name` is for people. Tests run at the same time, each in a process of its own, whose number keeps them apart.
  explicit ShowFolder(const std::string& name)
      : path_(std::filesystem::path(REDLIGHT_TEST_OUTPUT) / ("show_" + name + "_" + std::to_string(getpid()))) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~ShowFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  ShowFolder(const ShowFolder&) = delete;
  ShowFolder& operator=(const ShowFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

  ShowFolder& with(const std::string& file, std::string_view contents = "x") {
    std::filesystem::create_directories((path_ / file).parent_path());
    std::ofstream(path_ / file, std::ios::binary) << contents;
    return *this;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace redlight
