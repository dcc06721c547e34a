#pragma once
// A window with the renderer that suits the machine behind it: hardware GL -> gl; no graphics processor, a software GL,
// no GL, or a GL that fails its self-test -> cpu. Main thread.
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/options.h"
#include "picture/picture.h"
#include "platform/window.h"

namespace redlight {

class Presenter {
 public:
  virtual ~Presenter() = default;
  /// Draws the picture; returns when that is done.
  virtual void draw(const Picture& picture) = 0;
  /// Puts on the glass what draw() drew; may wait for the display.
  virtual Result<void> present() = 0;
  /// Whether present() waits for the display's next refresh. Where it does not, what is presented is seen at once, or
  /// with the next refresh that nobody tells of.
  virtual bool waits_for_refresh() const = 0;
  /// What it draws with: "cpu with x86-64-v3".
  virtual std::string name() const = 0;
  virtual bool is_cpu() const { return false; }
  /// The display may have lost what it showed: the next picture is drawn as a whole.
  virtual void forget() {}
  /// Size of the picture that fills the window, rotation undone.
  virtual int width() const = 0;
  virtual int height() const = 0;
  virtual double refresh_rate() const = 0;
  /// The longest side of art, margins included, that it can draw; empty where none that a show asks for on this display
  /// is longer.
  virtual std::optional<int> largest_art() const { return std::nullopt; }
  /// Whether what it draws with can be edited: the folder of shader texts.
  virtual bool has_shaders() const { return false; }
  /// Reads and compiles them anew; after an error it draws as before. Errors as GlRenderer::rebuild().
  virtual Result<void> rebuild_shaders() { return {}; }
};

/// Whether GL is worth opening a window for, which takes a third of a second where it turns out to be software: when it
/// was asked for, or when the machine has devices of a graphics processor.
bool worth_trying_gl(RendererChoice choice, const std::vector<std::filesystem::path>& graphics_devices);

/// Opens the window and chooses the renderer, and says in the log which and why. `shaders` is the folder of shader
/// texts. Error: device.
Result<std::unique_ptr<Presenter>> open_presenter(const PlayOptions& options, const std::filesystem::path& shaders);

}  // namespace redlight
