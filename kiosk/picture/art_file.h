#pragma once
// Prepared art as a file that is looked into where it lies: written once, mapped at every later start, so that nothing
// is read, copied or decoded before the first frame. The file belongs to the machine that wrote it. Any thread.
#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "picture/lit_art.h"

namespace redlight {

/// Writes to a name beside `file` and renames, so that nobody ever sees half a file, not even after a power cut.
/// Errors: unreadable, exhausted (the disk is full).
Result<void> write_art_file(const LitArt& art, std::uint64_t key, const std::filesystem::path& file);

/// The art of a file that was written with `key`. Errors: not_found; malformed when it is damaged, of another version
/// or of another key.
Result<ArtPtr> map_art_file(std::uint64_t key, const std::filesystem::path& file);

}  // namespace redlight
