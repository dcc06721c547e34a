#pragma once
// Pictures made in code, the same on every machine: together they use every path of a renderer.
#include <string>
#include <vector>

#include "picture/picture.h"

namespace redlight::test {

struct NamedPicture {
  std::string name;
  Picture picture;
};

/// Ramps, noise and edges under three lights, two of which are seen.
ArtPtr make_art(int width, int height);

enum class Chroma { full, half };
FramePtr make_frame(int width, int height, Matrix matrix, Range range, Chroma chroma, std::uint32_t seed = 1);
/// Every pixel the same.
FramePtr make_flat_frame(int width, int height, Matrix matrix, Range range, int a, int b, int c);

LitGround make_lit(const ArtPtr& art);
std::shared_ptr<const Coverage> make_ink(int width, int height);
Picture make_picture(int width, int height, std::vector<Ground> grounds);

/// make_art() with a foreground that stands before another room, a wet floor, guides, air, and a tube whose discharge
/// may differ along its length.
ArtPtr make_room_art(int width, int height);
std::vector<NamedPicture> room_pictures();

/// Art that a camera looks at.
std::vector<NamedPicture> view_pictures();

/// All of them.
std::vector<NamedPicture> synthetic_pictures();

}  // namespace redlight::test
