// How many decoded frames wait: few for a decoder that keeps up, as many as may once it did not.
#include "media/frame_queue.h"

#include <catch2/catch.hpp>
#include <thread>

using namespace redlight;
using namespace std::chrono_literals;

namespace {

FrameItem frame_at(Duration pts, Duration duration) {
  auto frame = std::make_shared<VideoFrame>();
  frame->pts = pts, frame->duration = duration;
  return {frame, 1};
}

}  // namespace

TEST_CASE("frames of a twelfth of a second wait, two at least and six at most, and no more bytes than fit") {
  constexpr std::size_t kMegabyte = 1 << 20;
  CHECK(FrameQueue::has_room(0, 500 * kMegabyte, 0s, false));
  CHECK(FrameQueue::has_room(1, 500 * kMegabyte, 10s, false));
  CHECK_FALSE(FrameQueue::has_room(2, kMegabyte, 83333333ns, false));  // 24 Hz
  CHECK(FrameQueue::has_room(4, kMegabyte, 66666666ns, false));        // 60 Hz
  CHECK_FALSE(FrameQueue::has_room(5, kMegabyte, 83333333ns, false));
  CHECK(FrameQueue::has_room(5, kMegabyte, 10s, true));
  CHECK_FALSE(FrameQueue::has_room(6, kMegabyte, 0s, true));
  CHECK_FALSE(FrameQueue::has_room(2, 97 * kMegabyte, 0s, true));
}

TEST_CASE("after a frame that was late as many wait as may") {
  FrameQueue queue;
  const auto push = [&](int n) { return queue.push(frame_at(n * 40ms, 40ms), 0); };
  CHECK(push(0) == Pushed::yes);
  CHECK(queue.take_due(0ms, Patience::never_wait).frame);
  CHECK_FALSE(queue.take_due(39ms, Patience::never_wait).frame);
  CHECK_FALSE(queue.take_due(40ms, Patience::never_wait).frame);  // late
  for (int n = 1; n <= 6; n++) CHECK(push(n) == Pushed::yes);     // the third would wait for ever
}

TEST_CASE("a decoder that works hard is given room for as many frames as may wait") {
  FrameQueue queue;
  queue.want_all();
  for (int n = 0; n < 6; n++) CHECK(queue.push(frame_at(n * 40ms, 40ms), 0) == Pushed::yes);
}

TEST_CASE("a decoder that waits for room is let in when a frame is taken") {
  FrameQueue queue;
  std::jthread decoder([&] {
    for (int n = 0; n < 4; n++) queue.push(frame_at(n * 100ms, 100ms), 0);
  });
  for (int n = 0; n < 3; n++) {  // each when the one after it is known
    const auto due = queue.take_due(n * 100ms, Patience::wait_until_due);
    CAPTURE(n);
    REQUIRE(due.frame);
    CHECK(due.frame->pts == n * 100ms);
  }
}
