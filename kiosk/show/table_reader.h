#pragma once
// A declarative reader of one TOML table: whoever takes a key says what it must be; what is wrong is reported with its
// place; finish() reports every key that nobody took and every required key that is not there. Nothing stops at the
// first fault. Private to the show room, and the only header that knows the TOML parser. A reader lives on the stack of
// the function that reads the table; one thread.
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <utility>
#include <vector>

#include "base/time.h"
#include "show/report.h"
#include "show/show.h"

namespace redlight {

Place place_of(const toml::node& node);

/// A time from the file. `value` is empty when the key is not there or its value was wrong (`faulty`).
struct TimeRead {
  std::optional<Duration> value;
  Place place;
  bool faulty = false;
};

struct TimeRange {
  Duration least, most;
};

struct Languages {
  std::vector<std::string> tags;
  bool faulty = false;  ///< the list itself is wrong: texts are not checked against it
};

class TableReader {
 public:
  /// `owner` is what the table describes, for messages: "a teaser", "the show".
  TableReader(const toml::table& table, Place place, std::string owner, Report& report)
      : table_(table), place_(place), owner_(std::move(owner)), report_(report) {}

  Place place() const { return place_; }
  bool has(std::string_view key) const { return table_.get(key) != nullptr; }

  /// The value of `key`, null when it is not there. The key counts as known from now on.
  const toml::node* take(std::string_view key);
  std::optional<std::string> take_string(std::string_view key, std::string_view expected = "expected a text in quotes");
  Text take_text(std::string_view key, const Languages& languages);
  TimeRead take_time(std::string_view key, TimeRange range);
  std::optional<bool> take_flag(std::string_view key);
  std::optional<double> take_number(std::string_view key, double least, double most);
  /// The index of the value among `names`.
  std::optional<std::size_t> take_choice(std::string_view key, const std::vector<std::string>& names);
  /// Levels of named lights.
  std::map<std::string, double> take_levels(std::string_view key, double most);
  std::optional<Region> take_region(std::string_view key);
  /// Calls `read` for each table of an array of tables; `shape` shows how to write one.
  void take_tables(std::string_view key, std::string_view shape,
                   const std::function<void(const toml::table& table, Place place)>& read);
  /// A table within this one, null when it is not there; `shape` shows how to write it.
  const toml::table* take_table(std::string_view key, std::string_view shape);
  /// What `read(table, owner)` makes of a table for displays of both shapes, or of one for each of its `portrait` and
  /// `landscape`, in this order; a shape that is left out has none.
  template <class Read>
  auto take_by_shape(std::string_view key, std::string_view shape, const Read& read);

  /// finish() complains when `key` is not there.
  void require(std::string_view key, std::string remedy);
  /// `key` has a meaning elsewhere: complains when it is here.
  void reject(std::string_view key, std::string what, std::string remedy);
  /// `key` may be here, and nobody looks at it.
  void ignore(std::string_view key) { ignored_.insert(std::string(key)); }
  /// True when no key was unknown.
  bool finish();

  /// `key` has a value of the wrong kind.
  void wrong_type(std::string_view key, const toml::node& node, std::string_view expected);

 private:
  void report_unknown(std::vector<std::string>& meant);

  const toml::table& table_;
  const Place place_;
  const std::string owner_;
  Report& report_;
  std::set<std::string> known_;                                // taken, whether there or not
  std::set<std::string> ignored_;                              // allowed or complained about already
  std::vector<std::pair<std::string, std::string>> required_;  // key and remedy
};

template <class Read>
auto TableReader::take_by_shape(std::string_view key, std::string_view shape, const Read& read) {
  using One = decltype(read(std::declval<const toml::table&>(), std::string()));
  std::pair<std::optional<One>, std::optional<One>> found;
  const toml::table* table = take_table(key, shape);
  if (!table) return found;
  if (!table->contains("portrait") && !table->contains("landscape")) {
    found.first = found.second = read(*table, std::string(key));
    return found;
  }
  TableReader shapes(*table, place_of(*table), std::string(key), report_);
  if (const auto* one = shapes.take_table("portrait", shape)) found.first = read(*one, "portrait");
  if (const auto* one = shapes.take_table("landscape", shape)) found.second = read(*one, "landscape");
  shapes.finish();
  return found;
}

}  // namespace redlight
