#include "media/caption_markup.h"

#include <algorithm>
#include <array>
#include <utility>

namespace redlight {
namespace {

constexpr std::size_t kLongestTag = 200;  // what is longer was not meant as one

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kEntities{{{"&amp;", "&"},
                                                                                  {"&lt;", "<"},
                                                                                  {"&gt;", ">"},
                                                                                  {"&nbsp;", "\u00a0"},
                                                                                  {"&quot;", "\""},
                                                                                  {"&apos;", "'"},
                                                                                  {"&#39;", "'"},
                                                                                  {"&lrm;", "\u200e"},
                                                                                  {"&rlm;", "\u200f"}}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What a tag stands for: `inside` is what is between < and >.
std::string style_of(std::string_view inside) {
  const bool closes = !inside.empty() && inside.front() == '/';
  if (closes) inside.remove_prefix(1);
  const auto name = inside.substr(0, inside.find_first_of(" .\t"));
  if (name.size() != 1) return {};
  const char letter = static_cast<char>(name.front() | 0x20);
  if (letter != 'i' && letter != 'b' && letter != 'u' && letter != 's') return {};
  return std::string("{\\") + letter + (closes ? "0}" : "1}");
}

class Converter {
 public:
  explicit Converter(std::string_view text) : rest_(text) {}

  std::string run() {
    while (!rest_.empty()) {
      if (!(take_tag() || take_override() || take_entity())) take_letter();
    }
    while (ends_with(" ") || ends_with("\\N")) out_.resize(out_.size() - (ends_with(" ") ? 1 : 2));
    return place_ + out_;
  }

 private:
  bool take_tag() {
    if (rest_.front() != '<' || rest_.size() < 2) return false;
    const char next = rest_[1];
    // A time stamp inside a cue (<00:00:01.000>) is a tag as well; "<3" is none.
    const auto end = rest_.substr(0, kLongestTag).find('>');
    if (end == std::string_view::npos || !(is_letter(next) || next == '/' || is_digit(next))) return false;
    out_ += style_of(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return true;
  }

  /// Old SubRip files carry overrides of ASS.
  bool take_override() {
    if (rest_.size() < 3 || rest_.substr(0, 2) != "{\\") return false;
    const auto end = rest_.substr(0, kLongestTag).find('}');
    if (end == std::string_view::npos) return false;
    const auto inside = rest_.substr(1, end - 1);
    if (inside.size() == 4 && inside.substr(0, 3) == "\\an" && inside[3] >= '1' && inside[3] <= '9')
      place_ = "{" + std::string(inside) + "}";
    rest_.remove_prefix(end + 1);
    return true;
  }

  bool take_entity() {
    if (rest_.front() != '&') return false;
    const auto found = std::find_if(kEntities.begin(), kEntities.end(),
                                    [&](const auto& e) { return rest_.substr(0, e.first.size()) == e.first; });
    if (found == kEntities.end()) return false;
    rest_.remove_prefix(found->first.size());
    out_ += found->second;
    return true;
  }

  void take_letter() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == '\n') {
      while (ends_with(" ")) out_.pop_back();
      if (!out_.empty()) out_ += "\\N";
    } else if (c == '{' || c == '}') {
      out_ += '\\', out_ += c;
    } else if (c == '\\') {
      out_ += "\\\u2060";  // a word joiner: what follows is no command
    } else if (c != ' ' && c != '\t') {
      out_ += c;
    } else if (!out_.empty() && !ends_with("\\N")) {
      out_ += ' ';
    }
  }

  bool ends_with(std::string_view end) const { return std::string_view(out_).ends_with(end); }

  std::string_view rest_;
  std::string out_, place_;
};

}  // namespace

std::string caption_markup(std::string_view text) { return Converter(text).run(); }

}  // namespace redlight
