#include "picture/art_cache.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <elf.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <link.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include "base/hash.h"
#include "base/log.h"
#include "picture/art_file.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr auto kAbandoned = std::chrono::hours(1);  // an unfinished file older than this has no writer any more

/// The linker's build id of this program; the empty hash when it was linked without.
std::uint64_t build_id() {
  static const std::uint64_t id = [] {
    std::uint64_t hash = 0;
    dl_iterate_phdr(
        [](dl_phdr_info* info, std::size_t, void* out) {
          for (int i = 0; i < info->dlpi_phnum; i++) {
            const auto& header = info->dlpi_phdr[i];
            if (header.p_type == PT_NOTE)
              *static_cast<std::uint64_t*>(out) =
                  hash_bytes({reinterpret_cast<const unsigned char*>(info->dlpi_addr + header.p_vaddr), header.p_memsz},
                             *static_cast<std::uint64_t*>(out));
          }
          return 1;  // the first is the program itself; its libraries do not matter
        },
        &hash);
    return hash;
  }();
  return id;
}

std::optional<std::uint64_t> hash_of_file(const fs::path& file, std::vector<unsigned char>& buffer) {
  const int in = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (in < 0) return std::nullopt;
  struct stat info {};
  std::size_t size = 0;
  bool good = fstat(in, &info) == 0 && S_ISREG(info.st_mode);
  if (good) {
    buffer.resize(static_cast<std::size_t>(info.st_size));
    while (size < buffer.size()) {
      const ssize_t got = read(in, buffer.data() + size, buffer.size() - size);
      if (got <= 0) break;
      size += static_cast<std::size_t>(got);
    }
    good = size == buffer.size();
  }
  close(in);
  if (!good) return std::nullopt;
  return hash_bytes(buffer);
}

struct Kept {
  fs::path path;
  std::uintmax_t size = 0;
  fs::file_time_type used;
};

}  // namespace

std::optional<std::uint64_t> art_key(std::span<const fs::path> files, const Framing& framing) {
  const auto region = [](const std::optional<Region>& r) {
    return r ? fmt::format("{},{},{},{}", r->x, r->y, r->width, r->height) : std::string("-");
  };
  std::uint64_t key = hash_text(fmt::format("{}x{} {} {} {}", framing.width, framing.height, region(framing.crop),
                                            static_cast<int>(framing.fit), region(framing.focus)),
                                build_id());
  std::vector<unsigned char> buffer;
  for (const fs::path& file : files) {
    const auto contents = hash_of_file(file, buffer);
    if (!contents) return std::nullopt;
    key = hash_text(fmt::format("{:x} {}", *contents, file.filename().string()), key);
  }
  return key;
}

fs::path ArtCache::default_folder() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    return fs::path(value ? value : "");
  };
  // The specification of the base directories: what is not absolute is ignored.
  if (const fs::path cache = variable("XDG_CACHE_HOME"); cache.is_absolute()) return cache / "redlight" / "art";
  if (const fs::path home = variable("HOME"); home.is_absolute()) return home / ".cache" / "redlight" / "art";
  return {};
}

fs::path ArtCache::file_of(std::uint64_t key) const { return folder_ / fmt::format("{:016x}.art", key); }

ArtPtr ArtCache::find(std::uint64_t key) const {
  if (folder_.empty()) return nullptr;
  const fs::path file = file_of(key);
  auto art = map_art_file(key, file);
  if (!art) {
    if (art.error().kind != ErrorKind::not_found) spdlog::warn("prepared art is made anew: {}", describe(art.error()));
    return nullptr;
  }
  std::error_code none;
  fs::last_write_time(file, fs::file_time_type::clock::now(), none);  // the oldest is what was not used for longest
  return std::move(*art);
}

ArtPtr ArtCache::keep(std::uint64_t key, ArtPtr art) const {
  if (folder_.empty()) return art;
  std::error_code bad;
  fs::create_directories(folder_, bad);
  if (const auto written = write_art_file(*art, key, file_of(key)); !written) {
    spdlog::warn("prepared art is not kept for the next start: {}", describe(written.error()));
    return art;
  }
  auto mapped = map_art_file(key, file_of(key));
  drop_oldest_but(file_of(key));
  return mapped ? std::move(*mapped) : art;
}

void ArtCache::drop_oldest_but(const fs::path& newest) const {
  std::vector<Kept> all;
  std::error_code bad;
  const auto now = fs::file_time_type::clock::now();
  for (fs::directory_iterator it(folder_, bad), end; !bad && it != end; it.increment(bad)) {
    std::error_code gone;  // another program tidies up as well
    Kept kept{it->path(), it->file_size(gone), {}};
    if (!gone) kept.used = it->last_write_time(gone);
    if (gone) continue;
    if (kept.path.extension() == ".tmp" && now - kept.used > kAbandoned) fs::remove(kept.path, gone);
    if (kept.path.extension() == ".art") all.push_back(std::move(kept));
  }
  std::sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.used > b.used; });
  std::uintmax_t bytes = 0;
  std::size_t files = 0;
  for (const Kept& kept : all) {
    bytes += kept.size, files++;
    // What was just made stays, however large; its time alone may not tell, the file system's clock is coarse.
    if (kept.path != newest && (files > kMaxFiles || bytes > max_bytes_)) fs::remove(kept.path, bad);
  }
}

}  // namespace redlight
