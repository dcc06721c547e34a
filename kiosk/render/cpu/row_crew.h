#pragma once
// Threads that draw the rows of one picture together, because one of them alone would miss the refresh on a large
// display. Owned by the cpu renderer and called on its thread, which works too; the others sleep between pictures, and
// through those that it has done before they would be of use: two at work cost more processor time than one, by almost
// a half where two processors share a core. The destructor joins them.
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace redlight {

/// Whether a picture is worth waking the others for, of which its caller drew `done` of `rows` rows, 1 or more, in
/// `spent`. Pure.
bool is_too_much_for_one(std::chrono::nanoseconds spent, int done, int rows);

class RowCrew {
 public:
  /// As many members as this machine has processors, at most four.
  RowCrew();
  ~RowCrew();
  RowCrew(const RowCrew&) = delete;
  RowCrew& operator=(const RowCrew&) = delete;

  /// Members, the caller among them.
  int size() const { return static_cast<int>(threads_.size()) + 1; }

  /// Calls work(begin, end, member) for bands of `band` rows until all of [0, rows) are done, and returns then. Bands
  /// go to whoever is free; `member` is 0..size() - 1 and never at work twice at once. The caller, member 0, takes the
  /// first, and the others are woken as soon as the rest is too much for it.
  using Work = std::function<void(int begin, int end, int member)>;
  void run(int rows, int band, const Work& work);

 private:
  void serve(const std::stop_token& stop, int member);
  void take_bands(int member);

  // guarded by mutex_
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable done_;
  const Work* work_ = nullptr;
  int rows_ = 0, band_ = 1, next_ = 0;
  int busy_ = 0;                       // helpers that are at work on the picture
  unsigned long picture_ = 0;          // counts the pictures, so that a helper works once on each
  std::vector<std::jthread> threads_;  // last: they end before what they use
};

}  // namespace redlight
