#include <catch2/catch.hpp>
#include <memory>
#include <thread>
#include <vector>

#include "base/queue.h"

namespace redlight {
namespace {

TEST_CASE("a queue hands over move-only items in their order") {
  Queue<std::unique_ptr<int>> queue(3);
  for (int i = 0; i < 3; ++i) CHECK(queue.push(std::make_unique<int>(i)));
  CHECK(queue.size() == 3);
  for (int i = 0; i < 3; ++i) {
    const auto item = queue.pop();
    REQUIRE(item);
    CHECK(**item == i);
  }
  CHECK_FALSE(queue.try_pop());
}

TEST_CASE("a finished queue delivers what it holds, then its end") {
  Queue<int> queue(4);
  queue.push(1);
  queue.push(2);
  queue.finish();
  CHECK(queue.pop() == 1);
  CHECK(queue.pop() == 2);
  CHECK(queue.pop() == std::nullopt);
  CHECK(queue.pop() == std::nullopt);
}

TEST_CASE("a closed queue drops what it holds and takes nothing more") {
  Queue<std::shared_ptr<int>> queue(4);
  auto item = std::make_shared<int>(1);
  queue.push(item);
  CHECK(item.use_count() == 2);
  queue.close();
  CHECK(item.use_count() == 1);
  CHECK_FALSE(queue.push(item));
  CHECK_FALSE(queue.pop());
  CHECK_FALSE(queue.try_pop());
  CHECK(queue.size() == 0);
}

TEST_CASE("closing frees a producer that waits for room") {
  Queue<int> queue(1);
  queue.push(1);
  bool taken = true;
  {
    std::jthread producer([&] { taken = queue.push(2); });
    queue.close();
  }
  CHECK_FALSE(taken);
}

TEST_CASE("closing and finishing free a consumer that waits for an item") {
  for (const bool finish : {false, true}) {
    Queue<int> queue(1);
    std::optional<int> item = 7;
    {
      std::jthread consumer([&] { item = queue.pop(); });
      finish ? queue.finish() : queue.close();
    }
    CHECK_FALSE(item);
  }
}

TEST_CASE("two threads hand over many items through little room") {
  constexpr int count = 20'000;
  Queue<int> queue(2);
  std::vector<int> seen;
  {
    std::jthread consumer([&] {
      while (auto item = queue.pop()) seen.push_back(*item);
    });
    for (int i = 0; i < count; ++i) queue.push(i);
    queue.finish();
  }
  REQUIRE(seen.size() == count);
  for (int i = 0; i < count; ++i)
    if (seen[static_cast<std::size_t>(i)] != i) FAIL("item " << i);
}

}  // namespace
}  // namespace redlight
