#pragma once
// The show as it runs: director, stock and scenes put together. Whoever owns it hands it the time and what visitors
// did, and gets the picture of the frame. The same object serves the kiosk's frame loop and the offline render. Main
// thread.
#include <span>

#include "app/stock.h"
#include "picture/picture.h"
#include "scene/visitor_lights.h"
#include "show/director.h"
#include "show/show.h"

namespace redlight {

class Kiosk {
 public:
  /// `show` and `mixer` outlive the kiosk. The show begins at `start`.
  Kiosk(const Show& show, const StockOptions& options, Mixer& mixer, Instant start = {});
  ~Kiosk();
  Kiosk(const Kiosk&) = delete;
  Kiosk& operator=(const Kiosk&) = delete;

  /// Moves the show on to `now` and says what the frame at that time consists of.
  Picture advance(Instant now, std::span<const Action> actions);

  /// A finger or the mouse, where it is now: it holds a light.
  void point(const PointerEvent& event, Instant now) { visitor_lights_.point(event, now); }

  const Stage& stage() const { return director_.stage(); }
  int width() const { return options_.width; }
  int height() const { return options_.height; }

 private:
  void run_players(Instant now);
  void run_player(const Appearance& appearance, double gain, Instant now);
  void open_bed();
  void run_bed(double gain, Instant now);
  VisitorLights::Place home_of_lights() const;
  void report();

  const Show& show_;
  Mixer& mixer_;
  StockOptions options_;
  Director director_;
  Stock stock_;
  VisitorLights visitor_lights_;
  std::unique_ptr<Player> bed_;  // the sound under the show; null when it has none, or not yet
  bool bed_wanted_ = false, bed_opened_ = false;
  std::map<std::size_t, unsigned> started_;  // per teaser: the serial of the appearance that its player was started for
  unsigned reported_ = 0;                    // serial of the last appearance that the log told of
};

}  // namespace redlight
