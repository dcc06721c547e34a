#pragma once
// A kiosk without a window: a tiny show, a mixer whose sound is thrown away, and a time line that the test moves.
#include <chrono>
#include <initializer_list>
#include <thread>
#include <vector>

#include "app/kiosk.h"
#include "base/log.h"
#include "media/audio_sink.h"
#include "support/tiny_show.h"

namespace redlight::test {

class KioskRig {
 public:
  enum class SignsFor { nobody, visitors };
  KioskRig(const Show& show, Patience patience, SignsFor signs = SignsFor::nobody)
      : sink_(mixer_), kiosk_(show, options(patience, signs), mixer_) {
    sink_.pump(Instant{});
    kiosk_.set_has_panel(true);
    spdlog::set_level(spdlog::level::warn);  // a line for every scene is too much of a good thing here
  }

  /// One frame at 60 Hz.
  Picture frame(std::initializer_list<Action> actions = {}) { return frame(std::vector<Action>(actions)); }
  Picture frame(const std::vector<Action>& actions) {
    const Instant at = now();
    last_ = at;
    count_++;
    Picture picture = kiosk_.advance(at, actions);
    sink_.pump(now());
    sink_.take();
    return picture;
  }

  /// The frame that was last asked for once more, at the same time, until nothing is awaited. False at a deadline of
  /// real time.
  template <class Look>
  bool settle(const Look& look) {
    return wait_until([this] { return stage().current && !stage().awaited; }, look);
  }
  /// The same until `done()`.
  template <class Done, class Look>
  bool wait_until(const Done& done, const Look& look) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!done()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::yield();
      look(kiosk_.advance(last_, {}));
    }
    return true;
  }

  /// A finger, before the next frame.
  void point(const PointerEvent& event) { kiosk_.point(event, now()); }

  Kiosk& kiosk() { return kiosk_; }
  Mixer& mixer() { return mixer_; }
  const Stage& stage() const { return kiosk_.stage(); }
  /// When the next frame will be.
  Instant now() const { return Instant(Duration(count_ * 1'000'000'000L / 60)); }
  /// When the last one was.
  Instant last() const { return last_; }

 private:
  static StockOptions options(Patience patience, SignsFor signs) {
    StockOptions stock;
    stock.signs = signs == SignsFor::visitors;
    stock.fonts = std::filesystem::path(REDLIGHT_ASSETS) / "fonts";
    stock.width = kTinyWidth, stock.height = kTinyHeight;
    stock.patience = patience, stock.clock = MasterClock::timeline;
    stock.open_limit = std::chrono::hours(1);  // the rig's time is not real time
    return stock;
  }

  Mixer mixer_;
  MixdownSink sink_;
  Kiosk kiosk_;
  long count_ = 0;
  Instant last_{};
};

}  // namespace redlight::test
