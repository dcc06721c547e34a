#pragma once
// A picture in memory: rows of 0xffRRGGBB words (BGRA bytes on a little-endian machine), display-coded sRGB, no padding
// between rows. A value.
#include <cstdint>
#include <filesystem>
#include <vector>

#include "base/result.h"

namespace redlight {

struct Image {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;  ///< width * height

  Image() = default;
  Image(int w, int h)
      : width(w), height(h), pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), 0xff000000u) {}
  std::uint32_t* row(int y) { return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width); }
  const std::uint32_t* row(int y) const {
    return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
  }
};

/// The largest picture that is read, in pixels: a bomb of a file must not take the machine's memory.
inline constexpr long kMaxImagePixels = 100'000'000;

/// Reads PNG, JPEG (also in the inks of print) or WebP; what is transparent lies over black. Any thread; one of our own
/// calls release_image_thread() before it ends. Errors: not_found, malformed, exhausted (more than kMaxImagePixels).
Result<Image> read_image(const std::filesystem::path& file);

/// Gives back what SDL keeps for the calling thread, the text of its last error.
void release_image_thread();

/// Writes a PNG. Error: unreadable, with the system's reason.
Result<void> write_png(const Image& image, const std::filesystem::path& file);

/// Whether the name ends as an image that can be written: .png, .jpg or .jpeg.
bool can_write_image(const std::filesystem::path& file);

/// Writes a PNG or a JPEG, by the end of the name. Errors: unsupported, and as write_png.
Result<void> write_image(const Image& image, const std::filesystem::path& file);

}  // namespace redlight
