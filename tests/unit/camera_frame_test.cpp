// What a camera sees of a picture: never anything beside it, and on the straight way that was asked for.
#include "picture/camera_frame.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

using namespace redlight;

namespace {

struct Pixels {
  int width, height;
};
constexpr Pixels kDisplays[] = {{1920, 1080}, {1080, 1920}, {640, 480}, {3840, 2160}};

Camera move(CameraPlace from, CameraPlace to, double depth = 1, double pivot = 0.5) {
  return {from, to, depth, pivot, Ease::none};
}

const std::vector<Camera>& moves() {
  static const std::vector<Camera> all{
      move({}, {}),
      move({0.5, 0.5, 1}, {0.5, 0.5, 1.3}),
      move({0.3, 0.5, 1.2}, {0.7, 0.6, 1.0}, 2, 0),
      move({0, 0, 1}, {1, 1, 1}, 1, 1),
      move({0, 1, 4}, {1, 0, 1}, 0.3),
      move({0.45, 0.5, 1}, {0.55, 0.5, 1}, 2),
  };
  return all;
}

/// Whatever the camera fetches, by depth as well, lies in its art.
void check_reach(const CameraFrame& frame) {
  for (double moved = 0; moved <= 1.0001; moved += 0.125) {
    const View view = view_at(frame, moved);
    for (const float depth : {0.f, 1.f})
      for (const float side : {-0.5f, 0.5f}) {
        const auto fetched = [&](float middle, float size, float slide) {
          const float off = side * size * view.step;
          return middle + off + (depth - view.pivot) * (slide - off * view.push);
        };
        const float x = fetched(view.x, static_cast<float>(frame.width), view.slide_x),
                    y = fetched(view.y, static_cast<float>(frame.height), view.slide_y);
        CHECK(x >= -0.5f);
        CHECK(y >= -0.5f);
        CHECK(x <= static_cast<float>(frame.art.width) + 0.5f);
        CHECK(y <= static_cast<float>(frame.art.height) + 0.5f);
      }
  }
}

}  // namespace

TEST_CASE("whatever a camera fetches, by depth as well, lies in its art, and the art in the picture") {
  const Region crop{0.1, 0.2, 0.8, 0.7};
  for (const auto& [width, height] : kDisplays)
    for (const Camera& camera : moves())
      for (const bool cropped : {false, true}) {
        Framing display{width, height, {}, Fit::cover, {}};
        if (cropped) display.crop = crop;
        const CameraFrame frame = frame_camera(2000, 1200, display, camera, 1);
        INFO(width << "x" << height << " from " << camera.from.x << " to " << camera.to.x << " cropped " << cropped);
        const Region room = display.crop.value_or(Region{}), art = frame.art.crop.value();
        CHECK(art.x >= room.x - 1e-9);
        CHECK(art.y >= room.y - 1e-9);
        CHECK(art.x + art.width <= room.x + room.width + 1e-9);
        CHECK(art.y + art.height <= room.y + room.height + 1e-9);
        check_reach(frame);
      }
}

TEST_CASE("art for a camera is no larger than its renderer takes, margins included, and still all that it fetches") {
  const Pixels pictures[] = {{2000, 1200}, {9000, 6000}, {3000, 9000}, {8000, 3600}};
  for (const int largest : {2048, 4096, kLargestCameraArt})
    for (const auto& [width, height] : pictures)
      for (const Pixels& display : kDisplays)
        for (const Camera& camera : moves()) {
          const Framing framing{display.width, display.height, {}, Fit::cover, {}};
          const CameraFrame frame = frame_camera(width, height, framing, camera, 1, largest);
          INFO(width << "x" << height << " on " << display.width << "x" << display.height << " of at most " << largest);
          CHECK(frame.art.width + 2 * margin_of(frame.art.width) <= largest);
          CHECK(frame.art.height <= largest);
          check_reach(frame);
        }
  // What fits anyway is the same for every renderer.
  const Framing display{1920, 1080, {}, Fit::cover, {}};
  for (const Camera& camera : moves())
    CHECK(frame_camera(1920, 1080, display, camera, 1, 4096) == frame_camera(1920, 1080, display, camera, 1));
}

TEST_CASE("a camera looks where it was aimed, and a move into the picture has one point that stands still") {
  // To twice its size, towards a quarter of the way from the left: what lies there stays where it is in the picture.
  const Camera camera = move({0.5, 0.5, 1}, {0.25, 0.5, 2}, 0);
  const CameraFrame frame = frame_camera(1600, 900, {1600, 900, {}, Fit::cover, {}}, camera, 1);
  const View first = view_at(frame, 0), last = view_at(frame, 1);
  CHECK(first.step / last.step == Approx(2).epsilon(0.01));
  const auto in_picture = [&](const View& view) { return view.x / frame.density + frame.left; };
  CHECK(in_picture(first) == Approx(800).margin(1));
  CHECK(in_picture(last) == Approx(403).margin(4));  // as near to 400 as the edge lets it
  const auto left_edge = [&](const View& view) { return view.x - 800 * view.step; };
  for (const double moved : {0.25, 0.5, 0.75})
    CHECK(left_edge(view_at(frame, moved)) == Approx(left_edge(first)).margin(2.5));
}

TEST_CASE("in the middle of a move nothing is shifted by depth") {
  for (const Camera& camera : moves()) {
    const View view = view_at(frame_camera(1920, 1080, {1920, 1080, {}, Fit::cover, {}}, camera, 1), 0.5);
    CHECK(view.slide_x == 0);
    CHECK(view.slide_y == 0);
    CHECK(view.push == Approx(0).margin(1e-6));
  }
}

TEST_CASE("art for a camera is finer than what is shown of it, within what the picture knows") {
  const auto step = [](int picture, int display, double zoom) {
    const Camera camera = move({0.5, 0.5, 1}, {0.5, 0.5, zoom});
    const CameraFrame frame =
        frame_camera(picture * 16, picture * 9, {display * 16, display * 9, {}, Fit::cover, {}}, camera, 1);
    return std::pair{view_at(frame, 0), view_at(frame, 1)};
  };
  CHECK(step(120, 120, 1.2).first.step == Approx(1.5).epsilon(0.02));
  CHECK(step(120, 120, 1.2).first.soft == 0);
  CHECK(step(240, 120, 1.2).first.soft == 1);   // the picture knows twice what is shown
  CHECK(step(60, 120, 1.2).first.step < 0.8f);  // the picture's own pixels are larger than the display's
  CHECK(step(480, 120, 4).first.step <= 2.01f);
  const Camera camera = move({0.4, 0.5, 1}, {0.6, 0.5, 1.2});
  const Framing display{1920, 1080, {}, Fit::cover, {}};
  const CameraFrame fine = frame_camera(1920, 1080, display, camera, 1),
                    coarse = frame_camera(1920, 1080, display, camera, 2);
  CHECK(coarse.art.width == Approx(fine.art.width / 2).margin(1));
  CHECK(view_at(coarse, 0.3).step == Approx(view_at(fine, 0.3).step / 2).epsilon(0.01));
}
