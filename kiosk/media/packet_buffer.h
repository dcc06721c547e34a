#pragma once
// Private to media/. What the demuxer has read and the two decoders have not yet taken: two lanes under one mutex, each
// bounded by count and bytes.
//
// A full lane stops the demuxer, unless the other lane's decoder is waiting: a file that is badly interleaved, or whose
// sound ends before the picture, must not bring both to a stand. Every item carries its generation; restart() drops
// what is older and turns away what the demuxer still pushes. Threads: push() by the demuxer, pop() by one decoder per
// lane, restart() and close() by the main thread.
#include <array>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

#include "base/time.h"
#include "media/libav_ptrs.h"

namespace redlight {

struct PacketItem {
  enum class Kind {
    data,         ///< `packet`
    gap,          ///< nothing comes before the media time `until` of this pass: the other lane has run far ahead
    end_of_pass,  ///< the file is read through; the next item, if any, is its first packet again
  };
  Kind kind = Kind::data;
  AvPacketPtr packet;
  Duration until{};                ///< gap
  std::optional<Duration> length;  ///< end_of_pass: of this pass; empty when only the sound decoder can tell
  bool is_last = false;            ///< end_of_pass: no pass follows
};

enum class Lane { video, sound };

enum class Pushed { yes, stale, closed };

class PacketBuffer {
 public:
  struct Popped {
    PacketItem item;
    int generation = 0;
  };

  /// Waits for room.
  Pushed push(Lane lane, PacketItem item, int generation);
  /// Waits for an item. Empty when closed.
  std::optional<Popped> pop(Lane lane);
  void restart(int generation);
  void close();

 private:
  struct Queue {
    std::deque<PacketItem> items;
    std::size_t bytes = 0;
    bool is_starving = false;  // its decoder waits in pop()
  };
  bool has_room(Lane lane) const;

  std::mutex mutex_;
  std::condition_variable room_, filled_;
  // guarded by mutex_
  std::array<Queue, 2> lanes_;
  int generation_ = 0;
  bool is_closed_ = false;
};

}  // namespace redlight
