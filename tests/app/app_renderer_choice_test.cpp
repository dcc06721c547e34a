#include <catch2/catch.hpp>

#include "app/presenter.h"
#include "platform/graphics_devices.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

TEST_CASE("a render node is a graphics processor, a card alone is not") {
  ShowFolder dev("graphics_devices");
  dev.with("dri/card0").with("dri/by-path/pci-render").with("null");
  CHECK(graphics_devices(dev.path()).empty());
  dev.with("dri/renderD129").with("dri/renderD128").with("nvidia0");
  const std::vector<std::filesystem::path> expected{dev.path() / "dri/renderD128", dev.path() / "dri/renderD129",
                                                    dev.path() / "nvidia0"};
  CHECK(graphics_devices(dev.path()) == expected);
}

TEST_CASE("a machine without devices has no graphics processor") { CHECK(graphics_devices("/nowhere").empty()); }

TEST_CASE("GL is tried where it was asked for or where there may be hardware behind it") {
  const std::vector<std::filesystem::path> none, node{"/dev/dri/renderD128"};
  CHECK(worth_trying_gl(RendererChoice::automatic, node));
  CHECK_FALSE(worth_trying_gl(RendererChoice::automatic, none));
  CHECK(worth_trying_gl(RendererChoice::gl, none));
  CHECK_FALSE(worth_trying_gl(RendererChoice::cpu, node));
}

}  // namespace
}  // namespace redlight
