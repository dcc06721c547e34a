// Rows that threads draw together: each once, and by one thread where that is enough.
#include "render/cpu/row_crew.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

using namespace redlight;
using namespace std::chrono_literals;

TEST_CASE("a picture is too much for one when all of its rows would take more than an eighth of a refresh") {
  CHECK_FALSE(is_too_much_for_one(100us, 68, 1080));
  CHECK(is_too_much_for_one(200us, 68, 1080));
  CHECK_FALSE(is_too_much_for_one(1900us, 1079, 1080));
  CHECK(is_too_much_for_one(2100us, 1079, 1080));
}

TEST_CASE("a crew draws every row once, however many there are and whatever the bands") {
  RowCrew crew;
  for (const int rows : {0, 1, 23, 24, 25, 1000})
    for (const int band : {1, 24, 2000}) {
      std::vector<int> times(static_cast<std::size_t>(rows));
      std::mutex mutex;
      crew.run(rows, band, [&](int begin, int end, int) {
        const std::lock_guard lock(mutex);
        for (int y = begin; y < end; y++) times[static_cast<std::size_t>(y)]++;
      });
      CAPTURE(rows, band);
      CHECK(times == std::vector<int>(static_cast<std::size_t>(rows), 1));
    }
}

TEST_CASE("a crew wakes its others for a picture that is slow to draw") {
  RowCrew crew;
  const bool has_others = crew.size() > 1;  // not on a machine of one processor
  std::mutex mutex;
  std::condition_variable came;
  bool is_accompanied = false;
  std::vector<int> times(64);
  crew.run(64, 1, [&](int begin, int, int member) {
    std::unique_lock lock(mutex);
    times[static_cast<std::size_t>(begin)]++;
    if (member != 0) {
      is_accompanied = true;
      came.notify_one();
    } else if (begin == 0) {
      for (const auto until = std::chrono::steady_clock::now() + 2ms; std::chrono::steady_clock::now() < until;)
        continue;
    } else if (has_others) {
      came.wait(lock, [&] { return is_accompanied; });
    }
  });
  CHECK(is_accompanied == has_others);
  CHECK(times == std::vector<int>(64, 1));
}
