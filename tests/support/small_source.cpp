#include "support/small_source.h"

namespace redlight::test {
namespace {

template <class At>
FloatPlane make(int width, int height, At at) {
  FloatPlane plane(width, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) plane.row(y)[x] = static_cast<float>(at((x + 0.5) / width, (y + 0.5) / height));
  return plane;
}

bool is_block(double x, double y) { return x >= 0.4 && x < 0.6 && y >= 0.3 && y < 0.8; }
bool is_floor(double y) { return y >= 0.7; }
bool is_tube(double x, double y) { return y > 0.1 && y < 0.2 && x > 0.2 && x < 0.8; }

LightPlanes planes_of(int width, int height, double strength, bool has_tube) {
  LightPlanes planes;
  for (std::size_t c = 0; c < 3; c++) {
    const auto wall = [=](double x, double y) { return strength * (0.2 + x * 0.5 + y * 0.1 * static_cast<double>(c)); };
    planes.light[c] = make(width, height, [=](double x, double y) { return is_block(x, y) ? 0.02 : wall(x, y); });
    planes.plate[c] = make(width, height, wall);
  }
  if (has_tube) {
    planes.coverage = make(width, height, [](double x, double y) { return is_tube(x, y) ? 1 : 0; });
    planes.along = make(width, height, [](double x, double y) { return is_tube(x, y) ? (x - 0.2) / 0.6 : 0; });
  }
  return planes;
}

}  // namespace

ArtSource small_source(int width, int height) {
  ArtSource source;
  source.width = width, source.height = height;
  source.lights = {{"fill", {}, [=] { return planes_of(width, height, 1, false); }},
                   {"tube", {20, 1, 1}, [=] { return planes_of(width, height, 0.5, true); }}};
  const auto room = [](double, double y) { return is_floor(y) ? y - 0.6 : 0.1; };
  source.plate_depth = make(width, height, room);
  source.depth = make(width, height, [=](double x, double y) { return is_block(x, y) ? 0.5 : room(x, y); });
  source.guides = [=]() -> Result<GuidePlanes> {
    GuidePlanes guides;
    const auto constant = [=](double v) { return make(width, height, [=](double, double) { return v; }); };
    guides.normal = {constant(0), make(width, height, [](double, double y) { return is_floor(y) ? 1 : 0; }),
                     make(width, height, [](double, double y) { return is_floor(y) ? 0 : 1; })};
    guides.albedo = {constant(0.5), constant(0.4), constant(0.3)};
    guides.roughness = make(width, height, [](double x, double) { return x < 0.5 ? 0.05 : 0.9; });
    return guides;
  };
  return source;
}

}  // namespace redlight::test
