#pragma once
// How the words of a scene come, live and leave: line after line rises to its place, or the light writes them letter by
// letter; then they stand in the room's light. Pure functions of time; the numbers are in motion_table.h.
//
// Safe by construction: a letter's light rises once and falls once, slowly, and covers a small part of any field; words
// follow a dip of the tubes by a few percent.
#include <vector>

#include "scene/light_score.h"
#include "scene/material.h"

namespace redlight {

struct WordsMoment {
  Instant now{};
  Instant since{};         ///< when the scene began to come on stage
  Duration fade{};         ///< how long its cross-fade takes; 0: it was cut to
  double arrived = 1;      ///< how much the scene is seen, 0..1
  double left = 0;         ///< how much the next scene is seen over it, 0..1
  double light = 1;        ///< what the room's tubes burn with, 1 in the mean
  Instant written_from{};  ///< when the light begins to write; not before the words would come anyway
  int height = 0;          ///< the picture's shorter side, in pixels
  Motion motion = Motion::lively;
};

/// `words` as they are seen; `written` names those of them that the light writes.
std::vector<Sprite> words_at(const std::vector<Sprite>& words, const std::vector<WrittenLine>& written,
                             const WordsMoment& moment);

}  // namespace redlight
