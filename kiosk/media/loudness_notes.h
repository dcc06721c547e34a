#pragma once
// What was measured of files, kept from start to start: a small text file in the folder of prepared art, a line for
// each file. Everything in it can be deleted at any time, by anybody; a line that is damaged, and a file that cannot be
// read or written, are as if nothing was kept. Any thread; several programs may share it.
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>

#include "media/loudness.h"

namespace redlight {

/// Stands for the contents of a file: its path, size and time of change. Empty for what is no regular file.
std::optional<std::uint64_t> loudness_key(const std::filesystem::path& file);

/// All that is kept in `folder`; an empty folder keeps nothing.
std::map<std::uint64_t, Loudness> read_loudness_notes(const std::filesystem::path& folder);

/// Keeps one more, and forgets the oldest beyond 500. False when it could not be kept.
bool keep_loudness_note(const std::filesystem::path& folder, std::uint64_t key, const Loudness& loudness);

}  // namespace redlight
