#include "media/caption_choice.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "media/caption_reader.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kMostNames = 4096;  // of a folder; a film has few captions

// ISO 639-2, as films write it, both of its forms, with what a show calls the language.
constexpr std::array<std::pair<std::string_view, std::string_view>, 44> kThreeLetters{
    {{"ara", "ar"}, {"ben", "bn"}, {"bul", "bg"}, {"ces", "cs"}, {"cze", "cs"}, {"chi", "zh"}, {"zho", "zh"},
     {"dan", "da"}, {"deu", "de"}, {"ger", "de"}, {"ell", "el"}, {"gre", "el"}, {"eng", "en"}, {"est", "et"},
     {"fas", "fa"}, {"per", "fa"}, {"fin", "fi"}, {"fra", "fr"}, {"fre", "fr"}, {"heb", "he"}, {"hin", "hi"},
     {"hrv", "hr"}, {"hun", "hu"}, {"ind", "id"}, {"ita", "it"}, {"jpn", "ja"}, {"kor", "ko"}, {"lav", "lv"},
     {"lit", "lt"}, {"nld", "nl"}, {"dut", "nl"}, {"nor", "no"}, {"pol", "pl"}, {"por", "pt"}, {"ron", "ro"},
     {"rum", "ro"}, {"rus", "ru"}, {"slk", "sk"}, {"spa", "es"}, {"swe", "sv"}, {"tha", "th"}, {"tur", "tr"},
     {"ukr", "uk"}, {"vie", "vi"}}};

/// What parts a file's name: the film's name and, between it and the ending, the language. Empty when the file does not
/// belong to the film.
std::optional<std::string> language_in(const std::string& film_stem, const fs::path& file) {
  if (!caption_format_of(file)) return std::nullopt;
  const std::string stem = file.stem().string();
  if (lower_ascii(stem) == lower_ascii(film_stem)) return std::string();
  if (stem.size() < film_stem.size() + 2 || stem[film_stem.size()] != '.' ||
      lower_ascii(stem.substr(0, film_stem.size())) != lower_ascii(film_stem))
    return std::nullopt;
  std::string language = stem.substr(film_stem.size() + 1);
  // A tag as "en" or "zh-Hant-TW"; another dot would be another film's name ("teaser.long.en.srt").
  const bool is_tag = std::all_of(language.begin(), language.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
  const auto main_part =
      language.find_first_of("-_") == std::string::npos ? language.size() : language.find_first_of("-_");
  if (!is_tag || main_part < 2 || main_part > 3) return std::nullopt;
  std::replace(language.begin(), language.end(), '_', '-');
  return language;
}

/// The first part in two letters where there are two, and the rest.
std::pair<std::string, std::string> parts_of(std::string_view tag) {
  const std::string small = lower_ascii(tag);
  const auto hyphen = std::min(small.find_first_of("-_"), small.size());
  std::string main_part = small.substr(0, hyphen);
  if (main_part == "und") main_part.clear();
  const auto known = std::find_if(kThreeLetters.begin(), kThreeLetters.end(),
                                  [&](const auto& entry) { return entry.first == main_part; });
  if (known != kThreeLetters.end()) main_part = known->second;
  return {main_part, small.substr(std::min(hyphen + 1, small.size()))};
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
    if (auto language = language_in(stem, entry->path()))
      found.push_back({film.parent_path() / entry->path().filename(), -1, std::move(*language)});
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  return found;
}

bool is_caption_of(const fs::path& film, const fs::path& file) {
  return film.parent_path() == file.parent_path() && language_in(film.stem().string(), file).has_value();
}

bool same_language(std::string_view a, std::string_view b) {
  const auto [main_a, rest_a] = parts_of(a);
  const auto [main_b, rest_b] = parts_of(b);
  return !main_a.empty() && main_a == main_b && (rest_a.empty() || rest_b.empty() || rest_a == rest_b);
}

std::optional<std::size_t> choose_captions(std::span<const CaptionSource> sources, std::string_view language,
                                           std::string_view fallback) {
  // What is exactly as asked for before what merely does, the asked language before any, a file before a track.
  const auto rank = [&](const CaptionSource& source) {
    const bool is_track = source.track >= 0, names_none = parts_of(source.language).first.empty();
    int distance = 5;
    if (same_language(source.language, language))
      distance = parts_of(source.language) == parts_of(language) ? 0 : 1;
    else if (names_none)
      distance = is_track ? 3 : 2;
    else if (same_language(source.language, fallback))
      distance = 4;
    // A file that names no language was put there by hand; a track in the right language still knows better.
    return std::tuple(distance, is_track);
  };
  const auto best =
      std::min_element(sources.begin(), sources.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  if (best == sources.end()) return std::nullopt;
  return static_cast<std::size_t>(best - sources.begin());
}

}  // namespace redlight
