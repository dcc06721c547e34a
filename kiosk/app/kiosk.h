#pragma once
// The show as it runs: director, stock and scenes put together. Whoever owns it hands it the time and what visitors
// did, and gets the picture of the frame. The same object serves the kiosk's frame loop and the offline render. Main
// thread.
#include <span>

#include "app/film_levels.h"
#include "app/stock.h"
#include "app/visitors.h"
#include "picture/picture.h"
#include "scene/detail.h"
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

  /// A finger or the mouse, where it is now.
  void point(const PointerEvent& event, Instant now) { visitors_.point(event, now); }
  /// Where it finds what can be touched.
  const TouchTargets& targets() const { return visitors_.targets(); }

  /// How much of the rooms' life is shown.
  void set_detail(const Detail& detail) { detail_ = detail; }

  /// Whether the display can be touched, as far as that is known now: only then the show invites to it by itself.
  void set_has_panel(bool has_panel) { has_panel_ = has_panel; }

  /// Of the display, in Hz, when advance() is called once for each of its refreshes; 0, as at first, when it is called
  /// whenever something changes. For films that begin from now on.
  void set_refresh_rate(double rate) { refresh_rate_ = rate; }

  /// Whose place a kiosk takes.
  struct Predecessor {
    Kiosk& kiosk;
    bool same_media = true;  ///< films and sounds that have the same path are the same, and can go on
  };
  enum class Readiness { not_yet, ready, failed };
  /// Before it takes over: makes ready what `scene` needs. Nothing is heard and nothing is shown. Something is on
  /// `before`'s stage.
  Readiness rehearse(const Predecessor& before, std::size_t scene, Instant now);
  /// Why `scene` could not be made when it was last tried.
  const std::optional<Error>& fault(std::size_t scene) const { return stock_.fault(scene); }

  /// Goes on with `scene`, which is ready, where `before` stands, with what was asked of it, and with its sound and its
  /// film where they are the same. `before` can only be destroyed then, on any thread.
  void take_over(const Predecessor& before, std::size_t scene, Instant now);

  /// The scene of this show that stands for a scene of another: of the same name, else in the same place, else the
  /// first.
  std::size_t counterpart(const Show& other, std::size_t scene) const;

  /// Something is being read or made ready for this show, which takes time from drawing.
  bool is_preparing() const { return stock_.is_making(); }

  /// Where a film is alone on stage: when its next frame is due, as far as that is known at `now`. Empty where there is
  /// none, or more than a film moves.
  std::optional<Instant> next_film_frame(Instant now) const;

  /// The film on stage; in a fade between two, the one that comes. Null when there is none.
  const Player* film() const;

  const Stage& stage() const { return director_.stage(); }
  int width() const { return options_.width; }
  int height() const { return options_.height; }

 private:
  void run_players(Instant now);
  void run_captions(const Stage& stage);
  void run_player(const Appearance& appearance, double gain, Instant now);
  void open_bed();
  void run_bed(double gain, Instant now);
  VisitorLights::Place home_of_lights() const;
  void report();
  bool stock_up(Instant now);
  std::filesystem::path film_of(std::size_t scene) const;
  bool goes_on_with_film(const Predecessor& before, std::size_t scene) const;

  const Show& show_;
  Mixer& mixer_;
  StockOptions options_;
  Director director_;
  Stock stock_;
  FilmLevels levels_;
  Visitors visitors_;
  Detail detail_;
  bool has_panel_ = false;
  double refresh_rate_ = 0;
  std::unique_ptr<Player> bed_;  // the sound under the show; null when it has none, or not yet
  bool bed_wanted_ = false, bed_opened_ = false;
  bool hums_ = false;                        // the mixer's hum is as loud as this kiosk's tubes make it
  std::map<std::size_t, unsigned> started_;  // per teaser: the serial of the appearance that its player was started for
  unsigned reported_ = 0;                    // serial of the last appearance that the log told of
};

}  // namespace redlight
