#include "media/loudness_notes.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

#include "base/hash.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr const char* kFile = "loudness.txt";
constexpr std::size_t kKept = 500, kLongestLine = 200;
constexpr std::uint64_t kMeasure = 1;  // counted up when the same file is measured differently

struct Note {
  std::uint64_t key = 0;
  Loudness loudness;
};

/// "key lufs peak sum": the sum tells a damaged line.
std::string line_of(const Note& note) {
  const std::string lufs = note.loudness.lufs ? fmt::format("{:.2f}", *note.loudness.lufs) : "none";
  const std::string text = fmt::format("{:016x} {} {:.6f}", note.key, lufs, note.loudness.peak);
  return fmt::format("{} {:016x}", text, hash_text(text, kMeasure));
}

std::optional<Note> note_in(const std::string& line) {
  if (line.size() > kLongestLine) return std::nullopt;
  std::istringstream in(line);
  std::string key, lufs, peak;
  if (!(in >> key >> lufs >> peak)) return std::nullopt;
  Note note;
  try {
    note.key = std::stoull(key, nullptr, 16);
    if (lufs != "none") note.loudness.lufs = std::stod(lufs);
    note.loudness.peak = std::stod(peak);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  return line_of(note) == line ? std::optional(note) : std::nullopt;
}

std::vector<Note> read_notes(const fs::path& folder) {
  std::vector<Note> notes;
  std::ifstream in(folder / kFile);
  for (std::string line; notes.size() < kKept && std::getline(in, line);)
    if (const auto note = note_in(line)) notes.push_back(*note);
  return notes;
}

}  // namespace

std::optional<std::uint64_t> loudness_key(const fs::path& file) {
  std::error_code bad;
  const fs::path whole = fs::absolute(file, bad);
  if (bad || !fs::is_regular_file(whole, bad)) return std::nullopt;
  const auto size = fs::file_size(whole, bad);
  if (bad) return std::nullopt;
  const auto changed = fs::last_write_time(whole, bad);
  if (bad) return std::nullopt;
  return hash_text(
      fmt::format("{} {} {}", size, changed.time_since_epoch().count(), whole.lexically_normal().string()));
}

std::map<std::uint64_t, Loudness> read_loudness_notes(const fs::path& folder) {
  std::map<std::uint64_t, Loudness> kept;
  if (folder.empty()) return kept;
  for (const Note& note : read_notes(folder)) kept[note.key] = note.loudness;
  return kept;
}

bool keep_loudness_note(const fs::path& folder, std::uint64_t key, const Loudness& loudness) {
  if (folder.empty()) return false;
  std::vector<Note> notes = read_notes(folder);
  std::erase_if(notes, [&](const Note& note) { return note.key == key; });
  if (notes.size() == kKept) notes.erase(notes.begin());
  notes.push_back({key, loudness});
  std::error_code bad;
  fs::create_directories(folder, bad);
  // Whole or not at all: another program may be reading.
  const fs::path unfinished = folder / fmt::format("{}.{}.tmp", kFile, getpid());
  std::ofstream out(unfinished);
  for (const Note& note : notes) out << line_of(note) << '\n';
  out.close();
  if (out) fs::rename(unfinished, folder / kFile, bad);
  return out && !bad;
}

}  // namespace redlight
