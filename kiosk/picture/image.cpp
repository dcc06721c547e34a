#include "picture/image.h"

#include <SDL_image.h>
#include <memory>

namespace redlight {
namespace {

struct SurfaceFree {
  void operator()(SDL_Surface* s) const { SDL_FreeSurface(s); }
};
using Surface = std::unique_ptr<SDL_Surface, SurfaceFree>;

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
  const Surface words(SDL_ConvertSurfaceFormat(loaded.get(), SDL_PIXELFORMAT_ARGB8888, 0));
  if (!words) return fail(ErrorKind::exhausted, SDL_GetError(), where);
  Image image(words->w, words->h);
  for (int y = 0; y < image.height; y++) {
    const auto* from = reinterpret_cast<const std::uint32_t*>(static_cast<const std::uint8_t*>(words->pixels) +
                                                              static_cast<std::ptrdiff_t>(y) * words->pitch);
    for (int x = 0; x < image.width; x++) image.row(y)[x] = from[x] | 0xff000000u;
  }
  return image;
}

Result<void> write_png(const Image& image, const std::filesystem::path& file) {
  // SDL does not write through the pointer; its interface only lacks the const.
  auto* pixels = const_cast<std::uint32_t*>(image.pixels.data());
  const Surface surface(SDL_CreateRGBSurfaceWithFormatFrom(pixels, image.width, image.height, 32, image.width * 4,
                                                           SDL_PIXELFORMAT_XRGB8888));
  const Surface bytes(surface ? SDL_ConvertSurfaceFormat(surface.get(), SDL_PIXELFORMAT_RGB24, 0) : nullptr);
  if (!bytes) return fail(ErrorKind::exhausted, SDL_GetError(), file.string());
  if (IMG_SavePNG(bytes.get(), file.string().c_str()) != 0)
    return fail(ErrorKind::unreadable, std::string("cannot write the image: ") + IMG_GetError(), file.string());
  return {};
}

}  // namespace redlight
