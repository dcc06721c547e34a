#pragma once
// The delivered poster at a test's size, lit as it rests.
#include "picture/prepare_art.h"
#include "support/synthetic.h"

namespace redlight::test {

/// Empty when the art cannot be read.
inline Picture poster_picture(const char* orientation, int width, int height) {
  const auto art = prepare_art(std::filesystem::path(REDLIGHT_ASSETS) / "ballerina/poster" / orientation, std::nullopt,
                               width, height, {});
  if (!art) return {};
  LitGround lit;
  lit.art = *art;
  lit.gain.fill({1, 1, 1});
  for (std::size_t i = 0; i < lit.art->lights.size(); i++)
    if (lit.art->lights[i].name == "ambient") lit.gain[i] = {1.3f, 1.3f, 1.3f};
  return make_picture(width, height, {{lit, 1}});
}

}  // namespace redlight::test
