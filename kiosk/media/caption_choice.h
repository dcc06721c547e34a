#pragma once
// Which captions of a film are taken: files that lie next to it (teaser.mp4 + teaser.ko.srt, teaser.en.vtt,
// teaser.srt, teaser.ko.forced.srt) and tracks inside it. Any thread.
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "media/caption_version.h"

namespace redlight {

struct CaptionSource {
  std::filesystem::path file;  ///< of the captions, or the film itself
  int track = -1;              ///< index of the stream inside the film; -1: the file beside it
  std::string language;        ///< as it is written: "ko", "pt-BR", "kor"; empty: not said
  bool is_forced = false;      ///< seen with sound as well
};

/// The caption files next to a film: its name without the ending, a language or none, "forced" or not, .srt, .vtt, .ass
/// or .ssa; case does not count. In order of their names. A folder that cannot be read has none.
std::vector<CaptionSource> captions_beside(const std::filesystem::path& film);

/// Whether a file of this path would be among them; looks at the names alone.
bool is_caption_of(const std::filesystem::path& film, const std::filesystem::path& file);

/// The place in `sources` of what is shown in `language`: in that language; then, as the words of a show do, in
/// `fallback`; then any. A source of no language can stand for each, after those that name it. A file goes before a
/// track. Where all is to be seen, what is forced stands for it in need; where only that, nothing else does, nor a
/// language that nobody asked for. Empty when there are none.
std::optional<std::size_t> choose_captions(std::span<const CaptionSource> sources, CaptionExtent extent,
                                           std::string_view language, std::string_view fallback);

}  // namespace redlight
