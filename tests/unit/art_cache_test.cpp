// Prepared art in files: the same from the file as from scratch, and no damage that is more than a new preparation.
#include "picture/art_cache.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "picture/art_file.h"
#include "picture/prepare_art.h"
#include "support/small_source.h"
#include "support/temp_folder.h"

namespace redlight::test {
namespace {

namespace fs = std::filesystem;

ArtPtr make(int width = 130, int height = 70) {
  auto art = prepare_art(small_source(width, height), {width, height, {}, {}, {}}, {});
  REQUIRE(art);
  return *art;
}

bool same(Bytes a, Bytes b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

bool same(const LightLayer& a, const LightLayer& b) {
  bool equal = a.name == b.name && a.scale == b.scale && a.radiance == b.radiance && same(a.emitter, b.emitter) &&
               same(a.along, b.along);
  for (std::size_t c = 0; c < 3; c++) equal = equal && same(a.code[c], b.code[c]) && same(a.behind[c], b.behind[c]);
  return equal && std::equal(a.emitter_rows.begin(), a.emitter_rows.end(), b.emitter_rows.begin(), b.emitter_rows.end(),
                             [](const Span& s, const Span& t) { return s.begin == t.begin && s.end == t.end; });
}

bool same(const Guides& a, const Guides& b) {
  return a.width == b.width && a.height == b.height && same(a.normal_x, b.normal_x) && same(a.normal_y, b.normal_y) &&
         same(a.normal_z, b.normal_z) && same(a.depth, b.depth) && same(a.albedo[0], b.albedo[0]) &&
         same(a.albedo[1], b.albedo[1]) && same(a.albedo[2], b.albedo[2]) && same(a.specular, b.specular) &&
         same(a.roughness, b.roughness);
}

bool same(const LitArt& a, const LitArt& b) {
  bool equal = a.width == b.width && a.height == b.height && a.margin == b.margin &&
               a.lights.size() == b.lights.size() && a.behind_box == b.behind_box && same(a.matte, b.matte) &&
               a.far_depth == b.far_depth && a.near_depth == b.near_depth && same(a.wet, b.wet) &&
               a.wet_rows.begin == b.wet_rows.begin && a.wet_rows.end == b.wet_rows.end && !a.guides == !b.guides;
  for (std::size_t i = 0; equal && i < a.lights.size(); i++) equal = same(a.lights[i], b.lights[i]);
  return equal && (!a.guides || same(*a.guides, *b.guides));
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void overwrite(const fs::path& file, const std::string& bytes) { std::ofstream(file, std::ios::binary) << bytes; }

std::size_t files_in(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST_CASE("art comes back from its file as it was") {
  const TempFolder folder;
  ArtSource bare = small_source(60, 40);
  bare.depth = {}, bare.plate_depth = {}, bare.guides = nullptr;
  const auto plain = prepare_art(bare, {60, 40, {}, {}, {}}, {});
  REQUIRE(plain);
  for (const ArtPtr& art : {make(), *plain}) {
    REQUIRE(write_art_file(*art, 7, folder.path() / "a"));
    const auto mapped = map_art_file(7, folder.path() / "a");
    REQUIRE(mapped);
    CHECK(same(**mapped, *art));
    fs::remove(folder.path() / "a");  // what is mapped stays
    CHECK(same(**mapped, *art));
  }
}

TEST_CASE("a file that is damaged anywhere that matters is not believed") {
  const TempFolder folder;
  const fs::path file = folder.path() / "a";
  const ArtPtr art = make();
  REQUIRE(write_art_file(*art, 7, file));
  const std::string good = bytes_of(file);
  CHECK(map_art_file(8, file).error().kind == ErrorKind::malformed);
  CHECK(map_art_file(7, folder.path() / "b").error().kind == ErrorKind::not_found);
  CHECK(map_art_file(7, folder.path()).error().kind != ErrorKind::not_found);

  // Every bit of the header and of the directory, which ends before the first page that holds planes.
  std::size_t end = good.find_last_not_of('\0', 4095) + 1;
  for (std::size_t page = 4096; page + 4096 < good.size() && end == page; page += 4096)
    end = good.find_last_not_of('\0', page + 4095) + 1;
  std::size_t believed = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(end, 1200); i++) {
    std::string bad = good;
    bad[i] = static_cast<char>(bad[i] ^ (1 << i % 8));
    overwrite(file, bad);
    believed += map_art_file(7, file).has_value();
  }
  CHECK(believed == 0);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{10}, std::size_t{64}, std::size_t{4096}, good.size() / 2, good.size() - 1}) {
    overwrite(file, good.substr(0, size));
    CHECK(!map_art_file(7, file));
  }
  overwrite(file, good + "x");
  CHECK(!map_art_file(7, file));
  overwrite(file, good);
  CHECK(map_art_file(7, file));
}

TEST_CASE("the cache finds what it keeps, and makes good what was damaged") {
  const TempFolder folder;
  const ArtCache cache(folder.path() / "deep" / "art");
  CHECK(!cache.find(1));
  const ArtPtr art = make(), kept = cache.keep(1, art);
  CHECK(kept != art);  // it lies in the file now
  CHECK(same(*kept, *art));
  REQUIRE(cache.find(1));
  CHECK(!cache.find(2));
  const fs::path file = fs::directory_iterator(folder.path() / "deep" / "art")->path();
  overwrite(file, "rubbish");
  CHECK(!cache.find(1));
  cache.keep(1, art);
  REQUIRE(cache.find(1));
  CHECK(same(*cache.find(1), *art));
  fs::remove_all(folder.path() / "deep");
  CHECK(!cache.find(1));
}

TEST_CASE("the cache drops what was not used for longest") {
  const TempFolder folder;
  const ArtPtr art = make();
  const ArtCache cache(folder.path());
  for (std::uint64_t key = 1; key <= ArtCache::kMaxFiles; key++) {
    cache.keep(key, art);
    // A day between them.
    for (const auto& file : fs::directory_iterator(folder.path()))
      fs::last_write_time(file, file.last_write_time() - std::chrono::hours(24));
  }
  CHECK(cache.find(1));  // used again
  cache.keep(100, art);
  CHECK(files_in(folder.path()) == ArtCache::kMaxFiles);
  CHECK(cache.find(1));
  CHECK(!cache.find(2));
  CHECK(cache.find(3));

  const ArtCache small(folder.path(), 1);
  CHECK(small.keep(200, art) != art);
  CHECK(files_in(folder.path()) == 1);
  CHECK(small.find(200));
}

TEST_CASE("unfinished files of a program that died are tidied up, those of one that writes are left") {
  const TempFolder folder;
  overwrite(folder.path() / "old.tmp", "x");
  overwrite(folder.path() / "new.tmp", "x");
  fs::last_write_time(folder.path() / "old.tmp", fs::file_time_type::clock::now() - std::chrono::hours(2));
  ArtCache(folder.path()).keep(1, make());
  CHECK(!fs::exists(folder.path() / "old.tmp"));
  CHECK(fs::exists(folder.path() / "new.tmp"));
}

TEST_CASE("where nothing can be kept the art is still there") {
  const TempFolder folder;
  const ArtPtr art = make();
  CHECK(ArtCache({}).keep(1, art) == art);
  CHECK(!ArtCache({}).find(1));
  overwrite(folder.path() / "file", "x");
  CHECK(ArtCache(folder.path() / "file").keep(1, art) == art);
}

TEST_CASE("a disk that is full leaves the art and no half file") {
  const TempFolder folder;
  const ArtPtr art = make();
  const pid_t child = fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    // A limit of the file's size fails a write half way, as a full disk does.
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{20000, 20000};
    setrlimit(RLIMIT_FSIZE, &limit);
    const ArtCache cache(folder.path());
    _exit(cache.keep(1, art) == art && !cache.find(1) && files_in(folder.path()) == 0 ? 0 : 1);
  }
  int status = 1;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(status == 0);
}

TEST_CASE("two programs may keep the same art at once") {
  const TempFolder folder;
  const ArtPtr art = make(64, 32);
  const ArtCache cache(folder.path());
  const pid_t child = fork();
  REQUIRE(child >= 0);
  const auto work = [&] {
    bool good = true;
    for (int i = 0; i < 60; i++) {
      const ArtPtr kept = cache.keep(5, art), found = cache.find(5);
      good = good && same(*kept, *art) && found && same(*found, *art);
    }
    return good;
  };
  if (child == 0) _exit(work() ? 0 : 1);
  CHECK(work());
  int status = 1;
  REQUIRE(waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("the key stands for contents and framing") {
  const TempFolder folder;
  const fs::path a = folder.path() / "a", b = folder.path() / "b";
  overwrite(a, "one"), overwrite(b, "two");
  const std::vector<fs::path> both{a, b}, one{a};
  const Framing framing{100, 50, {}, Fit::cover, {}};
  const auto key = art_key(both, framing);
  REQUIRE(key);
  CHECK(art_key(both, framing) == key);
  CHECK(art_key(one, framing) != key);
  for (const Framing& other : {Framing{101, 50, {}, Fit::cover, {}}, Framing{100, 50, Region{}, Fit::cover, {}},
                               Framing{100, 50, {}, Fit::contain, {}}, Framing{100, 50, {}, Fit::cover, Region{}}})
    CHECK(art_key(both, other) != key);
  overwrite(b, "too");
  CHECK(art_key(both, framing) != key);
  overwrite(b, "two");
  CHECK(art_key(both, framing) == key);
  fs::remove(b);
  CHECK(!art_key(both, framing));
}

}  // namespace
}  // namespace redlight::test
