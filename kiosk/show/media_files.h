#pragma once
// Whether a file that the show names is there and can be what it should be: existence, kind, size; its contents are the
// business of the rooms above. Private to the show room. Asks the file system, never throws; any thread.
#include <filesystem>
#include <optional>
#include <string_view>

#include "show/report.h"

namespace redlight {

enum class MediaKind { art, video, sound };

/// `written` is the path as the author wrote it, relative to `folder` or absolute. Empty when all is well.
std::optional<Complaint> check_media(const std::filesystem::path& folder, std::string_view written, MediaKind kind);

/// The path that exists and differs from `path` only in upper and lower case; empty when there is none.
std::filesystem::path with_case_of_disk(const std::filesystem::path& path);

}  // namespace redlight
