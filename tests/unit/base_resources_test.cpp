#include <catch2/catch.hpp>

#include "base/resources.h"
#include "unit/show_folder.h"

namespace redlight {
namespace {

namespace fs = std::filesystem;

TEST_CASE("an installed program finds its files beside its binary's folder") {
  ShowFolder root("resources_installed");
  root.with("usr/bin/redlight").with("usr/share/redlight/assets/a").with("usr/share/redlight/shaders/a");
  const auto found = resource_root_from(root.path() / "usr/bin");
  REQUIRE(found);
  CHECK(fs::equivalent(*found, root.path() / "usr/share/redlight"));
}

TEST_CASE("a program in a build tree finds the nearest folder above that has both") {
  ShowFolder root("resources_build");
  root.with("assets/a").with("shaders/a").with("build/dev/assets/a").with("build/dev/kiosk/redlight");
  const auto found = resource_root_from(root.path() / "build/dev/kiosk");
  REQUIRE(found);
  CHECK(fs::equivalent(*found, root.path()));
}

TEST_CASE("without its files the program says where it looked") {
  const auto found = resource_root_from("/nowhere/bin");
  REQUIRE_FALSE(found);
  CHECK(found.error().kind == ErrorKind::not_found);
  CHECK_THAT(describe(found.error()), Catch::Matchers::Contains("/nowhere/share/redlight"));
}

TEST_CASE("a module lies beside the binary of a build tree, and in lib/redlight where the program is installed") {
  ShowFolder root("resources_module");
  root.with("usr/bin/redlight").with("usr/lib/redlight/a.so").with("build/redlight").with("build/a.so");
  CHECK(module_file_from("a.so", root.path() / "usr/bin") == root.path() / "usr/lib/redlight/a.so");
  CHECK(module_file_from("a.so", root.path() / "build") == root.path() / "build/a.so");
  const auto missing = module_file_from("b.so", root.path() / "usr/bin");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == ErrorKind::not_found);
  CHECK_THAT(describe(missing.error()), Catch::Matchers::Contains((root.path() / "usr/lib/redlight").string()));
}

TEST_CASE("an error is described with its place where it has one") {
  CHECK(describe({ErrorKind::device, "text", ""}) == "text");
  CHECK(describe({ErrorKind::device, "text", "file"}) == "file: text");
}

}  // namespace
}  // namespace redlight
