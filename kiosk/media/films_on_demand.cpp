// The room's functions that need FFmpeg, for a program that loads them as a module.
#include <dlfcn.h>
#include <future>
#include <mutex>
#include <pthread.h>
#include <utility>

#include "base/resources.h"
#include "media/films.h"
#include "media/films_module.h"

namespace redlight {
namespace {

using Loaded = Result<const FilmTable*>;

Loaded find_and_open() {
  pthread_setname_np(pthread_self(), "films");
  const auto file = module_file("redlight-media.so");
  if (!file) return tl::unexpected(file.error());
  return open_film_module(*file);
}

/// Loaded once in a process, at the first question.
class FilmModule {
 public:
  static FilmModule& of_process() {
    static FilmModule module;
    return module;
  }
  bool is_settled() { return begun().wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
  const Loaded& wait() { return begun().get(); }

 private:
  const std::shared_future<Loaded>& begun() {
    std::call_once(once_, [this] { loaded_ = std::async(std::launch::async, find_and_open).share(); });
    return loaded_;
  }
  std::once_flag once_;
  std::shared_future<Loaded> loaded_;
};

/// What stands for a player where there is no module: a film that has failed.
class NoPlayer final : public Player {
 public:
  explicit NoPlayer(Error error) : error_(std::move(error)) {}
  PlayerState state() const override { return PlayerState::failed; }
  std::optional<Error> error() const override { return error_; }
  MediaInfo info() const override { return {}; }
  void wait_ready() override {}
  void play(Instant, double) override {}
  void rewind() override {}
  FramePtr frame(Instant) override { return nullptr; }
  std::optional<Instant> next_frame_due(Instant) const override { return std::nullopt; }
  Duration media_time(Instant) const override { return {}; }
  Duration time_in_file(Instant) const override { return {}; }
  void set_gain(float) override {}
  void set_trim(float) override {}
  PlayerCounts counts() const override { return {}; }

 private:
  Error error_;
};

/// What stands for captions where there is no module: the player has said why.
class NoCaptions final : public Captions {
 public:
  void prepare(CaptionVersion) override {}
  CaptionPagePtr page(CaptionVersion, Duration, const CaptionArea&) override { return nullptr; }
};

}  // namespace

Result<const FilmTable*> open_film_module(const std::filesystem::path& file) {
  const auto refuse = [&](const std::string& why) {
    return fail(ErrorKind::unsupported,
                "films and sound files cannot be opened: " + why + "; install the program again with cmake --install",
                file.string());
  };
  void* module = dlopen(file.c_str(), RTLD_LAZY | RTLD_LOCAL);
  if (!module) return refuse(dlerror());
  const auto give = reinterpret_cast<GiveFilmTable*>(dlsym(module, kGiveFilmTable));
  if (!give) return refuse("it is no module of this program");
  const FilmTable* table = give();
  if (table->fingerprint != film_fingerprint()) return refuse("the module is of another version than the program");
  return table;
}

bool films_at_hand() { return FilmModule::of_process().is_settled(); }

Result<void> wait_for_films() {
  if (const Loaded& loaded = FilmModule::of_process().wait(); !loaded) return tl::unexpected(loaded.error());
  return {};
}

std::unique_ptr<Player> Player::open(std::filesystem::path file, PlayerOptions options, Mixer* mixer) {
  const Loaded& loaded = FilmModule::of_process().wait();
  if (!loaded) return std::make_unique<NoPlayer>(loaded.error());
  return (*loaded)->open_player(std::move(file), options, mixer);
}

std::unique_ptr<Captions> Captions::open(std::filesystem::path film, CaptionOptions options) {
  const Loaded& loaded = FilmModule::of_process().wait();
  if (!loaded) return std::make_unique<NoCaptions>();
  return (*loaded)->open_captions(std::move(film), std::move(options));
}

Result<MediaInfo> probe(const std::filesystem::path& file) {
  const Loaded& loaded = FilmModule::of_process().wait();
  return loaded ? (*loaded)->probe(file) : tl::unexpected(loaded.error());
}

Result<Loudness> measure_loudness(const std::filesystem::path& file, const std::stop_token& stop) {
  const Loaded& loaded = FilmModule::of_process().wait();
  return loaded ? (*loaded)->measure_loudness(file, stop) : tl::unexpected(loaded.error());
}

std::vector<DecoderOffer> decoder_offers() {
  const Loaded& loaded = FilmModule::of_process().wait();
  return loaded ? (*loaded)->decoder_offers() : std::vector<DecoderOffer>{};
}

Result<std::unique_ptr<MovieWriter>> MovieWriter::create(const std::filesystem::path& file, const MovieFormat& format) {
  const Loaded& loaded = FilmModule::of_process().wait();
  if (!loaded) return tl::unexpected(loaded.error());
  return (*loaded)->create_writer(file, format);
}

}  // namespace redlight
