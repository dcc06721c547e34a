#include "app/sign_maker.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/log.h"
#include "picture/bidi.h"
#include "picture/page_rules.h"
#include "picture/shapes.h"
#include "picture/slide_words.h"
#include "picture/type.h"

namespace redlight {
namespace {

struct BuiltIn {
  const char *hint, *countdown, *stay;
};

/// By the language of a tag, its first part.
const std::map<std::string, BuiltIn, std::less<>>& built_in() {
  static const std::map<std::string, BuiltIn, std::less<>> words{
      {"en", {"Touch", "Back to the film in {seconds}", "Touch to stay"}},
      {"ko", {"화면을 터치해 보세요", "{seconds}초 뒤 처음 화면으로 돌아갑니다", "더 보시려면 터치하세요"}},
      {"de", {"Berühren", "Zurück zum Film in {seconds}", "Berühren, um zu bleiben"}},
      {"fr", {"Touchez", "Retour au film dans {seconds}", "Touchez pour rester"}},
      {"es", {"Toca", "Volvemos a la película en {seconds}", "Toca para quedarte"}},
      {"it", {"Tocca", "Si torna al film tra {seconds}", "Tocca per restare"}},
  };
  return words;
}

constexpr std::string_view kSeconds = "{seconds}";

struct Phrases {
  std::string hint, countdown, stay;
};

/// As the show has them in this language, else built in, else as the show has them in its first language, else without
/// words.
Phrases phrases_of(const Show& show, const std::string& language) {
  const auto known = built_in().find(std::string_view(language).substr(0, language.find('-')));
  const auto choose = [&](const Text& text, const char* const BuiltIn::*own, std::string_view otherwise) {
    const auto found = text.by_language.find(language);
    if (found != text.by_language.end()) return found->second;
    if (known != built_in().end()) return std::string(known->second.*own);
    return std::string(text.empty() ? otherwise : text.in(language, show.languages.front()));
  };
  return {choose(show.touch.hint_words, &BuiltIn::hint, ""),
          choose(show.touch.countdown_words, &BuiltIn::countdown, kSeconds),
          choose(show.touch.stay_words, &BuiltIn::stay, "")};
}

SignInk centred(std::shared_ptr<const Coverage> coverage) {
  const int x = coverage->width / 2, y = coverage->height / 2;
  return {std::move(coverage), x, y};
}

class SignMaker {
 public:
  SignMaker(Typesetter* type, int width, int height, std::stop_token stop)
      : type_(type), unit_(std::min(width, height)), stop_(std::move(stop)) {}

  SignInk line(const std::string& text, double size, double tracking = 0) {
    if (!type_ || text.empty() || stop_.stop_requested()) return {};
    const TypeStyle style{Face::text, std::max(size * unit_, 10.0), tracking, latin_of(text), direction_of(text)};
    const InkLine ink = type_->render(style, text);
    if (!ink.coverage) return {};
    const double width = type_->width(style, text);
    widest_ = std::max(widest_, width);
    return {ink.coverage, ink.origin_x + static_cast<int>(std::lround(width / 2)),
            ink.origin_y - static_cast<int>(std::lround(style.size * 0.36))};
  }

  /// A fingertip's ring, and the words under it.
  SignInk hint(const std::string& text) {
    const double r = 0.0125 * unit_, line_width = std::max(0.0016 * unit_, 1.2);
    const auto icon = joined(*ring_ink(r, line_width), *disc_ink(r * 0.36), 0, 0);
    const SignInk words = line(text, 0.019, is_latin(text) ? 0.16 : 0.04);
    const int gap = static_cast<int>(0.012 * unit_), below = words.coverage ? words.coverage->height : 0;
    auto ink = std::make_shared<Coverage>();
    ink->width =
        std::max(icon.width, words.coverage ? 2 * std::max(words.middle_x, words.coverage->width - words.middle_x) : 0);
    ink->height = 2 * (icon.height + gap + below);
    ink->alpha.resize(static_cast<std::size_t>(ink->width) * static_cast<std::size_t>(ink->height));
    const int up = words.coverage ? -(icon.height / 2 + gap) : 0, down = static_cast<int>(0.02 * unit_);
    *ink = joined(std::move(*ink), icon, 0, up);
    if (words.coverage)
      *ink = joined(std::move(*ink), *words.coverage, words.coverage->width / 2 - words.middle_x,
                    down - gap + words.coverage->height / 2 - words.middle_y);
    return centred(ink);
  }

