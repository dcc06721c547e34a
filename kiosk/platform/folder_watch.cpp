#include "platform/folder_watch.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <sys/inotify.h>
#include <system_error>
#include <unistd.h>

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::uint32_t kChanges =
    IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF;

}  // namespace

Result<std::unique_ptr<FolderWatch>> FolderWatch::open() {
  const int descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0)
    return fail(ErrorKind::device, "changes of files cannot be watched: " + std::system_category().message(errno));
  return std::unique_ptr<FolderWatch>(new FolderWatch(descriptor));
}

FolderWatch::~FolderWatch() { close(descriptor_); }

void FolderWatch::watch(const std::set<fs::path>& folders) {
  std::map<int, fs::path> now;
  for (const fs::path& folder : folders)
    // A folder that is watched already keeps its number.
    if (const int number = inotify_add_watch(descriptor_, folder.c_str(), kChanges | IN_ONLYDIR); number >= 0)
      now.emplace(number, folder);
  for (const auto& [number, folder] : folders_)
    if (!now.contains(number)) inotify_rm_watch(descriptor_, number);
  folders_ = std::move(now);
}

std::vector<fs::path> FolderWatch::changes() {
  std::set<fs::path> changed;
  alignas(inotify_event) std::array<char, 16384> buffer;
  for (;;) {
    const ssize_t got = read(descriptor_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      inotify_event event{};
      std::memcpy(&event, buffer.data() + at, sizeof(event));
      const char* name = buffer.data() + at + sizeof(event);
      at += sizeof(event) + event.len;
      if (event.mask & IN_Q_OVERFLOW)
        for (const auto& [number, folder] : folders_) changed.insert(folder);
      const auto folder = folders_.find(event.wd);
      if (folder == folders_.end() || (event.mask & IN_IGNORED)) continue;
      changed.insert(event.len > 0 ? folder->second / name : folder->second);
    }
  }
  return {changed.begin(), changed.end()};
}

}  // namespace redlight
