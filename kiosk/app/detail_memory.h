#pragma once
// The level of detail that a machine was found to manage, kept from start to start in the folder of prepared art, so
// that it does not begin late every morning. What cannot be read or written is as if nothing was kept. Main thread.
#include <filesystem>
#include <optional>
#include <string>

#include "app/detail_level.h"

namespace redlight {

class DetailMemory {
 public:
  /// `situation` names everything that decides how fast frames are drawn: renderer, processors, size. An empty folder
  /// keeps nothing.
  DetailMemory(std::filesystem::path folder, std::string situation)
      : folder_(std::move(folder)), situation_(std::move(situation)) {}

  /// Whether anything is kept in `folder`, for whatever situation: if not, this machine will be measured.
  static bool has_any(const std::filesystem::path& folder);

  std::optional<DetailLevel> recall() const;
  void keep(DetailLevel level) const;

 private:
  std::filesystem::path folder_;
  std::string situation_;
};

}  // namespace redlight
