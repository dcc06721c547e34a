#pragma once
// What of its art a camera can see: so much has to be drawn. Pure.
#include "picture/picture.h"

namespace redlight {

/// Columns and rows of the art.
struct ViewReach {
  Span columns, rows;
};

/// All that the rows `part` of a picture of this size may be fetched from.
ViewReach view_reach(const LitGround& ground, int width, int height, Span part);

}  // namespace redlight
