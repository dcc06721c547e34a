#include <catch2/catch.hpp>
#include <new>
#include <stdexcept>

#include "base/caught.h"

namespace redlight::test {
namespace {

Result<int> make(int what) {
  if (what == 1) throw std::bad_alloc();
  if (what == 2) throw std::runtime_error("the stick is gone");
  if (what == 3) throw what;
  if (what == 4) return fail(ErrorKind::malformed, "no number");
  return what;
}

Error error_of(int what) {
  const auto made = caught([what] { return make(what); });
  REQUIRE_FALSE(made);
  return made.error();
}

TEST_CASE("what is thrown becomes an error, what is returned stays what it is") {
  CHECK(caught([] { return make(7); }).value() == 7);
  CHECK(error_of(4).text == "no number");
  CHECK(error_of(1).kind == ErrorKind::exhausted);
  CHECK(error_of(2).kind == ErrorKind::unreadable);
  CHECK(error_of(2).text == "the stick is gone");
  CHECK_FALSE(error_of(3).text.empty());
}

}  // namespace
}  // namespace redlight::test
