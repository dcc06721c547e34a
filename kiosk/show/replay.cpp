#include "show/replay.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "show/words.h"

namespace redlight {
namespace {

constexpr Duration swipe_length = std::chrono::milliseconds(200);
constexpr int swipe_moves = 4;

const std::map<std::string, KeyEvent, std::less<>>& keys() {
  static const auto table = [] {
    std::map<std::string, KeyEvent, std::less<>> names;
    for (const char* name : {"right", "down", "pagedown", "medianext"}) names[name] = {.key = Key::next};
    for (const char* name : {"space", "return", "enter"}) names[name] = {.key = Key::select};
    for (const char* name : {"left", "up", "pageup", "backspace", "mediaprevious"})
      names[name] = {.key = Key::previous};
    for (const char* name : {"escape", "tab", "delete", "other"}) names[name] = {.key = Key::other};
    for (int number = 1; number <= 12; ++number) names["f" + std::to_string(number)] = {.key = Key::other};
    for (char letter = 'a'; letter <= 'z'; ++letter) names[std::string(1, letter)] = {.key = Key::other};
    for (int digit = 0; digit <= 9; ++digit) names[std::to_string(digit)] = {.key = Key::digit, .digit = digit};
    names["f12"] = {.key = Key::staff};
    for (const char* name : {"plus", "volumeup"}) names[name] = {.key = Key::louder};
    for (const char* name : {"minus", "volumedown"}) names[name] = {.key = Key::softer};
    for (const char* name : {"m", "mute"}) names[name] = {.key = Key::mute};
    names["home"] = {.key = Key::home};
    names["l"] = {.key = Key::language};
    names["q"] = {.key = Key::q};
    for (const char* name : {"ctrl", "control"}) names[name] = {.key = Key::control};
    names["alt"] = {.key = Key::alt};
    return names;
  }();
  return table;
}

struct Word {
  std::string_view text;
  int column = 1;
};

std::vector<Word> words_of(std::string_view line) {
  line = line.substr(0, line.find('#'));
  std::vector<Word> words;
  std::size_t at = 0;
  constexpr std::string_view blank = " \t\r";
  while ((at = line.find_first_not_of(blank, at)) != std::string_view::npos) {
    const std::size_t end = std::min(line.find_first_of(blank, at), line.size());
    words.push_back({line.substr(at, end - at), static_cast<int>(at) + 1});
    at = end;
  }
  return words;
}

class Parser {
 public:
  explicit Parser(const std::filesystem::path& file) : file_(file) {}

  void read_line(std::string_view line) {
    ++line_;
    words_ = words_of(line);
    if (words_.empty()) return;
    const auto time = parse_duration(words_[0].text);
    if (!time) return fault(words_[0], "is not a time", "expected the time since the start such as 2.5s", "");
    const Instant at(*time);
    if (at < last_)
      return fault(words_[0], "goes back in time", "expected at least " + duration_text(last_.time_since_epoch()),
                   "sort the lines by time");
    last_ = at;
    read_command(at);
  }

  Replay finish() {
    std::stable_sort(replay_.inputs.begin(), replay_.inputs.end(),
                     [](const TimedInput& a, const TimedInput& b) { return a.at < b.at; });
    return std::move(replay_);
  }

 private:
  void read_command(Instant at) {
    if (words_.size() < 2) return fault(words_[0], "has no command after it", expected_commands(), "");
    const std::string_view command = words_[1].text;
    if (command == "key") {
      if (takes(1, "key right")) key(at);
    } else if (command == "hold") {
      if (takes(2, "hold ctrl+alt+q 1.2s")) hold(at);
    } else if (command == "tap") {
      if (takes(2, "tap 0.8 0.5")) tap(at);
    } else if (command == "swipe") {
      if (takes(1, "swipe left")) swipe(at);
    } else {
      fault(words_[1], "is not a command", expected_commands(), did_you_mean(command, {"key", "hold", "tap", "swipe"}));
    }
  }

  static std::string expected_commands() { return "expected one of key, hold, tap, swipe"; }

