#include "picture/shaping.h"

#include <algorithm>

#include "picture/bidi.h"
#include "picture/utf8.h"

namespace redlight {
namespace {

/// A stretch of letters of one face, script and direction.
struct Run {
  FontFile* font = nullptr;
  hb_script_t script = HB_SCRIPT_COMMON;
  int level = 0;
  std::size_t begin = 0, end = 0;  // letters
};

/// Scripts whose letters join: nothing may be set between them.
bool joins(hb_script_t script) {
  constexpr hb_script_t joined[] = {HB_SCRIPT_ARABIC, HB_SCRIPT_SYRIAC,     HB_SCRIPT_MONGOLIAN,
                                    HB_SCRIPT_NKO,    HB_SCRIPT_DEVANAGARI, HB_SCRIPT_BENGALI};
  return std::find(std::begin(joined), std::end(joined), script) != std::end(joined);
}

bool has_script(hb_script_t script) { return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED; }

/// The script of each letter; what has none, as a space or a full stop, goes with what stands before it, or after it at
/// the beginning.
std::vector<hb_script_t> scripts_of(const std::vector<char32_t>& letters) {
  hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
  std::vector<hb_script_t> scripts;
  for (const char32_t letter : letters) {
    const hb_script_t own = hb_unicode_script(unicode, letter);
    scripts.push_back(has_script(own) || scripts.empty() ? own : scripts.back());
  }
  const auto first = std::find_if(scripts.begin(), scripts.end(), has_script);
  if (first != scripts.end()) std::fill(scripts.begin(), first, *first);
  return scripts;
}

bool is_mark(char32_t letter) {
  switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), letter)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
      return true;
    default:
      return false;
  }
}

/// In the order in which they are read. A mark stays with its letter's face where that has it, and so does a space,
/// which would tear a run of Hebrew or Arabic apart.
std::vector<Run> runs_of(const TypeFaces& faces, const TypeStyle& style, const std::vector<char32_t>& letters,
                         const std::vector<int>& levels) {
  const auto scripts = scripts_of(letters);
  std::vector<Run> runs;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    FontFile* last = runs.empty() ? nullptr : runs.back().font;
    const bool follows = last && (TypeFaces::is_unseen(letters[i]) ||
                                  ((letters[i] == U' ' || is_mark(letters[i])) && last->has(letters[i])));
    FontFile* font = follows ? last : TypeFaces::is_unseen(letters[i]) ? nullptr : faces.find(style, letters[i]);
    if (!font) continue;
    const int level = levels.empty() ? 0 : levels[i];
    const bool goes_on = !runs.empty() && runs.back().font == font && runs.back().script == scripts[i] &&
                         runs.back().level == level && runs.back().end == i;
    if (goes_on)
      runs.back().end = i + 1;
    else
      runs.push_back({font, scripts[i], level, i, i + 1});
  }
  return runs;
}

/// Rule L2: from the highest level down, what has at least that level is turned round.
void order_by_sight(std::vector<Run>& runs) {
  int highest = 0;
  for (const Run& run : runs) highest = std::max(highest, run.level);
  for (int level = highest; level > 0; --level)
    for (std::size_t begin = 0; begin < runs.size(); ++begin) {
      std::size_t end = begin;
      while (end < runs.size() && runs[end].level >= level) ++end;
      std::reverse(runs.begin() + static_cast<std::ptrdiff_t>(begin), runs.begin() + static_cast<std::ptrdiff_t>(end));
      begin = std::max(begin, end);
    }
}

class Buffer {
 public:
  Buffer() : buffer_(hb_buffer_create()) {}
  ~Buffer() { hb_buffer_destroy(buffer_); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  hb_buffer_t* get() const { return buffer_; }

 private:
  hb_buffer_t* buffer_;
};

/// The run's glyphs from the left, after what `line` has; `last_cluster` is that of its last glyph.
void add_run(const Run& run, const std::vector<char32_t>& letters, const TypeStyle& style, ShapedLine& line,
             unsigned& last_cluster) {
  const Buffer buffer;
  static_assert(sizeof(char32_t) == sizeof(std::uint32_t));
  hb_buffer_add_codepoints(buffer.get(), reinterpret_cast<const hb_codepoint_t*>(letters.data()),
                           static_cast<int>(letters.size()), static_cast<unsigned>(run.begin),
                           static_cast<int>(run.end - run.begin));
  hb_buffer_set_direction(buffer.get(), run.level % 2 != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
  hb_buffer_set_script(buffer.get(), run.script);
  hb_buffer_set_language(buffer.get(), hb_language_from_string("und", -1));
  // Letters that are set apart have no ligatures.
  const bool is_tracked = style.tracking != 0 && !joins(run.script);
  const unsigned all_text_end = HB_FEATURE_GLOBAL_END;
  const hb_feature_t apart[] = {{HB_TAG('l', 'i', 'g', 'a'), 0, 0, all_text_end},
                                {HB_TAG('c', 'l', 'i', 'g'), 0, 0, all_text_end}};
  hb_shape(run.font->shaper(), buffer.get(), apart, is_tracked ? 2 : 0);
  unsigned count = 0;
  const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
  const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(buffer.get(), &count);
  const double unit = run.font->unit();
  for (unsigned i = 0; i < count; ++i) {
    const bool begins_letter = !line.glyphs.empty() && infos[i].cluster != last_cluster;
    if (is_tracked && begins_letter) line.width += style.tracking;
    last_cluster = infos[i].cluster;
    line.glyphs.push_back(
        {run.font, infos[i].codepoint, line.width + places[i].x_offset * unit, places[i].y_offset * unit});
    line.width += places[i].x_advance * unit;
  }
}

}  // namespace

bool joins_letters(std::string_view text) {
  hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
  const auto letters = letters_of(text);
  return std::any_of(letters.begin(), letters.end(),
                     [&](const Letter& letter) { return joins(hb_unicode_script(unicode, letter.code)); });
}

ShapedLine shape_line(const TypeFaces& faces, const TypeStyle& style, std::string_view text) {
  std::vector<char32_t> letters;
  for (const Letter& letter : letters_of(text)) letters.push_back(letter.code);
  auto runs = runs_of(faces, style, letters, embedding_levels(letters, style.direction));
  order_by_sight(runs);
  ShapedLine line;
  unsigned last_cluster = 0;
  for (const Run& run : runs) add_run(run, letters, style, line, last_cluster);
  return line;
}

}  // namespace redlight
