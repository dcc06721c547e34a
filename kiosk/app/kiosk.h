#pragma once
// The show as it runs: director, stock and scenes put together. Whoever owns it hands it the time and what visitors
// did, and gets the picture of the frame. The same object serves the kiosk's frame loop and the offline render. Main
// thread.
#include <span>

#include "app/stock.h"
#include "picture/picture.h"
#include "show/director.h"
#include "show/show.h"

namespace redlight {

class Kiosk {
 public:
  /// `show` and `mixer` outlive the kiosk. The show begins at `start`.
  Kiosk(const Show& show, const StockOptions& options, Mixer& mixer, Instant start = {});

  /// Moves the show on to `now` and says what the frame at that time consists of.
  Picture advance(Instant now, std::span<const Action> actions);

  const Stage& stage() const { return director_.stage(); }
  int width() const { return options_.width; }
  int height() const { return options_.height; }

 private:
  void run_players(Instant now);
  void run_player(const Appearance& appearance, double gain, Instant now);
  void run_bed(double gain, Instant now);
  void report();

  const Show& show_;
  StockOptions options_;
  Director director_;
  Stock stock_;
  std::unique_ptr<Player> bed_;              // the sound under the show; null when it has none
  std::map<std::size_t, unsigned> started_;  // per teaser: the serial of the appearance that its player was started for
  unsigned reported_ = 0;                    // serial of the last appearance that the log told of
};

}  // namespace redlight
