// Where words stand: inside the safe area and not over each other, whatever the display, the language and the length.
#include "picture/slide_layout.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>

#include "picture/laurel.h"
#include "show/loader.h"

using namespace redlight;

namespace {

constexpr double kMargin = 0.04;  // of each side
struct Size {
  int width, height;
};
constexpr Size kSizes[] = {{1080, 1920}, {1920, 1080}, {1200, 1600}, {1600, 1200}, {1080, 1080}, {2560, 1080}};
constexpr Layout kLayouts[] = {Layout::quote, Layout::text, Layout::people, Layout::date, Layout::laurel};
constexpr std::size_t kLengths[] = {1, 12, 60, 300};

Typesetter& typesetter() {
  static const auto opened = [] {
    auto made = Typesetter::open(std::filesystem::path(REDLIGHT_ASSETS) / "fonts");
    REQUIRE(made);
    return std::move(*made);
  }();
  return *opened;
}

double measure(const TypeStyle& style, std::string_view text) { return typesetter().width(style, text); }

/// So many letters of running text.
std::string words_of_length(const char* language, std::size_t length) {
  const std::vector<std::string> stock =
      std::string(language) == "en" ? std::vector<std::string>{"One ",      "thing ", "I ",          "had ",  "to ",
                                                               "protect, ", "and ",   "everything ", "else ", "burns. "}
                                    : std::vector<std::string>{"지",   "켜", "야 ", "했",  "던 ", "단 ", "하",
                                                               "나, ", "그", "리",  "고 ", "복",  "수. "};
  std::string text;
  std::size_t letters = 0;
  for (std::size_t i = 0; letters < length; ++i) {
    const std::string& piece = stock[i % stock.size()];
    const auto count = static_cast<std::size_t>(std::count_if(
        piece.begin(), piece.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
    text += letters + count <= length || letters == 0 ? piece : std::string();
    letters += count;
  }
  if (std::string(language) == "en" && text.size() > length) text.resize(length);
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

/// The words of a slide whose largest part has `length` letters.
Words words_for(Layout layout, const char* language, std::size_t length) {
  const auto text = [&](std::size_t letters) { return words_of_length(language, letters); };
  Words words{text(12), text(std::min<std::size_t>(length, 40)), text(length), text(14), {}};
  if (layout == Layout::quote) words.heading = text(length), words.body.clear();
  if (layout == Layout::people) {
    words.heading.clear(), words.body.clear();
    for (std::size_t i = 0; i < std::min<std::size_t>(1 + length / 50, 4); ++i)
      words.people.push_back({text(8), text(std::min<std::size_t>(length, 30))});
  }
  if (layout == Layout::date) words.body.clear();
  if (layout == Layout::laurel) words.body = text(std::min<std::size_t>(length, 120));
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

bool is_safe(const SlidePage& page, Size size) {
  return std::all_of(page.lines.begin(), page.lines.end(), [&](const TypeLine& line) {
    const Box box = box_of(line);
    const double x = kMargin * size.width, y = kMargin * size.height;
    return box.left >= x && box.right <= size.width - x && box.top >= y && box.bottom <= size.height - y;
  });
}

bool overlaps(const SlidePage& page) {
  for (std::size_t i = 0; i < page.lines.size(); ++i)
    for (std::size_t j = i + 1; j < page.lines.size(); ++j) {
      const Box a = box_of(page.lines[i]), b = box_of(page.lines[j]);
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) return true;
    }
  return false;
}

}  // namespace

TEST_CASE("slides keep their words in the safe area and apart") {
  for (const Size size : kSizes)
    for (const Layout layout : kLayouts)
      for (const char* language : {"en", "ko"})
        for (const std::size_t length : kLengths) {
          const SlidePage page =
              lay_out_slide(layout, words_for(layout, language, length), size.width, size.height, measure);
          INFO("layout " << static_cast<int>(layout) << ", " << language << ", " << length << " letters, "
                         << described(page, size));
          REQUIRE_FALSE(page.lines.empty());
          CHECK(is_safe(page, size));
          CHECK_FALSE(overlaps(page));
        }
}

TEST_CASE("a caption keeps its words in the safe area and apart") {
  for (const Size size : kSizes)
    for (const char* language : {"en", "ko"})
      for (const std::size_t length : {1, 5, 20, 60}) {
        const SlidePage page = lay_out_caption(words_of_length(language, length), size.width, size.height, measure);
        INFO(language << ", " << length << " letters, " << described(page, size));
        REQUIRE_FALSE(page.lines.empty());
        CHECK(is_safe(page, size));
        CHECK_FALSE(overlaps(page));
      }
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
