#pragma once
// What changes in folders, as the kernel tells it (inotify): files written, made, moved, removed. Folders are watched
// and not files, because editors put a new file in the place of the old one. One owner, one thread; never waits, reads
// no clock.
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"

namespace redlight {

class FolderWatch {
 public:
  /// Error: device, with the system's reason (a limit of watches).
  static Result<std::unique_ptr<FolderWatch>> open();
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  /// From now on these and no others, without what lies in their subfolders. One that does not exist is left out; one
  /// that was replaced by another of its name is found when this is called again.
  void watch(const std::set<std::filesystem::path>& folders);

  /// What has changed since the last call: paths of files or subfolders, beginning as the folder was named; a folder
  /// itself when it went, and all of them when there was too much to tell.
  std::vector<std::filesystem::path> changes();

  /// Becomes readable when there are changes.
  int descriptor() const { return descriptor_; }

 private:
  explicit FolderWatch(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  std::map<int, std::filesystem::path> folders_;  // by the kernel's number of the watch
};

}  // namespace redlight
