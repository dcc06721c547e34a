#include "app/word_setter.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "picture/laurel.h"
#include "picture/letter_ink.h"
#include "picture/scrim.h"

namespace redlight {
namespace {

constexpr Rgb kLaurel{0.62f, 0.50f, 0.40f}, kScrim{0.012f, 0.008f, 0.010f};

Rgb rgb_of(const std::array<double, 3>& c) {
  return {static_cast<float>(c[0]), static_cast<float>(c[1]), static_cast<float>(c[2])};
}

/// On whole pixels, so that ink stays sharp.
Sprite placed(std::shared_ptr<const Coverage> ink, double x, double y, Rgb colour, float opacity = 1) {
  Sprite sprite;
  sprite.x = static_cast<float>(std::lround(x)), sprite.y = static_cast<float>(std::lround(y));
  sprite.coverage = std::move(ink), sprite.colour = colour, sprite.opacity = opacity;
  return sprite;
}

void add_code(const CodePlace& place, const CodeColours& colours, std::vector<Sprite>& sprites) {
  const int quiet = kQuietZone * place.module;
  sprites.push_back(placed(solid_ink(place.side(), place.side()), place.x, place.y, rgb_of(colours.paper)));
  sprites.push_back(
      placed(draw_qr_code(*place.code, place.module), place.x + quiet, place.y + quiet, rgb_of(colours.ink)));
}

/// The size of a page's large lines: its heading.
double largest_of(const SlidePage& page) {
  double size = 0;
  for (const TypeLine& line : page.lines) size = std::max(size, line.style.size);
  return size;
}

/// The letters of a line, whose ink is `whole`; none where they join, and it comes as a line that is set.
std::vector<WrittenLetter> letters_of(const TypeLine& line, const InkLine& ink, const Sprite& whole,
                                      const MeasureWidth& measure) {
  std::vector<WrittenLetter> letters;
  const auto at = [&](const PlacedInk& part) {
    Sprite sprite = whole;
    sprite.coverage = part.ink, sprite.x += static_cast<float>(part.x), sprite.y += static_cast<float>(part.y);
    return sprite;
  };
  for (const LetterInk& one : letters_in(ink, line.style, line.text, measure))
    letters.push_back({at(one.letter), at(one.rim), at(one.halo)});
  return letters;
}

}  // namespace

std::vector<Telling> tellings_of(const Show& show) {
  if (show.language_mode == LanguageMode::both && show.languages.size() > 1)
    return {{show.languages[0], show.languages[1]}};
  std::vector<Telling> tellings;
  for (const std::string& language : show.languages) tellings.push_back({language, ""});
  return tellings;
}

Result<Typesetter*> WordSetter::typesetter() {
  if (!typesetter_) {
    auto opened = Typesetter::open(fonts_);
    if (!opened) return tl::unexpected(opened.error());
    typesetter_ = std::move(*opened);
  }
  return typesetter_.get();
}

Result<WordSetter::Set> WordSetter::set_slide(const Show& show, const SlideScene& slide, int width, int height,
                                              std::optional<Day> today) {
  if (auto type = typesetter(); !type) return tl::unexpected(type.error());
  const std::string& fallback = show.languages.front();
  Set set;
  for (const Telling& telling : tellings_of(show)) {
    const Words words = words_of(slide, telling.language, fallback, today);
    std::optional<Words> second;
    if (!telling.second.empty()) second = words_of(slide, telling.second, fallback, today);
    const SlidePage page = lay_out_slide(slide.layout, words, width, height, measure(), second ? &*second : nullptr);
    add_page(page, &slide, width, slide.written ? Writing::by_light : Writing::set, set);
    if (page.roll) set.rolls.push_back(*page.roll);
  }
  return set;
}

Result<WordSetter::Set> WordSetter::set_caption(const Show& show, const PosterScene& poster, int width, int height) {
  if (auto type = typesetter(); !type) return tl::unexpected(type.error());
  const std::string& fallback = show.languages.front();
  Set set;
  for (const Telling& telling : tellings_of(show)) {
    const auto second = telling.second.empty() ? std::string_view() : poster.caption.in(telling.second, fallback);
    const auto text = poster.caption.in(telling.language, fallback);
    add_page(lay_out_caption(text, width, height, measure(), second), nullptr, width,
             poster.written ? Writing::by_light : Writing::set, set);
  }
  return set;
}

Result<WordSetter::Set> WordSetter::set_part(const Show& show, const PosterScene& poster, const CaptionSetting& setting,
                                             CaptionPart part, int width, int height) {
  if (auto type = typesetter(); !type) return tl::unexpected(type.error());
  Set set;
  for (const Telling& telling : tellings_of(show)) {
    const auto in = [&](const Text& text) { return text.in(telling.language, show.languages.front()); };
    add_page(lay_out_caption_at(setting, in(poster.caption), in(poster.caption_note), part, width, height, measure()),
             nullptr, width, Writing::set, set);
  }
  return set;
}

MeasureWidth WordSetter::measure() const {
  return [this](const TypeStyle& style, std::string_view text) { return typesetter_->width(style, text); };
}

void WordSetter::add_page(const SlidePage& page, const SlideScene* slide, int width, Writing writing, Set& set) {
  std::vector<Sprite> sprites;
  std::vector<WrittenLine> written;
  set.scrims.emplace_back();
  if (page.scrim)
    set.scrims.back() = placed(draw_scrim(width, page.scrim->height, page.scrim->most), 0, page.scrim->y, kScrim);
  if (page.laurel) {
    const auto [x, y, w, h] = *page.laurel;
    sprites.push_back(
        placed(draw_laurel(static_cast<int>(w), static_cast<int>(h)), std::floor(x), std::floor(y), kLaurel, 0.8f));
  }
  if (page.code && slide) add_code(*page.code, slide->code, sprites);
  const double largest = largest_of(page);
  for (const TypeLine& line : page.lines) {
    const InkLine ink = typesetter_->render(line.style, line.text);
    if (!ink.coverage) continue;
    const Sprite sprite =
        placed(ink.coverage, std::round(line.x) - ink.origin_x, std::round(line.y) - ink.origin_y, line.colour);
    if (writing == Writing::by_light && line.style.size == largest)
      if (auto letters = letters_of(line, ink, sprite, measure()); !letters.empty())
        written.push_back({sprites.size(), std::move(letters)});
    sprites.push_back(sprite);
  }
  set.sprites.push_back(std::move(sprites));
  set.written.push_back(std::move(written));
}

}  // namespace redlight
