#pragma once
// How loud the show's films and sounds are: looked up where it was measured before, measured on a thread of its own
// where it was not. In a kiosk the thread runs only when nothing else wants the processor, and not before it may begin,
// so that nothing on screen ever waits for it.
//
// Owned by those who ask, which several kiosks may do together; all members on the main thread, the destructor on any.
// It ends a measurement within a moment and joins the thread.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <optional>
#include <thread>

#include "base/queue.h"
#include "media/loudness.h"

namespace redlight {

class LoudnessBook {
 public:
  using Measure = std::function<Result<Loudness>(const std::filesystem::path& file, const std::stop_token& stop)>;
  using Answer = std::shared_future<Loudness>;

  enum class Pace {
    idle,    ///< when nothing else wants the processor
    prompt,  ///< somebody waits for it
  };

  /// `folder` is that of prepared art; an empty one keeps nothing. `measure` is called on the book's thread.
  LoudnessBook(std::filesystem::path folder, Measure measure, Pace pace)
      : folder_(std::move(folder)), measure_(std::move(measure)), pace_(pace) {}
  ~LoudnessBook();
  LoudnessBook(const LoudnessBook&) = delete;
  LoudnessBook& operator=(const LoudnessBook&) = delete;

  /// Ready at once where it is known, or cannot be measured (then it has no loudness); otherwise after begin() and some
  /// time. A file that has changed since is another file. Looks at the file's entry on the disk: not for every frame.
  Answer ask(const std::filesystem::path& file);

  /// From now on files are measured.
  void begin();

 private:
  struct Order {
    std::filesystem::path file;
    std::uint64_t key = 0;
    std::promise<Loudness> answer;
  };
  void serve(const std::stop_token& stop);
  Loudness measured(const Order& order, const std::stop_token& stop) const;

  const std::filesystem::path folder_;
  const Measure measure_;
  const Pace pace_;
  // main thread
  std::optional<std::map<std::uint64_t, Loudness>> known_;  // read when it is first asked for
  std::map<std::uint64_t, Answer> asked_;

  static constexpr std::size_t kMostWaiting = 1000;  // no show has more files
  Queue<Order> orders_{kMostWaiting};
  std::jthread thread_;  // last: it uses what is above
};

}  // namespace redlight
