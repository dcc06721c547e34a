#pragma once
// A stage without a window, on which kiosks replace each other: as KioskRig, for ShowStage.
#include <chrono>
#include <initializer_list>
#include <thread>
#include <vector>

#include "app/show_stage.h"
#include "base/log.h"
#include "media/audio_sink.h"
#include "support/tiny_show.h"

namespace redlight::test {

class StageRig {
 public:
  StageRig(std::shared_ptr<const Show> show, Patience patience) : sink_(mixer_), stage_(mixer_) {
    sink_.pump(Instant{});
    spdlog::set_level(spdlog::level::off);  // what is refused on purpose is no news here
    wish_.show = std::move(show);
    wish_.stock.fonts = std::filesystem::path(REDLIGHT_ASSETS) / "fonts";
    wish_.stock.width = kTinyWidth, wish_.stock.height = kTinyHeight;
    wish_.stock.patience = patience, wish_.stock.clock = MasterClock::timeline;
    wish_.stock.shelf = std::make_shared<ArtShelf>();
    stage_.want(wish_, Instant{});
  }

  void want(std::shared_ptr<const Show> show) {
    wish_.show = std::move(show);
    stage_.want(wish_, last_);
  }
  /// In a kiosk that waits for what it needs: it is ready the first time that it is asked.
  void want_at_once(std::shared_ptr<const Show> show) {
    wish_.stock.patience = Patience::wait_until_due;
    want(std::move(show));
  }
  void resize(int width, int height) {
    wish_.stock.width = width, wish_.stock.height = height;
    stage_.want(wish_, last_);
  }

  void rescale(int ground_scale) {
    wish_.stock.ground_scale = ground_scale;
    stage_.want(wish_, last_);
  }

  void limit_art(int largest) {
    wish_.stock.largest_art = largest;
    stage_.want(wish_, last_);
  }

  void begin_day(Day today) {
    wish_.stock.today = today;
    stage_.want(wish_, last_);
  }

  /// One frame at 60 Hz.
  Picture frame(std::initializer_list<Action> actions = {}) {
    const auto at = [this] { return Instant(Duration(count_ * 1'000'000'000L / 60)); };
    last_ = at();
    count_++;
    Picture picture = stage_.advance(last_, std::vector<Action>(actions));
    sink_.pump(at());
    sink_.take();
    return picture;
  }

  /// The last frame's time again and again until nothing is awaited and nothing is to be replaced. False at a deadline
  /// of real time.
  template <class Look>
  bool settle(const Look& look) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (stage_.is_replacing() || stage().awaited || !stage().current) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::yield();
      look(stage_.advance(last_, {}));
    }
    return true;
  }

  /// The last frame once more.
  Picture again() { return stage_.advance(last_, {}); }

  ShowStage& show_stage() { return stage_; }
  const Stage& stage() { return stage_.kiosk()->stage(); }
  std::optional<ShowStage::Refusal> take_refusal() { return stage_.take_refusal(); }
  bool is_replacing() const { return stage_.is_replacing(); }
  Instant last() const { return last_; }

 private:
  Mixer mixer_;
  MixdownSink sink_;
  ShowStage stage_;
  ShowStage::Wish wish_;
  long count_ = 0;
  Instant last_{};
};

}  // namespace redlight::test
