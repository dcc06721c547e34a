#pragma once
// The material of the scenes that the director needs: makes it ahead of its turn and drops it afterwards, so that
// memory does not grow with the length of a show. Posters and slides are made on a loader thread, teasers by their
// players' own threads. Owned by the kiosk, called on the main thread; the destructor joins the loader.
#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "app/material_loader.h"
#include "base/queue.h"
#include "media/loudness_book.h"
#include "media/player.h"
#include "scene/material.h"
#include "show/director.h"

namespace redlight {

struct StockOptions {
  std::filesystem::path fonts;
  std::filesystem::path cache;  ///< folder of prepared art; empty: none is kept
  int width = 0, height = 0;    ///< of the picture
  int ground_scale = 1;         ///< relit art is so many times coarser than the picture, 1 to kMaxGroundScale
  /// The longest side of art, margins included, that the renderer takes; empty: all that this display asks for.
  std::optional<int> largest_art;
  Patience patience =
      Patience::never_wait;  ///< wait_until_due: update() returns when everything that is needed is there
  MasterClock clock = MasterClock::sound;
  Decoding decoding = Decoding::software;                        ///< of films
  std::chrono::seconds open_limit = PlayerOptions{}.open_limit;  ///< of a film
  bool signs = false;               ///< what the display says to visitors is laid over the show
  std::optional<Day> today;         ///< for dates that count down; empty: it is not known, and a date is just a date
  bool ground_first = true;         ///< the first scene is ready with its light alone, its words come when they are set
  std::shared_ptr<ArtShelf> shelf;  ///< art that another stock holds as well; may be null
  std::shared_ptr<LoudnessBook> loudness;  ///< of films and sounds; null: they are played as they are
  bool operator==(const StockOptions&) const = default;
};

class Stock {
 public:
  /// `show` and `mixer` outlive the stock.
  Stock(const Show& show, StockOptions options, Mixer& mixer);
  ~Stock();
  Stock(const Stock&) = delete;
  Stock& operator=(const Stock&) = delete;

  /// Begins to make what the director needs and lacks, drops what it no longer needs; returns what became ready or
  /// failed. Only a stock that is patient waits.
  std::vector<Event> update(const Director& director, Instant now);

  /// The loader thread has orders.
  bool is_making() const { return outstanding_ > 0; }

  /// Null when there is none (yet).
  const Material* find(std::size_t scene) const;
  /// The material of a teaser, or null; for what changes while it is there.
  TeaserMaterial* teaser(std::size_t scene);
  /// The player of a teaser, or null.
  Player* player(std::size_t scene) const;
  /// Why a scene could not be made when it was last tried.
  const std::optional<Error>& fault(std::size_t scene) const { return slots_[scene].fault; }

  /// A film that is alone in its show and has ended or failed all the same, because its file or disk did, begins again
  /// as soon as it can; its last picture stays until then. To be called while it is on stage.
  void revive(std::size_t scene, Instant now);

  /// A teaser that plays changes its owner: the one stock gives it up, the other one has it, ready.
  std::shared_ptr<Player> give_up(std::size_t scene);
  void adopt(std::size_t scene, std::shared_ptr<Player> player);

 private:
  enum class State { none, loading, ready, failed, resting };
  struct Slot {
    State state = State::none;
    std::optional<Material> material;
    unsigned order = 0;  // results of an older order are dropped
    Instant retry_at{};
    std::optional<Error> fault;
    std::shared_ptr<Player> spare;  // opens the film anew while the one that failed still shows its last picture
    void clear() { state = State::none, material.reset(), spare.reset(), order = 0; }
  };
  struct Order {
    std::size_t scene = 0;
    unsigned number = 0;
  };
  struct Delivery {
    Order order;
    Result<Material> material;
    bool is_whole = true;  // or its words are still to come
  };

  void serve(std::stop_token stop);
  void begin(std::size_t scene);
  void drop(std::size_t scene);
  void collect(Delivery delivery);
  bool may_begin(const Director& director, std::size_t scene, Instant now) const;
  void open_film(std::size_t scene);
  std::unique_ptr<Player> open_player(std::size_t scene) const;
  std::shared_ptr<TeaserCaptions> open_captions(std::size_t scene) const;
  bool poll_player(std::size_t scene);
  bool fit_to_appear(std::size_t scene, const Stage& stage);
  bool is_teaser(std::size_t scene) const { return std::holds_alternative<TeaserScene>(show_.scenes[scene].content); }

  // main thread
  const Show& show_;
  StockOptions options_;
  Mixer& mixer_;
  std::vector<Slot> slots_;
  unsigned orders_ = 0;
  std::size_t outstanding_ = 0;
  std::optional<Instant> opened_;  // since when the first scene is there, or is known not to be had
  // between the threads
  std::vector<std::atomic<unsigned>> latest_;  // per scene: the number of the order that is waited for, 0 for none
  Queue<Order> wanted_;
  Queue<Delivery> made_;
  // loader thread
  MaterialLoader loader_;
  std::jthread thread_;  // last: ends before what it uses
};

}  // namespace redlight
