// Where loudness is kept, and when it is measured. What measures is the test itself.
#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <latch>

#include "base/log.h"
#include "media/loudness_book.h"
#include "media/loudness_notes.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr Loudness kLoud{-12.25, 0.987654};

/// Counts what it is asked to measure.
struct Meter {
  std::atomic<int> count = 0;
  LoudnessBook::Measure measure() {
    return [this](const fs::path&, const std::stop_token&) -> Result<Loudness> {
      ++count;
      return kLoud;
    };
  }
};

bool is_known(const LoudnessBook::Answer& answer) { return answer.wait_for(0s) == std::future_status::ready; }

}  // namespace

TEST_CASE("gains bring a file to its target, within bounds") {
  CHECK(gain_to(-23, {-23.0, 1}) == 1.f);
  CHECK(gain_to(-23, {-17.0, 1}) == Approx(0.501187));
  CHECK(gain_to(-23, {-29.0, 1}) == Approx(1.995262));
  CHECK(gain_to(-23, {-60.0, 1}) == Approx(3.981072));  // no more than 12 dB up
  CHECK(gain_to(-40, {0.0, 1}) == Approx(0.01));        // as far down as it takes
  CHECK(gain_to(-23, {}) == 1.f);
}

TEST_CASE("a file is measured once, not before it may be, and known at the next start") {
  spdlog::set_level(spdlog::level::off);
  ShowFolder folder("book");
  folder.with("a.wav", "a").with("b.wav", "bb");
  Meter meter;
  {
    LoudnessBook book(folder.path() / "cache", meter.measure(), LoudnessBook::Pace::idle);
    const auto first = book.ask(folder.path() / "a.wav"), again = book.ask(folder.path() / "a.wav");
    CHECK_FALSE(is_known(first));
    CHECK(meter.count == 0);
    book.begin();
    book.begin();
    CHECK(first.get() == kLoud);
    CHECK(again.get() == kLoud);
    CHECK(book.ask(folder.path() / "b.wav").get() == kLoud);
    CHECK(meter.count == 2);
  }
  LoudnessBook next(folder.path() / "cache", meter.measure(), LoudnessBook::Pace::idle);
  const auto known = next.ask(folder.path() / "a.wav");
  REQUIRE(is_known(known));
  CHECK(known.get() == kLoud);
  CHECK(meter.count == 2);

  SECTION("a file that has changed is another file") {
    folder.with("a.wav", "longer than before");
    CHECK_FALSE(is_known(next.ask(folder.path() / "a.wav")));
    fs::last_write_time(folder.path() / "b.wav", fs::file_time_type::clock::now() + 10s);
    CHECK_FALSE(is_known(next.ask(folder.path() / "b.wav")));
  }
  SECTION("what is no file has no loudness, and nobody reads it") {
    CHECK(next.ask(folder.path() / "gone.wav").get() == Loudness{});
    CHECK(next.ask(folder.path()).get() == Loudness{});
    CHECK(next.ask("/dev/null").get() == Loudness{});
    CHECK(meter.count == 2);
  }
}

TEST_CASE("a note that is damaged is as if it were not there") {
  ShowFolder folder("notes");
  const fs::path cache = folder.path() / "cache", file = cache / "loudness.txt";
  REQUIRE(keep_loudness_note(cache, 1, kLoud));
  REQUIRE(keep_loudness_note(cache, 2, {std::nullopt, 0}));
  REQUIRE(keep_loudness_note(cache, 3, {-23.5, 0.5}));
  const auto kept = read_loudness_notes(cache);
  REQUIRE(kept.size() == 3);
  CHECK(kept.at(1) == kLoud);
  CHECK(kept.at(2) == Loudness{});
  const auto contents = [&] {
    std::ifstream in(file);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  const std::string good = contents();
  for (std::size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 1);
    std::ofstream(file) << bad;
    for (const auto& [key, loudness] : read_loudness_notes(cache)) {
      REQUIRE(kept.contains(key));
      REQUIRE(kept.at(key) == loudness);
    }
  }
  for (const std::string& bad : {std::string(), std::string(100'000, 'x'), std::string("1 nan inf 7\n\0\n\n", 14)}) {
    std::ofstream(file) << bad;
    CHECK(read_loudness_notes(cache).empty());
  }
  // And is written anew.
  REQUIRE(keep_loudness_note(cache, 4, kLoud));
  CHECK(read_loudness_notes(cache).size() == 1);
  // Its place may be taken by anything, or there may be none.
  fs::remove(file);
  fs::create_directory(file);
  CHECK(read_loudness_notes(cache).empty());
  CHECK_FALSE(keep_loudness_note(cache, 1, kLoud));
  CHECK(read_loudness_notes({}).empty());
  CHECK_FALSE(keep_loudness_note({}, 1, kLoud));
}

TEST_CASE("only the newest notes are kept") {
  ShowFolder folder("many_notes");
  for (std::uint64_t key = 1; key <= 510; ++key) REQUIRE(keep_loudness_note(folder.path(), key, kLoud));
  const auto kept = read_loudness_notes(folder.path());
  CHECK(kept.size() == 500);
  CHECK_FALSE(kept.contains(10));
  CHECK(kept.contains(11));
  CHECK(kept.contains(510));
}

TEST_CASE("a file that cannot be measured stays as it is, and is tried again at the next start") {
  spdlog::set_level(spdlog::level::off);
  ShowFolder folder("unmeasured");
  folder.with("a.wav", "a");
  LoudnessBook book(
      folder.path(),
      [](const fs::path& file, const std::stop_token&) -> Result<Loudness> {
        return fail(ErrorKind::malformed, "no sound", file);
      },
      LoudnessBook::Pace::prompt);
  book.begin();
  CHECK(book.ask(folder.path() / "a.wav").get() == Loudness{});
  CHECK(read_loudness_notes(folder.path()).empty());
}

TEST_CASE("a book that is closed ends its measurement") {
  ShowFolder folder("closed_book");
  folder.with("a.wav", "a").with("b.wav", "b");
  std::latch begun(1);
  std::atomic<int> count = 0;
  {
    LoudnessBook book(
        {},
        [&](const fs::path&, const std::stop_token& stop) -> Result<Loudness> {
          ++count;
          begun.count_down();
          while (!stop.stop_requested()) std::this_thread::yield();
          return fail(ErrorKind::stopped, "given up");
        },
        LoudnessBook::Pace::idle);
    book.ask(folder.path() / "a.wav");
    book.ask(folder.path() / "b.wav");
    book.begin();
    begun.wait();
  }
  CHECK(count == 1);
}
