#pragma once
// Private to media/. Decoded frames on their way to the main thread, bounded by time, count and bytes. take_due() hands
// out the one that is due and counts those that were skipped. Threads: push() by the video decoder, the rest by the
// main thread.
//
// The frames of a twelfth of a second are enough for a decoder that keeps up with ease, and what was decoded so shortly
// before is still in the cache when it is drawn: a film of 24 frames a second costs some hundredths less than with six
// in the queue. For any other decoder, and once a frame was late, there are as many as there may be.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

#include "media/packet_buffer.h"
#include "media/player.h"
#include "media/video_frame.h"

namespace redlight {

struct FrameItem {
  FramePtr frame;  ///< null: no frame follows in this generation
  std::size_t bytes = 0;
};

class FrameQueue {
 public:
  struct Due {
    FramePtr frame;          ///< null: nothing new is due
    long dropped = 0;        ///< frames that were due before it and thrown away
    bool has_ended = false;  ///< the last frame has been taken
  };

  /// Whether one frame more may wait, of `bytes` with those that wait already, which are `frames`; it is shown `ahead`
  /// of the first of them, that much later. Pure.
  static bool has_room(std::size_t frames, std::size_t bytes, Duration ahead, bool wants_all);

  /// From now on as many frames wait as may.
  void want_all();

  /// Waits for room.
  Pushed push(FrameItem item, int generation);
  /// The last frame whose pts is not after `media_time`. With wait_until_due it waits until a later one, or the end, is
  /// known.
  Due take_due(Duration media_time, Patience patience);
  /// The first frame, whatever its pts; null when there is none yet. Never waits.
  FramePtr take_first();
  /// When the frame at the head is due, as media time; empty when there is none.
  std::optional<Duration> next_pts() const;
  /// There is no frame, and more are to come.
  bool is_dry() const;
  void restart(int generation);
  void close();

 private:
  mutable std::mutex mutex_;
  std::condition_variable room_, filled_;
  // guarded by mutex_
  std::deque<FrameItem> items_;
  std::size_t bytes_ = 0;
  int generation_ = 0;
  bool has_ended_ = false, is_closed_ = false;
  std::optional<Duration> taken_until_;  // when the frame after the last one taken is due
  bool wants_all_ = false;
};

}  // namespace redlight
