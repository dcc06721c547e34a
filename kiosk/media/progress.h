#pragma once
// Private to media/. What the threads of one player tell each other besides packets and frames: how far opening has
// come, which generation is wanted, why it failed, how long a pass is. One mutex and one condition for rare events;
// every wait ends at close().
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

#include "base/result.h"
#include "media/media_file.h"

namespace redlight {

class Progress {
 public:
  // --- demuxer
  /// The tracks' decoders may be moved out of `file` by their threads from now on.
  void set_opened(MediaFile& file);
  /// Waits for a generation other than `old`. False when closed.
  bool wait_restart(int old);

  // --- decoders
  /// Null when opening failed or the player closes.
  MediaFile* wait_opened();
  /// Returns after `at_most`, or earlier when something happened. False when closed or when `generation` is no longer
  /// wanted.
  bool pause(int generation, std::chrono::milliseconds at_most);
  void set_video_ready(int generation);
  void set_sound_ready(int generation);

  // --- any worker
  int generation() const;
  /// The first error counts.
  void set_failed(Error error);
  /// The length of one pass of the file; the first value stays.
  void set_pass_length(Duration length);
  std::optional<Duration> pass_length() const;
  /// Media time at which everything is over.
  void set_end(int generation, Duration end);
  /// Wakes whoever waits, to look again.
  void notify();

  // --- main thread
  void restart(int generation);
  bool is_opening() const;
  std::optional<Error> error() const;
  bool has_failed() const;
  MediaInfo info() const;
  std::optional<Duration> end() const;
  /// Waits until `condition` holds, the player failed or it is closed. The condition is looked at whenever a worker
  /// notifies.
  template <class Condition>
  void wait(Condition condition) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_closed_ || error_.has_value() || condition(); });
  }
  void wait_ready() {
    wait([&] { return is_ready(); });
  }
  void close();

 private:
  bool is_ready() const { return file_ != nullptr && is_video_ready_ && is_sound_ready_; }

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  // guarded by mutex_
  MediaFile* file_ = nullptr;
  MediaInfo info_;
  int generation_ = 0;
  bool has_video_ = false, has_sound_ = false;
  bool is_video_ready_ = false, is_sound_ready_ = false;
  bool is_closed_ = false;
  std::optional<Error> error_;
  std::optional<Duration> pass_length_, end_;
};

}  // namespace redlight
