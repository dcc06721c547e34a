#pragma once
// The words of one slide in one language, on one day. Pure; any thread.
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "picture/qr_code.h"
#include "show/calendar.h"
#include "show/show.h"

namespace redlight {

struct Words {
  std::string eyebrow, heading, body, note;
  struct Person {
    std::string role, name;
  };
  std::vector<Person> people;
  std::string live;  ///< Layout::date: how many days are left
  std::string link;  ///< Layout::qr: as people read it: without the scheme, a long one without its path
  std::shared_ptr<const QrCode> code;  ///< Layout::qr; null when the link is too long for any
};

/// Without a day that can be trusted a date is just a date.
Words words_of(const SlideScene& slide, std::string_view language, std::string_view fallback,
               std::optional<Day> today = std::nullopt);

/// `text` with `number` in each place that is marked so, as "{days}".
std::string counted(std::string text, std::string_view mark, long number);

/// What `second` says beyond `first`: what is the same in both languages stands once.
Words without_repeats(Words second, const Words& first);

/// The texts that an author wrote, by their names in show.toml. Valid as long as `words`.
std::vector<std::pair<std::string, std::string*>> fields_of(Words& words, Layout layout);

}  // namespace redlight
