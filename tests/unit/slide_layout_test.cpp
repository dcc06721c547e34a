// Where words stand: inside the safe area and not over each other, whatever the display, the language and the length.
#include "picture/slide_layout.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

#include "picture/laurel.h"
#include "picture/utf8.h"
#include "picture/word_limits.h"
#include "show/loader.h"

using namespace redlight;

namespace {

constexpr double kMargin = 0.04;  // of each side
struct Size {
  int width, height;
};
constexpr Size kSizes[] = {{1080, 1920}, {1920, 1080}, {1200, 1600}, {1600, 1200}, {1080, 1080}, {2560, 1080}};
constexpr Layout kLayouts[] = {Layout::quote,  Layout::text, Layout::people, Layout::date,
                               Layout::laurel, Layout::qr,   Layout::image,  Layout::credits};
constexpr const char* kLanguages[] = {"en", "ko", "de", "he"};
constexpr std::size_t kLengths[] = {1, 12, 60, 300, 600};

Typesetter& typesetter() {
  static const auto opened = [] {
    auto made = Typesetter::open(std::filesystem::path(REDLIGHT_ASSETS) / "fonts");
    REQUIRE(made);
    return std::move(*made);
  }();
  return *opened;
}

double measure(const TypeStyle& style, std::string_view text) { return typesetter().width(style, text); }

const std::vector<std::string>& stock_of(const std::string& language) {
  static const std::map<std::string, std::vector<std::string>> stock{
      {"en", {"One ", "thing ", "I ", "had ", "to ", "protect, ", "and ", "everything ", "else ", "burns. "}},
      {"ko", {"지켜야 ", "했던 ", "단 ", "하나, ", "그리고 ", "마지막 ", "복수. "}},
      {"de", {"Rindfleischetikettierung ", "für ", "Kindergärtnerinnen ", "und ", "Großväter, ", "übermäßig "}},
      {"he", {"דבר ", "אחד ", "שהייתי ", "חייבת ", "להגן ", "עליו, ", "ונקמה. "}}};
  return stock.at(language);
}

/// So many letters of running text, cut where they end.
std::string words_of_length(const std::string& language, std::size_t length) {
  std::string text;
  const auto& stock = stock_of(language);
  for (std::size_t i = 0; letters_of(text).size() < length; ++i) text += stock[i % stock.size()];
  const auto letters = letters_of(text);
  if (letters.size() > length) text.resize(static_cast<std::size_t>(letters[length].bytes.data() - text.data()));
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// The words of a slide whose largest part has `length` letters.
Words words_for(Layout layout, const std::string& language, std::size_t length) {
  const auto text = [&](std::size_t letters) { return words_of_length(language, letters); };
  Words words;
  words.eyebrow = text(12), words.heading = text(std::min<std::size_t>(length, 40)), words.body = text(length);
  words.note = text(14);
  if (layout == Layout::quote) words.heading = "“" + text(length) + "”", words.body.clear();
  if (layout == Layout::people) words.heading.clear(), words.body.clear();
  if (layout == Layout::people || layout == Layout::credits)
    for (std::size_t i = 0; i < std::min<std::size_t>(1 + length / 50, layout == Layout::people ? 4 : 99); ++i)
      words.people.push_back({text(8), text(std::min<std::size_t>(length, 30))});
  if (layout == Layout::date) words.body.clear(), words.live = text(std::min<std::size_t>(length, 20));
  if (layout == Layout::laurel) words.body = text(std::min<std::size_t>(length, 120));
  if (layout == Layout::credits) words.body.clear();
  if (layout == Layout::qr) words.link = "example.org/film", words.code = make_qr_code("https://example.org/film");
  return words;
}

struct Box {
  double left, top, right, bottom;
};

/// What a line takes up: its advance, and from the height of its capitals to its descenders.
Box box_of(const TypeLine& line) {
  return {line.x, line.y - 0.75 * line.style.size, line.x + measure(line.style, line.text),
          line.y + 0.22 * line.style.size};
}

std::string described(const SlidePage& page, Size size) {
  std::string text = std::to_string(size.width) + "x" + std::to_string(size.height) + "\n";
  for (const TypeLine& line : page.lines) {
    const Box box = box_of(line);
    for (const double v : {box.left, box.top, box.right, box.bottom, line.style.size})
      text += std::to_string(std::lround(v)) + " ";
    text += line.text + "\n";
  }
  return text;
}

/// What rolls passes through its window; everything else stands inside the margins.
bool is_safe(const SlidePage& page, Size size) {
  const double x = kMargin * size.width, y = kMargin * size.height;
  const auto inside = [&](const Box& box) {
    return box.left >= x && box.right <= size.width - x && box.top >= y && box.bottom <= size.height - y;
  };
  if (page.code) {
    const auto [code, left, top, module] = *page.code;
    const int side = page.code->side();
    if (!inside({double(left), double(top), double(left + side), double(top + side)})) return false;
  }
  if (page.roll && page.roll->travel > 0) {
    if (!inside({x, page.roll->top, x, page.roll->bottom})) return false;
    return std::all_of(page.lines.begin(), page.lines.end(), [&](const TypeLine& line) {
      const Box box = box_of(line);
      return inside({box.left, y, box.right, y});
    });
  }
  return std::all_of(page.lines.begin(), page.lines.end(), [&](const TypeLine& line) { return inside(box_of(line)); });
}

bool overlap(const Box& a, const Box& b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

bool overlaps(const SlidePage& page) {
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const Box box = box_of(page.lines[i]);
    for (std::size_t j = i + 1; j < page.lines.size(); ++j)
      if (overlap(box, box_of(page.lines[j]))) return true;
    if (!page.code) continue;
    const double left = page.code->x, top = page.code->y, side = page.code->side();
    if (overlap(box, {left, top, left + side, top + side})) return true;
  }
  return false;
}

void check_page(const SlidePage& page, Size size, const std::string& what) {
  INFO(what << ", " << described(page, size));
  REQUIRE_FALSE(page.lines.empty());
  CHECK(is_safe(page, size));
  CHECK_FALSE(overlaps(page));
}

}  // namespace

TEST_CASE("slides keep their words in the safe area and apart") {
  for (const Size size : kSizes)
    for (const Layout layout : kLayouts)
      for (const std::string language : kLanguages)
        for (const std::size_t length : kLengths) {
          const SlidePage page =
              lay_out_slide(layout, words_for(layout, language, length), size.width, size.height, measure);
          check_page(page, size,
                     "layout " + std::to_string(static_cast<int>(layout)) + ", " + language + ", " +
                         std::to_string(length) + " letters");
        }
}

TEST_CASE("two languages on one slide keep their words in the safe area and apart, and the first is larger") {
  for (const Size size : kSizes)
    for (const Layout layout : kLayouts)
      for (const auto& [first, second] : {std::pair{"en", "ko"}, {"ko", "en"}, {"he", "de"}})
        for (const std::size_t length : {1, 12, 60, 300}) {
          const Words words = words_for(layout, first, length), others = words_for(layout, second, length);
          const SlidePage page = lay_out_slide(layout, words, size.width, size.height, measure, &others);
          check_page(page, size,
                     "layout " + std::to_string(static_cast<int>(layout)) + ", " + first + " and " + second + ", " +
                         std::to_string(length) + " letters");
          if (layout != Layout::quote) continue;
          double largest = 0, of_second = 0;
          const Direction own = first == std::string("he") ? Direction::right_to_left : Direction::left_to_right;
          for (const TypeLine& line : page.lines) {
            largest = std::max(largest, line.style.size);
            const bool is_second = others.heading.find(line.text) != std::string::npos &&
                                   (own == Direction::left_to_right || line.style.direction != own);
            if (line.style.face == Face::display && is_second && length > 1)
              of_second = std::max(of_second, line.style.size);
          }
          CHECK(of_second <= 0.75 * largest);
        }
}

TEST_CASE("a caption keeps its words in the safe area and apart") {
  for (const Size size : kSizes)
    for (const std::string language : kLanguages)
      for (const std::size_t length : {1, 5, 20, 60, 600})
        check_page(lay_out_caption(words_of_length(language, length), size.width, size.height, measure), size,
                   language + ", " + std::to_string(length) + " letters");
}

TEST_CASE("no heading is left with one short word when it could be balanced") {
  for (const Size size : kSizes)
    for (const char* text : {"One thing that I really had to protect", "I will hunt you down all the way to hell"}) {
      Words words;
      words.heading = text;
      const SlidePage page = lay_out_slide(Layout::text, words, size.width, size.height, measure);
      INFO(described(page, size));
      REQUIRE(page.lines.size() > 1);
      CHECK(page.lines.back().text.find(' ') != std::string::npos);
    }
}

TEST_CASE("a quotation mark hangs outside the lines") {
  for (const Size size : kSizes)
    for (const char* mark : {"“", "„", "«", "「"}) {
      Words words;
      words.heading = std::string(mark) + "One thing\nI had to protect";
      const SlidePage page = lay_out_slide(Layout::quote, words, size.width, size.height, measure);
      REQUIRE(page.lines.size() == 2);
      const TypeLine &first = page.lines[0], &second = page.lines[1];
      CHECK(first.x + measure(first.style, mark) == Approx(second.x).margin(0.01));
      CHECK(first.x >= kMargin * size.width);
    }
  Words words;  // in Hebrew on the right
  words.heading = "“דבר אחד\nשהייתי חייבת";
  const SlidePage page = lay_out_slide(Layout::quote, words, 1080, 1920, measure);
  REQUIRE(page.lines.size() == 2);
  const auto right = [](const TypeLine& line) { return line.x + measure(line.style, line.text); };
  CHECK(right(page.lines[0]) - measure(page.lines[0].style, "“") == Approx(right(page.lines[1])).margin(0.01));
}

TEST_CASE("sizes come from one scale") {
  const SlidePage page = lay_out_slide(Layout::text, words_for(Layout::text, "en", 60), 1080, 1920, measure);
  std::set<long> ratios;
  for (const TypeLine& line : page.lines)
    if (line.style.face == Face::display)
      ratios.insert(std::lround(std::log(line.style.size / page.lines.back().style.size) / std::log(1.25) * 1000));
  REQUIRE(ratios.size() == 2);
  CHECK(*ratios.rbegin() - *ratios.begin() == Approx(2000).margin(2));
}

TEST_CASE("Korean breaks between words, never within one") {
  const std::string text = words_of_length("ko", 300);
  for (const double limit : {300.0, 500.0, 900.0}) {
    std::string joined;
    for (const std::string& line : break_lines(text, {Face::display, 40, 0}, limit, measure))
      joined += (joined.empty() ? "" : " ") + line;
    CHECK(joined == text);
  }
}

TEST_CASE("Hebrew stands at the right of its column") {
  const SlidePage page = lay_out_slide(Layout::text, words_for(Layout::text, "he", 60), 1080, 1920, measure);
  for (const TypeLine& line : page.lines) {
    CHECK(line.style.direction == Direction::right_to_left);
    CHECK(line.x + measure(line.style, line.text) == Approx(1080 * 0.915).margin(0.01));
  }
}

TEST_CASE("a code has whole pixels, its quiet zone, and can be read from two metres") {
  for (const Size size : kSizes) {
    for (const char* link : {"https://a.de", "https://www.netflix.com/title/81450827"}) {
      Words words = words_for(Layout::qr, "en", 40);
      words.code = make_qr_code(link);
      const SlidePage page = lay_out_slide(Layout::qr, words, size.width, size.height, measure);
      REQUIRE(page.code);
      INFO(link << " on " << size.width << "x" << size.height << ": " << page.code->module);
      CHECK(page.code->side() == (words.code->size + 8) * page.code->module);
      CHECK(module_on_glass(page.code->module, size.width, size.height) >= kReadableModule);
    }
  }
}

TEST_CASE("credits roll when they do not fit, from their first lines to their last") {
  for (const Size size : kSizes) {
    Words few = words_for(Layout::credits, "en", 12), many = words_for(Layout::credits, "en", 600);
    while (many.people.size() < 40) many.people.push_back(many.people.front());
    const SlidePage still = lay_out_slide(Layout::credits, few, size.width, size.height, measure);
    REQUIRE(still.roll);
    CHECK(still.roll->travel == 0);
    const SlidePage page = lay_out_slide(Layout::credits, many, size.width, size.height, measure);
    REQUIRE(page.roll);
    REQUIRE(page.roll->travel > 0);
    const double first = page.lines.front().y, last = page.lines.back().y - page.roll->travel;
    CHECK((first > page.roll->top && first < page.roll->bottom));
    CHECK((last > page.roll->top && last < page.roll->bottom));
  }
}

TEST_CASE("what is too long is told with how much of it fits") {
  Words words;
  words.heading = words_of_length("en", 600), words.note = "Ok Joo";
  const auto excess = excess_of(Layout::quote, words, 1080, 1920, measure);
  REQUIRE(excess);
  CHECK(excess->field == "heading");
  CHECK(excess->letters == letters_of(words.heading).size());
  REQUIRE(excess->fitting > 20);
  REQUIRE(excess->fitting < excess->letters);
  CHECK(excess->percent() == std::lround(std::ceil(100.0 * (double(excess->letters) / double(excess->fitting) - 1))));
  // So much really fits, and not one letter more.
  Words cut = words;
  cut.heading = words.heading.substr(0, excess->fitting);
  CHECK_FALSE(excess_of(Layout::quote, cut, 1080, 1920, measure));
  cut.heading = words.heading.substr(0, excess->fitting + 1);
  CHECK(excess_of(Layout::quote, cut, 1080, 1920, measure));
  CHECK(excess_of_caption(words.heading, 1080, 1920, measure));
  CHECK_FALSE(excess_of_caption("One thing", 1080, 1920, measure));
}

TEST_CASE("every line of the default show is inked, on its own place, in every language") {
  const LoadedShow loaded = load_show(std::filesystem::path(REDLIGHT_ASSETS) / "ballerina");
  REQUIRE(loaded.show);
  const Show& show = *loaded.show;
  for (const Size size : kSizes)
    for (const Scene& scene : show.scenes)
      for (const std::string& language : show.languages) {
        SlidePage page;
        if (const auto* poster = std::get_if<PosterScene>(&scene.content))
          page = lay_out_caption(poster->caption.in(language, "en"), size.width, size.height, measure);
        if (const auto* slide = std::get_if<SlideScene>(&scene.content))
          page = lay_out_slide(slide->layout, words_of(*slide, language, "en"), size.width, size.height, measure);
        INFO(scene.id << " in " << language << ", " << described(page, size));
        CHECK(is_safe(page, size));
        CHECK_FALSE(overlaps(page));
        for (const TypeLine& line : page.lines) CHECK(typesetter().render(line.style, line.text).coverage);
      }
}

TEST_CASE("a laurel's branches stay inside its size and are there") {
  for (const auto& [width, height] : {std::pair{600, 400}, {400, 600}, {120, 90}, {33, 47}}) {
    const auto ink = draw_laurel(width, height);
    REQUIRE(ink->width == width);
    REQUIRE(ink->height == height);
    const auto alpha = [&](int x, int y) { return ink->alpha[static_cast<std::size_t>(y * width + x)]; };
    // Nothing was cut off at the edges.
    for (int x = 0; x < width; ++x) CHECK((alpha(x, 0) == 0 && alpha(x, height - 1) == 0));
    for (int y = 0; y < height; ++y) CHECK((alpha(0, y) == 0 && alpha(width - 1, y) == 0));
    const auto inked = std::count_if(ink->alpha.begin(), ink->alpha.end(), [](std::uint8_t a) { return a > 128; });
    CHECK(static_cast<double>(inked) > 0.02 * width * height);
    // Open at the top and empty in the middle, where the words stand; the same on both sides.
    CHECK(alpha(width / 2, height / 20) == 0);
    CHECK(alpha(width / 2, height / 2) == 0);
    for (int y = 0; y < height; ++y)
      for (int x = 0; x < width / 2; ++x)
        if (std::abs(alpha(x, y) - alpha(width - 1 - x, y)) > 1) FAIL("not the same at " << x << ", " << y);
  }
}
