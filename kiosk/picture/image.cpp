#include "picture/image.h"

#include <SDL_image.h>
#include <algorithm>
#include <array>
#include <fstream>
#include <memory>

namespace redlight {
namespace {

struct SurfaceFree {
  void operator()(SDL_Surface* s) const { SDL_FreeSurface(s); }
};
using Surface = std::unique_ptr<SDL_Surface, SurfaceFree>;

enum class Ink { none, plain, inverted };

/// Whether the file is a JPEG in the four colours of print, and whether it holds how much of each ink there is or, as
/// Adobe's programs write it, how much there is not. Read from its markers (ITU-T T.81, B.1.1).
Ink ink_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::array<unsigned char, 10> bytes{};
  const auto read = [&](std::streamsize count) {
    return static_cast<bool>(in.read(reinterpret_cast<char*>(bytes.data()), count));
  };
  bool adobe = false;
  if (!read(2) || bytes[0] != 0xff || bytes[1] != 0xd8) return Ink::none;
  while (read(4) && bytes[0] == 0xff) {
    const int marker = bytes[1];
    const std::streamoff next = in.tellg() + std::streamoff{bytes[2] * 256 + bytes[3] - 2};
    const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    if (frame) return !read(6) || bytes[5] != 4 ? Ink::none : adobe ? Ink::inverted : Ink::plain;
    if (marker == 0xee && read(5)) adobe = std::equal(bytes.begin(), bytes.begin() + 5, "Adobe");
    in.seekg(next);
  }
  return Ink::none;
}

std::uint32_t word_of(unsigned r, unsigned g, unsigned b) { return 0xff000000u | r << 16 | g << 8 | b; }

/// a * b of 255, rounded.
unsigned part_of(unsigned a, unsigned b) { return (a * b + 127) / 255; }

/// SDL_image hands the inks on as they are, as if they were a picture. Without a colour profile paper is white and
/// inks are pure: the best that can be said.
Image image_of_inks(const SDL_Surface& surface, Ink ink) {
  Image image(surface.w, surface.h);
  const unsigned flip = ink == Ink::plain ? 255 : 0;
  for (int y = 0; y < image.height; y++) {
    const auto* from =
        static_cast<const std::uint8_t*>(surface.pixels) + static_cast<std::ptrdiff_t>(y) * surface.pitch;
    for (int x = 0; x < image.width; x++, from += 4) {
      const unsigned white = from[3] ^ flip;
      image.row(y)[x] =
          word_of(part_of(from[0] ^ flip, white), part_of(from[1] ^ flip, white), part_of(from[2] ^ flip, white));
    }
  }
  return image;
}

/// What is transparent shows the dark behind.
std::uint32_t over_black(std::uint32_t word) {
  const unsigned alpha = word >> 24;
  if (alpha == 255) return word;
  return word_of(part_of(word >> 16 & 255, alpha), part_of(word >> 8 & 255, alpha), part_of(word & 255, alpha));
}

}  // namespace

Result<Image> read_image(const std::filesystem::path& file) {
  const std::string where = file.string();
  std::error_code none;
  if (!std::filesystem::is_regular_file(file, none)) return fail(ErrorKind::not_found, "there is no such image", where);
  // Loading a format's library on first use is not safe between threads; done once here, the threads only read.
  static const int formats = IMG_Init(IMG_INIT_PNG | IMG_INIT_JPG | IMG_INIT_WEBP);
  (void)formats;
  const Surface loaded(IMG_Load(where.c_str()));
  if (!loaded)
    return fail(ErrorKind::malformed, std::string("not a PNG, JPEG or WebP image that can be read: ") + IMG_GetError(),
                where);
  if (static_cast<long>(loaded->w) * loaded->h > kMaxImagePixels)
    return fail(ErrorKind::exhausted, "more than 100 million pixels; export it smaller", where);
  if (const Ink ink = ink_of(file); ink != Ink::none && loaded->format->BytesPerPixel == 4)
    return image_of_inks(*loaded, ink);
  const Surface words(SDL_ConvertSurfaceFormat(loaded.get(), SDL_PIXELFORMAT_ARGB8888, 0));
  if (!words) return fail(ErrorKind::exhausted, SDL_GetError(), where);
  Image image(words->w, words->h);
  for (int y = 0; y < image.height; y++) {
    const auto* from = reinterpret_cast<const std::uint32_t*>(static_cast<const std::uint8_t*>(words->pixels) +
                                                              static_cast<std::ptrdiff_t>(y) * words->pitch);
    for (int x = 0; x < image.width; x++) image.row(y)[x] = over_black(from[x]);
  }
  return image;
}

void release_image_thread() { SDL_TLSCleanup(); }

namespace {

constexpr int kJpegQuality = 84;

bool is_jpeg(const std::filesystem::path& file) { return file.extension() == ".jpg" || file.extension() == ".jpeg"; }

/// Three bytes a pixel, as the writers want them; null when there is no memory.
Surface surface_of(const Image& image) {
  // SDL does not write through the pointer; its interface only lacks the const.
  auto* pixels = const_cast<std::uint32_t*>(image.pixels.data());
  const Surface surface(SDL_CreateRGBSurfaceWithFormatFrom(pixels, image.width, image.height, 32, image.width * 4,
                                                           SDL_PIXELFORMAT_XRGB8888));
  return Surface(surface ? SDL_ConvertSurfaceFormat(surface.get(), SDL_PIXELFORMAT_RGB24, 0) : nullptr);
}

}  // namespace

bool can_write_image(const std::filesystem::path& file) { return file.extension() == ".png" || is_jpeg(file); }

Result<void> write_png(const Image& image, const std::filesystem::path& file) {
  const Surface bytes = surface_of(image);
  if (!bytes) return fail(ErrorKind::exhausted, SDL_GetError(), file.string());
  if (IMG_SavePNG(bytes.get(), file.string().c_str()) != 0)
    return fail(ErrorKind::unreadable, std::string("cannot write the image: ") + IMG_GetError(), file.string());
  return {};
}

Result<void> write_image(const Image& image, const std::filesystem::path& file) {
  if (!can_write_image(file)) return fail(ErrorKind::unsupported, "an image ends in .png or .jpg", file.string());
  if (!is_jpeg(file)) return write_png(image, file);
  const Surface bytes = surface_of(image);
  if (!bytes) return fail(ErrorKind::exhausted, SDL_GetError(), file.string());
  if (IMG_SaveJPG(bytes.get(), file.string().c_str(), kJpegQuality) != 0)
    return fail(ErrorKind::unreadable, std::string("cannot write the image: ") + IMG_GetError(), file.string());
  return {};
}

}  // namespace redlight
