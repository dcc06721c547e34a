#pragma once
// What brings each film and sound of one show to the show's loudness. A part of the kiosk; main thread.
#include <filesystem>
#include <map>

#include "app/stock.h"
#include "media/loudness_book.h"
#include "show/show.h"

namespace redlight {

class FilmLevels {
 public:
  /// Both outlive it. Without a book, or where the show leaves its films as they are, every trim is 1.
  FilmLevels(const Show& show, const StockOptions& options);

  /// Once a frame. What is not known is measured from the frame on that follows the first with something on stage.
  void step(bool is_seen);

  /// Linear gain for the file. A kiosk is never kept waiting, and gets 1 until the file is measured; an offline render
  /// waits.
  float trim(const std::filesystem::path& file);

 private:
  bool are_wanted() const { return options_.loudness && show_.levels.loudness.has_value(); }

  const Show& show_;
  const StockOptions& options_;
  std::map<std::filesystem::path, LoudnessBook::Answer> answers_;
  bool was_seen_ = false, has_asked_ = false;
};

}  // namespace redlight
