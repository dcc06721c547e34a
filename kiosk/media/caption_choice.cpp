#include "media/caption_choice.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "media/caption_reader.h"
#include "media/language_tag.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMostNames = 4096;  // of a folder; a film has few captions

constexpr std::string_view kForced = ".forced";

/// What a file's name says: the film's name and, between it and the ending, the language and whether it is forced.
/// Empty when the file does not belong to the film.
std::optional<CaptionSource> source_in(const std::string& film_stem, const fs::path& file) {
  if (!caption_format_of(file)) return std::nullopt;
  CaptionSource source{file, -1, {}};
  std::string stem = file.stem().string();
  if (lower_ascii(stem).ends_with(kForced) && stem.size() >= film_stem.size() + kForced.size())
    source.is_forced = true, stem.resize(stem.size() - kForced.size());
  if (lower_ascii(stem) == lower_ascii(film_stem)) return source;
  if (stem.size() < film_stem.size() + 2 || stem[film_stem.size()] != '.' ||
      lower_ascii(stem.substr(0, film_stem.size())) != lower_ascii(film_stem))
    return std::nullopt;
  std::string& language = source.language;
  language = stem.substr(film_stem.size() + 1);
  // A tag as "en" or "zh-Hant-TW"; another dot would be another film's name ("teaser.long.en.srt").
  const bool is_tag = std::all_of(language.begin(), language.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  const auto main_part =
      language.find_first_of("-_") == std::string::npos ? language.size() : language.find_first_of("-_");
  if (!is_tag || main_part < 2 || main_part > 3) return std::nullopt;
  std::replace(language.begin(), language.end(), '_', '-');
  return source;
}

}  // namespace

std::vector<CaptionSource> captions_beside(const fs::path& film) {
  std::vector<CaptionSource> found;
  const std::string stem = film.stem().string();
  const fs::path folder = film.has_parent_path() ? film.parent_path() : fs::path(".");
  std::error_code error;
  std::size_t seen = 0;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end && seen < kMostNames;
       entry.increment(error), ++seen)
    if (auto source = source_in(stem, film.parent_path() / entry->path().filename()))
      found.push_back(std::move(*source));
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  return found;
}

bool is_caption_of(const fs::path& film, const fs::path& file) {
  return film.parent_path() == file.parent_path() && source_in(film.stem().string(), file).has_value();
}

std::optional<std::size_t> choose_captions(std::span<const CaptionSource> sources, CaptionExtent extent,
                                           std::string_view language, std::string_view fallback) {
  constexpr int kOtherLanguage = 5;
  // What is exactly as asked for before what merely does, the asked language before any, a file before a track.
  const auto rank = [&](const CaptionSource& source) {
    const bool is_track = source.track >= 0, names_none = language_match(source.language, source.language) == 0;
    const int match = language_match(source.language, language);
    int distance = kOtherLanguage;
    if (match >= 2)
      distance = match == 3 ? 0 : 1;
    else if (names_none)
      distance = is_track ? 3 : 2;
    else if (language_match(source.language, fallback) >= 2)
      distance = 4;
    // A file that names no language was put there by hand; a track in the right language still knows better.
    return std::tuple(source.is_forced, distance, is_track);
  };
  const auto may_be = [&](const CaptionSource& source) {
    return extent == CaptionExtent::all || (source.is_forced && std::get<int>(rank(source)) < kOtherLanguage);
  };
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < sources.size(); i++)
    if (may_be(sources[i]) && (!best || rank(sources[i]) < rank(sources[*best]))) best = i;
  return best;
}

}  // namespace redlight
