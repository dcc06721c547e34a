#pragma once
// Sets the words of posters and slides in type: from the show's texts over their layout to ink. One owner, one thread.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "picture/caption_layout.h"
#include "picture/slide_layout.h"
#include "picture/type.h"
#include "scene/material.h"
#include "show/calendar.h"
#include "show/show.h"

namespace redlight {

/// One way in which a show is told: in a language, and beside it in another.
struct Telling {
  std::string language, second;  ///< second: empty, there is none
};
/// By the show's languages, in their order; where both stand on every slide there is one.
std::vector<Telling> tellings_of(const Show& show);

class WordSetter {
 public:
  explicit WordSetter(std::filesystem::path fonts) : fonts_(std::move(fonts)) {}

  /// The words of a slide or over a poster, for each telling.
  struct Set {
    std::vector<std::vector<Sprite>> sprites;
    std::vector<std::vector<WrittenLine>>
        written;                                ///< the largest lines, letter by letter, where the light writes them
    std::vector<RollPlace> rolls;               ///< of Layout::credits, else empty
    std::vector<std::optional<Sprite>> scrims;  ///< the dark that words of Layout::image need
  };
  /// Errors as in Typesetter::open.
  Result<Set> set_slide(const Show& show, const SlideScene& slide, int width, int height, std::optional<Day> today);
  Result<Set> set_caption(const Show& show, const PosterScene& poster, int width, int height);
  /// A part of a caption that has a place of its own; in the first language of a telling.
  Result<Set> set_part(const Show& show, const PosterScene& poster, const CaptionSetting& setting, CaptionPart part,
                       int width, int height);

  /// The typesetter, opened when it is first asked for. Errors as in Typesetter::open.
  Result<Typesetter*> typesetter();

 private:
  enum class Writing { set, by_light };
  /// By the typesetter, which is open.
  MeasureWidth measure() const;
  void add_page(const SlidePage& page, const SlideScene* slide, int width, Writing writing, Set& set);

  std::filesystem::path fonts_;
  std::unique_ptr<Typesetter> typesetter_;
};

}  // namespace redlight
