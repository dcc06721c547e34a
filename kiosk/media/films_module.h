#pragma once
// Private to media/. The border between the program and its module: a table of the few functions through which the rest
// of the program plays and writes films. Program and module are built together, and a module of another build is
// refused.
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <vector>

#include "media/captions.h"
#include "media/loudness.h"
#include "media/media_info.h"
#include "media/movie_writer.h"
#include "media/player.h"

namespace redlight {

struct FilmTable {
  std::uint64_t fingerprint = 0;  ///< first in every version of this table
  std::unique_ptr<Player> (*open_player)(std::filesystem::path file, PlayerOptions options, Mixer* mixer) = nullptr;
  Result<MediaInfo> (*probe)(const std::filesystem::path& file) = nullptr;
  std::vector<DecoderOffer> (*decoder_offers)() = nullptr;
  Result<std::unique_ptr<MovieWriter>> (*create_writer)(const std::filesystem::path& file,
                                                        const MovieFormat& format) = nullptr;
  std::unique_ptr<Captions> (*open_captions)(std::filesystem::path film, CaptionOptions options) = nullptr;
  Result<Loudness> (*measure_loudness)(const std::filesystem::path& file, const std::stop_token& stop) = nullptr;
};

/// Tells builds apart in which something that crosses the border has another shape. Count kEdition up where a change
/// leaves all sizes as they were.
constexpr std::uint64_t film_fingerprint() {
  constexpr std::uint64_t kEdition = 3;
  std::uint64_t print = kEdition;
  for (const std::size_t size :
       {sizeof(FilmTable), sizeof(PlayerOptions), sizeof(PlayerCounts), sizeof(MediaInfo), sizeof(MovieFormat),
        sizeof(DecoderOffer), sizeof(CaptionOptions), sizeof(CaptionInk), sizeof(CaptionArea), sizeof(VideoFrame),
        sizeof(Mixer), sizeof(Voice), sizeof(Loudness), sizeof(Error)})
    print = print * 1099511628211u + size;
  return print;
}

/// What the module exports: a function of this type, by this name.
using GiveFilmTable = const FilmTable*();
inline constexpr const char* kGiveFilmTable = "redlight_film_table";

/// Loads the module; it stays loaded. Errors: unsupported, with the loader's reason.
Result<const FilmTable*> open_film_module(const std::filesystem::path& file);

}  // namespace redlight