  double unit() const { return unit_; }
  double take_widest() { return std::exchange(widest_, 0); }

 private:
  static bool is_latin(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0xe0; });
  }

  Typesetter* type_;
  double unit_;
  std::stop_token stop_;
  double widest_ = 0;  // of the lines set since it was taken, in pixels
};

SignMaterial::Words words_of(SignMaker& maker, const Show& show, std::size_t language) {
  const Phrases phrases = phrases_of(show, show.languages[language]);
  SignMaterial::Words words;
  const auto longest = static_cast<long>(std::ceil(seconds(show.attract.countdown)));
  for (long s = 0; s <= longest; s++)
    words.countdown.push_back(maker.line(counted(phrases.countdown, kSeconds, s), 0.026));
  words.stay = maker.line(phrases.stay, 0.018, 0.06);
  return words;
}

}  // namespace

std::string name_of_language(std::string_view tag) {
  static const std::map<std::string, const char*, std::less<>> names{
      {"en", "English"}, {"ko", "한국어"},   {"de", "Deutsch"},   {"fr", "Français"},
      {"es", "Español"}, {"it", "Italiano"}, {"pt", "Português"}, {"nl", "Nederlands"},
      {"sv", "Svenska"}, {"da", "Dansk"},    {"fi", "Suomi"},     {"pl", "Polski"}};
  const auto found = names.find(tag.substr(0, tag.find('-')));
  return found == names.end() ? std::string(tag) : found->second;
}

SignMaterial make_signs(const Show& show, const std::filesystem::path& fonts, const TouchTargets& targets, int width,
                        int height, std::stop_token stop) {
  if (stop.stop_requested()) return {};
  auto type = Typesetter::open(fonts);
  if (!type) spdlog::warn("the signs for visitors have no words: {}", describe(type.error()));
  SignMaker maker(type ? type->get() : nullptr, width, height, std::move(stop));
  const double u = maker.unit();
  SignMaterial made;
  made.dot = centred(disc_ink(0.0035 * u)), made.lit_dot = centred(disc_ink(0.0055 * u));
  made.dot_step = 0.024 * u;
  for (std::size_t i = 0; i < SignMaterial::kRings; i++)
    made.rings[i] = centred(
        ring_ink((0.016 + 0.030 * static_cast<double>(i) / (SignMaterial::kRings - 1)) * u, std::max(0.0028 * u, 1.5)));
  for (std::size_t i = 0; i < show.languages.size(); i++) made.words.push_back(words_of(maker, show, i));
  const int plate_width = static_cast<int>(std::min(maker.take_widest() + 0.12 * u, width * 1.0)),
            plate_height = static_cast<int>(targets.notice.height * height * 1.4);
  made.plate = centred(plate_ink(plate_width, plate_height, plate_height / 2.0, plate_height * 0.45));
  for (std::size_t i = 0; i < show.languages.size(); i++) {
    made.words[i].hint = maker.hint(phrases_of(show, show.languages[i]).hint);
    if (targets.language)
      made.words[i].button = maker.line(name_of_language(show.languages[(i + 1) % show.languages.size()]), 0.021);
  }
  if (targets.language) {
    const int w = static_cast<int>(targets.language->width * width),
              h = static_cast<int>(targets.language->height * height);
    made.button = centred(plate_ink(w, h, h / 2.0, 1.5));
  }
  return made;
}

}  // namespace redlight