  bool takes(std::size_t count, std::string_view example) {
    if (words_.size() == count + 2) return true;
    const bool missing = words_.size() < count + 2;
    fault(missing ? words_[1] : words_[count + 2], missing ? "lacks something after it" : "is one word too many",
          "expected \"" + std::string(example) + "\"", "");
    return false;
  }

  std::optional<KeyEvent> key_named(const Word& word) {
    const auto found = keys().find(lower_ascii(word.text));
    if (found != keys().end()) return found->second;
    std::vector<std::string> names;
    for (const auto& entry : keys())
      if (entry.first.size() > 1) names.push_back(entry.first);
    fault(word, "is not a key", "expected a key such as right, left, space, home or 1", did_you_mean(word.text, names));
    return std::nullopt;
  }

  void add(Instant at, InputEvent event) { replay_.inputs.push_back({at, event}); }

  // Down and up at the same instant: however densely a script presses, every press is one of its own.
  void key(Instant at) {
    auto event = key_named(words_[2]);
    if (!event) return;
    add(at, *event);
    event->down = false;
    add(at, *event);
  }

  void hold(Instant at) {
    const auto time = parse_duration(words_[3].text);
    std::vector<KeyEvent> chord;
    const Word all = words_[2];
    std::size_t begin = 0;
    while (begin <= all.text.size()) {
      const std::size_t end = std::min(all.text.find('+', begin), all.text.size());
      const auto event = key_named({all.text.substr(begin, end - begin), all.column + static_cast<int>(begin)});
      if (!event) return;
      chord.push_back(*event);
      begin = end + 1;
    }
    if (!time) return fault(words_[3], "is not a time", "expected how long to hold such as 1.2s", "");
    for (const KeyEvent& event : chord) add(at, event);
    for (auto event = chord.rbegin(); event != chord.rend(); ++event) {
      event->down = false;
      add(at + *time, *event);
    }
  }

  std::optional<double> fraction(const Word& word) {
    double value = 0;
    const char* const end = word.text.data() + word.text.size();
    const auto parsed = std::from_chars(word.text.data(), end, value);
    if (parsed.ec == std::errc() && parsed.ptr == end && value >= 0 && value <= 1) return value;
    fault(word, "is not a place", "expected a number from 0 to 1 (0 0 is the top left)", "");
    return std::nullopt;
  }

  void tap(Instant at) {
    const auto x = fraction(words_[2]);
    const auto y = fraction(words_[3]);
    if (!x || !y) return;
    const std::int64_t finger = ++fingers_;
    add(at, PointerEvent{finger, PointerEvent::Phase::down, *x, *y});
    add(at, PointerEvent{finger, PointerEvent::Phase::up, *x, *y});
  }

  void swipe(Instant at) {
    const std::string_view where = words_[2].text;
    if (where != "left" && where != "right")
      return fault(words_[2], "is not a direction", "expected left or right", did_you_mean(where, {"left", "right"}));
    const std::int64_t finger = ++fingers_;
    const double from = where == "left" ? 0.7 : 0.3, to = 1 - from;
    add(at, PointerEvent{finger, PointerEvent::Phase::down, from, 0.5});
    for (int move = 1; move <= swipe_moves; ++move)
      add(at + swipe_length * move / swipe_moves,
          PointerEvent{finger, PointerEvent::Phase::move, std::lerp(from, to, static_cast<double>(move) / swipe_moves),
                       0.5});
    add(at + swipe_length, PointerEvent{finger, PointerEvent::Phase::up, to, 0.5});
  }

  void fault(const Word& word, std::string_view what, std::string expected, std::string remedy) {
    replay_.diagnostics.push_back({file_, line_, word.column, Severity::error,
                                   in_quotes(word.text) + " " + std::string(what), std::move(expected),
                                   std::move(remedy)});
  }

  const std::filesystem::path& file_;
  Replay replay_;
  std::vector<Word> words_;  // of the present line
  int line_ = 0;
  Instant last_{};
  std::int64_t fingers_ = 0;
};

}  // namespace

Replay parse_replay(std::string_view text, const std::filesystem::path& file) {
  Parser parser(file);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    parser.read_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parser.finish();
}

}  // namespace redlight
