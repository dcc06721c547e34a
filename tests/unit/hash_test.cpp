#include "base/hash.h"

#include <catch2/catch.hpp>
#include <string>

namespace redlight::test {
namespace {

TEST_CASE("the hash is XXH64") {
  // From the specification's reference implementation.
  CHECK(hash_text("") == 0xef46db3751d8e999u);
  CHECK(hash_text("a") == 0xd24ec4f1a98c6e5bu);
  CHECK(hash_text("abc") == 0x44bc2cf5ad770999u);
  CHECK(hash_text("Nobody inspects the spammish repetition") == 0xfbcea83c8a378bf1u);
}

TEST_CASE("every bit, the length and the seed count") {
  for (std::size_t size = 1; size < 100; size++) {
    const std::string text(size, 'x');
    std::string other = text;
    other[size / 2] ^= 1;
    CHECK(hash_text(text) != hash_text(other));
    CHECK(hash_text(text) != hash_text(text + '\0'));
    CHECK(hash_text(text) != hash_text(text, 1));
  }
}

}  // namespace
}  // namespace redlight::test
