#pragma once
// A program under test in a process of its own: started, watched by the lines it writes, signalled, and ended. Waits
// end with what is waited for or with a deadline, never with a sleep. The destructor leaves no process behind.
#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace redlight::test {

struct Outcome {
  int code = -1;  ///< -1 when a signal ended it, or when it had to be killed
  int signal = 0;
  bool was_late = false;  ///< it had not ended at the deadline, and was killed
  std::chrono::milliseconds took{};
  std::string output, errors;
};

/// Name -> value; empty: not set. On top of the test's own environment, from which displays and sound cards are taken
/// away.
using Environment = std::map<std::string, std::optional<std::string>>;

/// SDL's driver that shows nothing.
Environment without_glass();

class Program {
 public:
  explicit Program(const std::vector<std::string>& command, const Environment& environment = without_glass());
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  pid_t pid() const { return pid_; }
  const std::string& output() const { return output_; }
  const std::string& errors() const { return errors_; }

  /// Whether its standard error has held `text` before the deadline (or its end).
  bool wait_for_line(std::string_view text, std::chrono::seconds limit = std::chrono::seconds(60));
  /// Whether `condition` came true before the deadline (or the program's end). Asked again every few milliseconds.
  bool wait_until(const std::function<bool()>& condition, std::chrono::seconds limit = std::chrono::seconds(60));
  void send(int signal);
  /// Reads to the end. `took` counts from this call.
  Outcome finish(std::chrono::milliseconds limit);

 private:
  bool read_some(std::chrono::milliseconds patience);

  pid_t pid_ = -1;
  int output_pipe_ = -1, error_pipe_ = -1;
  std::string output_, errors_;
};

/// Starts, waits for the end (at most two minutes) and hands out everything.
Outcome run(const std::vector<std::string>& command, const Environment& environment = without_glass());

/// How much processor time a thread of a process has used, in ticks of 10 ms; empty when it has no thread of that name.
std::optional<long> thread_ticks(pid_t pid, std::string_view thread);

}  // namespace redlight::test
