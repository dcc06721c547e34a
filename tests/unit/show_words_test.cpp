#include <catch2/catch.hpp>

#include "show/words.h"

namespace redlight {
namespace {

using namespace std::chrono_literals;

TEST_CASE("times are read as people write them") {
  CHECK(parse_duration("12s") == Duration(12s));
  CHECK(parse_duration("1.5s") == Duration(1500ms));
  CHECK(parse_duration("350ms") == Duration(350ms));
  CHECK(parse_duration("2m") == Duration(2min));
  CHECK(parse_duration("1m30s") == Duration(90s));
  CHECK(parse_duration("1h2m3s4ms") == Duration(1h + 2min + 3s + 4ms));
  CHECK(parse_duration("0s") == Duration(0s));
  for (const char* wrong : {"", "12", "s", "1 s", " 1s", "1s ", "-1s", "1s1m", "1s2s", "1.s", ".5s", "1..5s", "1e3s",
                            "1d", "1S", "99999999999h", "infs", "nans", "0x10s"})
    CHECK_FALSE(parse_duration(wrong));
}

TEST_CASE("times are shown as they are read") {
  for (const char* text : {"0s", "12s", "1s500ms", "350ms", "2m", "1m30s", "1h", "1h2m3s4ms"})
    CHECK(duration_text(*parse_duration(text)) == text);
}

TEST_CASE("near misses are found, far ones are not") {
  const std::vector<std::string> keys{"hold", "id", "kind", "transition", "video"};
  CHECK(closest("transitoin", keys) == "transition");
  CHECK(closest("HOLD", keys) == "hold");
  CHECK(closest("knid", keys) == "kind");
  CHECK(closest("vdeo", keys) == "video");
  CHECK(closest("banana", keys).empty());
  CHECK(closest("", keys).empty());
  CHECK(closest(std::string(100'000, 'a'), keys).empty());
  CHECK(did_you_mean("holt", keys) == "did you mean 'hold'?");
}

TEST_CASE("a quoted word stays in its line and keeps whole characters") {
  CHECK(in_quotes("a\nb") == "'a?b'");
  CHECK(in_quotes(std::string(200, 'a')).size() < 100);
  for (int shift = 0; shift < 3; ++shift) {
    std::string text(static_cast<std::size_t>(shift), 'a');
    for (int i = 0; i < 50; ++i) text += "한";
    CHECK(first_invalid_utf8(in_quotes(text)) == std::string::npos);
  }
}

TEST_CASE("ill-formed UTF-8 is found where it is") {
  CHECK(first_invalid_utf8("plain 한국어 \xF0\x9F\x8E\xAC") == std::string::npos);
  CHECK(first_invalid_utf8("a\x80") == 1);
  CHECK(first_invalid_utf8("\xC0\xAF") == 0);          // overlong
  CHECK(first_invalid_utf8("\xED\xA0\x80") == 0);      // surrogate
  CHECK(first_invalid_utf8("\xF4\x90\x80\x80") == 0);  // beyond U+10FFFF
  CHECK(first_invalid_utf8("ab\xE2\x82") == 2);        // cut short
}

}  // namespace
}  // namespace redlight
