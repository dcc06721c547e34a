#pragma once
// Comparing pictures, with evidence: where a comparison fails, the actual image and the difference lie in the test's
// output folder.
#include <cstdint>
#include <filesystem>
#include <string>

#include "picture/image.h"

namespace redlight::test {

struct Difference {
  int max = 255;      ///< of any channel of any pixel, of 255
  double mean = 255;  ///< of the worst channel
};
/// Images of unlike size differ by 255.
Difference difference(const Image& a, const Image& b);

/// Compares within limits; when it fails, writes <name>.actual.png, <name>.expected.png and <name>.difference.png (16
/// times) into `output` and says so in the result, which is empty when all is well.
std::string compare(const Image& actual, const Image& expected, int max, double mean, const std::string& name,
                    const std::filesystem::path& output);

/// Compares exactly with a committed image. With REDLIGHT_UPDATE_GOLDEN=1 in the environment it writes that image
/// instead, and fails, so that no such run passes for a test.
std::string compare_golden(const Image& actual, const std::filesystem::path& golden,
                           const std::filesystem::path& output);

/// Whether golden values are to be written anew.
bool is_updating_golden();

/// FNV-1a of the pixels.
std::uint64_t hash_of(const Image& image);

}  // namespace redlight::test
