#include "app/detail_memory.h"

#include <fstream>
#include <unistd.h>
#include <vector>

#include "base/log.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kKept = 8;  // displays and renderers, the latest last
constexpr const char* kFile = "detail.txt";

/// "level<tab>situation", one a line.
struct Line {
  std::string level, situation;
};

std::vector<Line> read_lines(const fs::path& folder) {
  std::vector<Line> lines;
  std::ifstream in(folder / kFile);
  for (std::string text; lines.size() < kKept && std::getline(in, text);)
    if (const auto tab = text.find('\t'); tab != std::string::npos)
      lines.push_back({text.substr(0, tab), text.substr(tab + 1)});
  return lines;
}

}  // namespace

bool DetailMemory::has_any(const fs::path& folder) { return !folder.empty() && !read_lines(folder).empty(); }

std::optional<DetailLevel> DetailMemory::recall() const {
  if (folder_.empty()) return std::nullopt;
  for (const Line& line : read_lines(folder_))
    if (line.situation == situation_) return level_named(line.level);
  return std::nullopt;
}

void DetailMemory::keep(DetailLevel level) const {
  if (folder_.empty()) return;
  std::vector<Line> lines = read_lines(folder_);
  std::erase_if(lines, [&](const Line& line) { return line.situation == situation_; });
  if (lines.size() == kKept) lines.erase(lines.begin());
  lines.push_back({std::string(step_of(level).name), situation_});
  std::error_code bad;
  fs::create_directories(folder_, bad);
  // Whole or not at all: another program may be reading.
  const fs::path unfinished = folder_ / (std::string(kFile) + "." + std::to_string(getpid()) + ".tmp");
  std::ofstream out(unfinished);
  for (const Line& line : lines) out << line.level << '\t' << line.situation << '\n';
  out.close();
  if (out) fs::rename(unfinished, folder_ / kFile, bad);
  if (!out || bad) spdlog::debug("the level of detail is not kept in {}", folder_.string());
}

}  // namespace redlight
