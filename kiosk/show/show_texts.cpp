#include "show/show_texts.h"

namespace redlight {
namespace {

/// Calls `see(field, text)` for each text of a scene, const or not.
template <class AnyScene, class See>
void each_text(AnyScene& scene, const See& see) {
  if (auto* poster = std::get_if<PosterScene>(&scene.content))
    see("caption", poster->caption), see("caption_note", poster->caption_note);
  auto* slide = std::get_if<SlideScene>(&scene.content);
  if (!slide) return;
  see("eyebrow", slide->eyebrow), see("heading", slide->heading), see("body", slide->body), see("note", slide->note);
  see("caption", slide->caption);
  see("countdown", slide->countdown), see("tomorrow", slide->tomorrow), see("now", slide->now);
  for (std::size_t i = 0; i < slide->people.size(); ++i) {
    const std::string who = "people " + std::to_string(i + 1);
    see(who + ", role", slide->people[i].role), see(who + ", name", slide->people[i].name);
  }
}

}  // namespace

std::vector<NamedText> texts_of(const Scene& scene) {
  std::vector<NamedText> texts;
  each_text(scene, [&](const std::string& field, const Text& text) {
    if (!text.empty()) texts.push_back({field, &text});
  });
  return texts;
}

Show told_in(Show show, const std::string& language) {
  const std::string fallback = show.languages.front();
  const auto tell = [&](const std::string&, Text& text) {
    if (text.empty()) return;
    const std::string words(text.in(language, fallback));
    text.by_language = {{language, words}};
  };
  tell("title", show.title), tell("tagline", show.tagline);
  for (Scene& scene : show.scenes) each_text(scene, tell);
  show.languages = {language};
  return show;
}

}  // namespace redlight
