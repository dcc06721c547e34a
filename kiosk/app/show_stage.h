#pragma once
// The kiosk that is on stage, and the one that will take its place: another show (somebody edited it), another size
// (the display's). The replacement is made ready beside the running one and takes over in one frame, on the scene that
// is on stage; until then the running one goes on. Neither black nor a second voice is ever seen or heard. Owned by the
// frame loop, main thread; what has left is destroyed on a thread of its own, which the destructor joins.
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "app/kiosk.h"

namespace redlight {

class ShowStage {
 public:
  /// A show, and how it is staged. Two that hold the same pointer are the same show, from unchanged files.
  struct Wish {
    std::shared_ptr<const Show> show;
    StockOptions stock;
    bool same_media = true;  ///< films and sounds that have the path of one on stage are the same files, and go on
  };

  /// A show that could not take over: the scene that would have been on stage cannot be made.
  struct Refusal {
    std::shared_ptr<const Show> show;
    std::size_t scene = 0;
    Error error;
  };

  /// `mixer` outlives the stage.
  explicit ShowStage(Mixer& mixer) : mixer_(mixer) {}

  /// From now on this is wanted; what was wanted before and has not come on stage is dropped. Before anything is seen
  /// it is on stage at once. When a new show cannot take over the running one stays, in the size that was wanted.
  void want(Wish wish, Instant now);

  /// Moves the show on; the picture has the size that was wanted, or, while a replacement is made ready, the one
  /// before.
  Picture advance(Instant now, std::span<const Action> actions);

  /// What is wanted: on stage, or on its way there. Empty before the first want().
  const std::optional<Wish>& wish() const { return wish_; }
  bool is_replacing() const { return next_ != nullptr; }
  /// Set once when the show that was wanted was refused.
  std::optional<Refusal> take_refusal() { return std::exchange(refusal_, std::nullopt); }

  /// What is on stage; null before the first want().
  const Wish* shown() const { return running_ ? &running_->wish : nullptr; }
  Kiosk* kiosk() { return running_ ? &running_->kiosk : nullptr; }

 private:
  struct Production {
    Production(Wish from, bool replaces, Mixer& mixer, Instant start);
    Wish wish;
    Kiosk kiosk;
    std::set<std::size_t> barred;  // scenes that cannot be the one to begin with
  };

  void begin_replacement(Instant now);
  void rehearse(Instant now);
  std::size_t scene_to_begin() const;
  void refuse(std::size_t scene, Instant now);
  void dismiss(std::unique_ptr<Production> production);

  Mixer& mixer_;
  std::optional<Wish> wish_;
  std::optional<Refusal> refusal_;
  std::unique_ptr<Production> running_, next_;
  std::vector<std::future<void>> leaving_;
};

}  // namespace redlight
