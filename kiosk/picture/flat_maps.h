#pragma once
// All that is inferred from a flat picture, as maps that a designer can look at, paint on and put back: beside
// `poster.jpg` the folder `poster.maps` may hold any of them, by the names below, of any size but the picture's shape.
//
//   calm.png       grey    faces and lettering: 255 keeps light calm and relief flat
//   emitters.png   grey    lights that the picture shows: how much of each pixel belongs to them
//   normal.png     colour  directions: red to the right, green up, blue to the viewer; flat is 128 128 255
//   depth.png      grey    255 near, 0 far; the print itself is 153
//   albedo.png     colour  reflectance, sRGB
//   roughness.png  grey    0 mirror, 255 matt
//   tube_key.png, tube_rim.png  colour  what the red tubes add, sRGB, 255 being kTubeMapWhite times the picture's level
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "picture/image.h"
#include "picture/plane_filters.h"

namespace redlight {

/// What full white in the map of a tube stands for.
inline constexpr float kTubeMapWhite = 2;

/// Maps that were found beside a picture, by their names without ".png"; codes 0..1, each of its own size.
using ReplacedMaps = std::map<std::string, ColourPlanes, std::less<>>;

/// The folder of a picture's maps, whether it is there or not.
std::filesystem::path maps_folder(const std::filesystem::path& picture);

/// What is in that folder, by name; nothing where there is none. Error: unreadable.
Result<std::vector<std::filesystem::path>> files_of_maps(const std::filesystem::path& picture);

/// Reads the maps beside a picture of width x height pixels. Errors name the file and what was expected: malformed (no
/// image, another shape, no directions, a .png with an unknown name), exhausted, unreadable.
Result<ReplacedMaps> read_replaced_maps(const std::filesystem::path& picture, int width, int height);

struct FlatMaps {
  FloatPlane calm, emitters, depth, roughness;
  FloatPlane illumination;  ///< what reflectance was found with; of the size of `calm`
  std::array<FloatPlane, 3> normal;
  ColourPlanes albedo;  ///< linear
};

/// Finds what the picture does not come with. Maps have half the picture's size; emitters and replaced albedo its
/// whole.
FlatMaps infer_maps(const ColourPlanes& colours, const ReplacedMaps& replaced);

/// A map as a picture to paint on.
Image image_of_grey(const FloatPlane& plane);
Image image_of_normal(const std::array<FloatPlane, 3>& normal);
/// Linear light; `white` becomes 255.
Image image_of_light(const ColourPlanes& light, float white);

}  // namespace redlight
