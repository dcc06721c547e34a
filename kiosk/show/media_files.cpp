#include "show/media_files.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "show/words.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

const std::vector<std::string> picture_endings{".png", ".jpg", ".jpeg", ".webp"};
constexpr std::string_view art_shape = "expected a folder with layers.json or a png, jpg, jpeg or webp file";

std::vector<std::string> names_in(const fs::path& folder) {
  constexpr std::size_t most = 4096;  // a hint is not worth reading an endless folder
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end && names.size() < most;
       entry.increment(error))
    names.push_back(entry->path().filename().string());
  return names;
}

Complaint missing(const fs::path& path, std::string_view written) {
  Complaint complaint{in_quotes(written) + " does not exist", "expected it at " + path.string(), ""};
  if (const fs::path real = with_case_of_disk(path); !real.empty())
    complaint.remedy = "upper and lower case differ: on disk it is " + in_quotes(real.string());
  else if (written.find('\\') != std::string_view::npos)
    complaint.remedy = "write / between folder and file";
  else if (const auto near = closest(path.filename().string(), names_in(path.parent_path())); !near.empty())
    complaint.remedy = "did you mean '" + near + "'?";
  else
    complaint.remedy = "copy the file there or correct the path";
  return complaint;
}

// What is wrong with a file that must have bytes in it.
std::optional<Complaint> check_file(const fs::path& path, std::string_view written) {
  std::error_code error;
  if (!fs::is_regular_file(path, error))
    return Complaint{in_quotes(written) + " is not a file", "expected a file at " + path.string(), ""};
  const auto size = fs::file_size(path, error);
  if (!error && size == 0)
    return Complaint{in_quotes(written) + " is an empty file", "expected a file with 1 byte or more",
                     "copy it again; the copy was probably cut short"};
  if (error || !std::ifstream(path, std::ios::binary))
    return Complaint{in_quotes(written) + " cannot be read", "expected the right to read " + path.string(),
                     "change it with chmod a+r"};
  return std::nullopt;
}

std::optional<Complaint> check_art(const fs::path& path, std::string_view written) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    const fs::path layers = path / "layers.json";
    if (fs::exists(layers, error)) return check_file(layers, std::string(written) + "/layers.json");
    return Complaint{in_quotes(written) + " is a folder without layers.json", "expected it at " + layers.string(),
                     "name a picture file, or put the layers there"};
  }
  const std::string ending = lower_ascii(path.extension().string());
  if (std::find(picture_endings.begin(), picture_endings.end(), ending) == picture_endings.end())
    return Complaint{in_quotes(written) + " is not a kind of picture that can be shown", std::string(art_shape),
                     "convert it to png"};
  return check_file(path, written);
}

std::string expected_of(MediaKind kind) {
  return kind == MediaKind::art     ? std::string(art_shape)
         : kind == MediaKind::video ? "expected a video file"
                                    : "expected a sound file";
}

std::optional<Complaint> check_stream(const fs::path& path, std::string_view written, MediaKind kind) {
  std::error_code error;
  if (fs::is_directory(path, error)) return Complaint{in_quotes(written) + " is a folder", expected_of(kind), ""};
  return check_file(path, written);
}

}  // namespace

fs::path with_case_of_disk(const fs::path& path) {
  fs::path real;
  for (const fs::path& part : path) {
    std::error_code error;
    if (real.empty() || fs::exists(real / part, error)) {
      real /= part;
      continue;
    }
    const std::string wanted = lower_ascii(part.string());
    const auto names = names_in(real);
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const std::string& name) { return lower_ascii(name) == wanted; });
    if (found == names.end()) return {};
    real /= *found;
  }
  std::error_code error;
  return fs::exists(real, error) ? real : fs::path();
}

std::optional<Complaint> check_media(const fs::path& folder, std::string_view written, MediaKind kind) {
  const bool strange =
      std::any_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
  if (written.empty() || strange)
    return Complaint{
        written.empty() ? "the path is empty" : "the path " + in_quotes(written) + " has a control character",
        expected_of(kind), ""};
  const fs::path path = folder / fs::path(written);
  std::error_code error;
  const auto status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return missing(path, written);
  if (!fs::status_known(status))
    return Complaint{in_quotes(written) + " cannot be reached: " + error.message(),
                     "expected a file or folder at " + path.string(), "check the path and the rights of its folders"};
  return kind == MediaKind::art ? check_art(path, written) : check_stream(path, written, kind);
}

}  // namespace redlight
