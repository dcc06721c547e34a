#include "support/gl_context.h"

#include <SDL.h>
#include <dlfcn.h>
#include <link.h>
#include <string>
#include <vector>

namespace redlight::test {
namespace {

/// Mesa's driver keeps a little memory for the life of the process, reachable from its own globals: once unloaded, that
/// looks like a leak. So it stays.
void keep_drivers_loaded() {
  std::vector<std::string> drivers;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* found) {
        const std::string path = info->dlpi_name;
        if (path.find("/dri/") != std::string::npos) static_cast<std::vector<std::string>*>(found)->push_back(path);
        return 0;
      },
      &drivers);
  for (const std::string& path : drivers) dlopen(path.c_str(), RTLD_LAZY | RTLD_NODELETE | RTLD_NOLOAD);
}

class OffscreenContext final : public GlContext {
 public:
  ~OffscreenContext() override {
    if (context_) SDL_GL_DeleteContext(context_);
    if (window_) SDL_DestroyWindow(window_);
    SDL_Quit();
  }

  bool open(GlApi api, int width, int height) {
    SDL_SetHint("SDL_VIDEODRIVER", "offscreen");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK,
                        api == GlApi::es ? SDL_GL_CONTEXT_PROFILE_ES : SDL_GL_CONTEXT_PROFILE_CORE);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, api == GlApi::es ? 0 : 3);
    window_ = SDL_CreateWindow("test", 0, 0, width, height, SDL_WINDOW_OPENGL | SDL_WINDOW_HIDDEN);
    if (window_) context_ = SDL_GL_CreateContext(window_);
    keep_drivers_loaded();
    return context_ && SDL_GL_MakeCurrent(window_, context_) == 0;
  }

 private:
  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
};

}  // namespace

Result<std::unique_ptr<GlContext>> GlContext::make(GlApi api, int width, int height) {
  auto context = std::make_unique<OffscreenContext>();
  if (!context->open(api, width, height))
    return fail(ErrorKind::device,
                std::string("no GL context without a display; the packages libegl1 and libgl1-mesa-dri give one: ") +
                    SDL_GetError());
  return context;
}

}  // namespace redlight::test
