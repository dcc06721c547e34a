// Edits of a show that runs: what is good is seen, what is not is said, and what was good before stays.
#include <catch2/catch.hpp>
#include <fstream>
#include <poll.h>

#include "app/live_edit.h"
#include "app/stage_rig.h"
#include "show/loader.h"
#include "unit/show_folder.h"

using namespace redlight;
using namespace redlight::test;

namespace {

/// A glass that nobody looks at, with shaders that are as good as the test says.
class NoGlass final : public Presenter {
 public:
  void draw(const Picture&) override {}
  Result<void> present() override { return {}; }
  bool waits_for_refresh() const override { return true; }
  std::string name() const override { return "none"; }
  int width() const override { return kTinyWidth; }
  int height() const override { return kTinyHeight; }
  double refresh_rate() const override { return 60; }
  bool has_shaders() const override { return true; }
  Result<void> rebuild_shaders() override {
    built++;
    return answer;
  }
  Result<void> answer;
  int built = 0;
};

std::shared_ptr<const Show> load(const std::filesystem::path& folder) {
  LoadedShow loaded = load_show(folder);
  REQUIRE(loaded.show);
  return std::make_shared<Show>(std::move(*loaded.show));
}

TinyTimes held() {
  TinyTimes times;
  times.hold = "3600s";
  return times;
}

/// A show that stands on its first poster, and somebody who edits it.
class Atelier {
 public:
  explicit Atelier(const std::string& name)
      : folder_(name), rig_((write_still_show(folder_.path(), held()), load(folder_.path())), Patience::never_wait) {
    folder_.with("shaders/light.glsl", "float one() { return 1.0; }\n");
    REQUIRE(rig_.settle([](const Picture&) {}));
    edit_.emplace(rig_.show_stage(), glass_, folder_.path() / "shaders",
                  std::filesystem::path(REDLIGHT_ASSETS) / "fonts");
    REQUIRE(wait_idle());
    last_ = picture();
  }

  ShowFolder& folder() { return folder_; }
  NoGlass& glass() { return glass_; }
  LiveEdit& edit() { return *edit_; }
  const Picture& seen() const { return last_; }

  /// From a change on disk until all that follows from it has happened. Every picture has a ground.
  void follow() {
    pollfd waits{edit_->descriptor(), POLLIN, 0};
    REQUIRE(poll(&waits, 1, 10'000) == 1);
    edit_->step(rig_.last());
    for (int i = 0; i < 20; i++) {  // a third of a second: more than files need to come to rest
      last_ = rig_.frame();
      redraws_ += edit_->step(rig_.last()) ? 1 : 0;
    }
    REQUIRE(wait_idle());
    last_ = picture();
  }
  /// How many sprites of the picture are the panel's: its ground, its mark, and a line each.
  std::size_t ink_of_panel() const { return ink_of_panel_; }
  int redraws() const { return redraws_; }

 private:
  bool wait_idle() {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    do {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::yield();
      redraws_ += edit_->step(rig_.last()) ? 1 : 0;
      REQUIRE_FALSE(rig_.again().grounds.empty());
    } while (!edit_->is_idle());
    return true;
  }
  Picture picture() {
    Picture now = rig_.again();
    const std::size_t own = now.sprites.size();
    edit_->add_to(now);
    ink_of_panel_ = now.sprites.size() - own;
    return now;
  }

  ShowFolder folder_;
  StageRig rig_;
  NoGlass glass_;
  std::optional<LiveEdit> edit_;
  Picture last_;
  std::size_t ink_of_panel_ = 0;
  int redraws_ = 0;
};

const LitGround& lit(const Picture& picture) { return std::get<LitGround>(picture.grounds.front().what); }

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a light that is edited burns at its new level, over the art that is there") {
  Atelier atelier("edit_light");
  const Picture before = atelier.seen();
  REQUIRE(lit(before).gain[1].r > 0.1f);
  std::string text = text_of(atelier.folder().path() / "show.toml");
  text.replace(text.find("art = \"art\""), 11, "art = \"art\"\nlights = { tube_key = 0.0 }");
  atelier.folder().with("new.toml", text);
  std::filesystem::rename(atelier.folder().path() / "new.toml", atelier.folder().path() / "show.toml");
  atelier.follow();
  CHECK(lit(atelier.seen()).gain[1].r == 0);
  CHECK(lit(atelier.seen()).gain[0].r > 0);
  CHECK(lit(atelier.seen()).art == lit(before).art);
  CHECK(atelier.edit().faults().empty());
}

TEST_CASE("a show.toml with a fault is told by line and column, and the show goes on") {
  Atelier atelier("edit_fault");
  const Picture before = atelier.seen();
  const std::string good = text_of(atelier.folder().path() / "show.toml");
  atelier.folder().with("show.toml", "titel = \"Tiny\"\n" + good);
  atelier.follow();
  REQUIRE(atelier.edit().faults().size() == 1);
  CHECK(atelier.edit().faults().front().starts_with("show.toml:1:1: error: unknown key 'titel'"));
  CHECK(lit(atelier.seen()).art == lit(before).art);
  CHECK(atelier.ink_of_panel() >= 3);
  atelier.folder().with("show.toml", good);
  atelier.follow();
  CHECK(atelier.edit().faults().empty());
  CHECK(atelier.ink_of_panel() == 0);
}

TEST_CASE("a map that is edited is seen, one that is broken is named and is not") {
  Atelier atelier("edit_map");
  const Picture before = atelier.seen();
  const auto map = atelier.folder().path() / "art" / "tube.png";
  atelier.folder().with("art/tube.png", "half a fi");
  atelier.follow();
  REQUIRE_FALSE(atelier.edit().faults().empty());
  CHECK(atelier.edit().faults().front().find("art/tube.png") != std::string::npos);
  CHECK(atelier.edit().faults().front().starts_with("show.toml:"));
  CHECK(lit(atelier.seen()).art == lit(before).art);

  Image dark(kTinyWidth, kTinyHeight);
  REQUIRE(write_png(dark, map));
  atelier.follow();
  CHECK(atelier.edit().faults().empty());
  CHECK(lit(atelier.seen()).art != lit(before).art);
  CHECK(atelier.ink_of_panel() == 0);
}

TEST_CASE("a file that the show does not use changes nothing") {
  Atelier atelier("edit_other");
  const Picture before = atelier.seen();
  atelier.folder().with("notes.txt", "remember the milk");
  atelier.follow();
  CHECK(atelier.edit().faults().empty());
  CHECK(lit(atelier.seen()).art == lit(before).art);
}

TEST_CASE("a shader that is edited is compiled, and its errors stand on the picture until they are mended") {
  Atelier atelier("edit_shader");
  atelier.glass().answer = fail(ErrorKind::malformed, "the shader does not compile:\nlight.glsl:3: no such name",
                                atelier.folder().path() / "shaders" / "ground.frag");
  atelier.folder().with("shaders/light.glsl", "float one() { return one; }\n");
  atelier.follow();
  CHECK(atelier.glass().built == 1);
  CHECK(atelier.redraws() == 0);
  REQUIRE(atelier.edit().faults().size() == 2);
  CHECK(atelier.edit().faults()[1] == "light.glsl:3: no such name");
  CHECK(atelier.ink_of_panel() >= 3);
  atelier.glass().answer = {};
  atelier.folder().with("shaders/light.glsl", "float one() { return 1.0; }\n");
  atelier.follow();
  CHECK(atelier.glass().built == 2);
  CHECK(atelier.redraws() == 1);
  CHECK(atelier.edit().faults().empty());
}
