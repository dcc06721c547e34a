#include "media/demuxer.h"

#include <algorithm>
#include <utility>

#include "base/log.h"

namespace redlight {

namespace {
/// Codecs round sound up to whole frames. What it is longer than the picture by less than this is padding and cut off
/// at the seam of a loop.
constexpr Duration kPadding = std::chrono::milliseconds(60);
/// A pass is never taken for shorter, so that a file of one frame does not spin.
constexpr Duration kShortestPass = std::chrono::milliseconds(40);
/// How far the picture may run ahead of the sound in the file before the sound is taken for silent; and the sound of
/// the picture for over.
constexpr Duration kFarAhead = std::chrono::seconds(10);
constexpr std::size_t kFarAheadBytes = std::size_t{24} << 20;
constexpr std::size_t kVideoOverBytes = std::size_t{64} << 20;
constexpr int kMaxReadErrors = 50;
}  // namespace

void Demuxer::run(std::stop_token stop) {
  int generation = progress_.generation();
  auto file = MediaFile::open(wish_.file, {wish_.sound, wish_.language, wish_.open_limit}, stop);
  if (!file) {
    if (file.error().kind != ErrorKind::stopped) spdlog::warn("{}", describe(file.error()));
    progress_.set_failed(file.error());
    return;
  }
  file_ = std::move(*file);
  progress_.set_opened(*file_);
  while (!stop.stop_requested()) {
    Next next = read_pass(generation);
    if (next == Next::go_on) next = end_pass(generation);
    if (next == Next::stop) return;
    if (next == Next::go_on) continue;
    generation = progress_.generation();
    if (!file_->seek_to_start()) {
      progress_.set_failed({ErrorKind::unsupported, "The file cannot be read a second time.", wish_.file});
      return;
    }
  }
}

Demuxer::Next Demuxer::read_pass(int generation) {
  video_ = sound_ = Reach{};
  gap_told_ = {};
  int errors = 0;
  for (;;) {
    AvPacketPtr packet(av_packet_alloc());
    if (!packet) return Next::stop;
    const int code = file_->read(*packet);
    if (code == AVERROR_EXIT) return Next::stop;
    if (code < 0) {
      if (code == AVERROR_EOF || ++errors > kMaxReadErrors) return Next::go_on;
      if (code == AVERROR(EIO)) {
        spdlog::warn("{}: reading broke off: {}", wish_.file.string(), libav_text(code));
        return Next::go_on;
      }
      continue;
    }
    errors = 0;
    if (const Next next = push_packet(std::move(packet), generation); next != Next::go_on) return next;
  }
}

Demuxer::Next Demuxer::push_packet(AvPacketPtr packet, int generation) {
  const Lane lane = packet->stream_index == file_->video.index ? Lane::video : Lane::sound;
  Reach& own = lane == Lane::video ? video_ : sound_;
  Reach& other = lane == Lane::video ? sound_ : video_;
  measure(lane, *packet);
  own.bytes_alone += static_cast<std::size_t>(packet->size);
  other.bytes_alone = 0;
  if (own.is_over) return Next::go_on;
  PacketItem item;
  item.packet = std::move(packet);
  const Next next = push(lane, std::move(item), generation);
  return next == Next::go_on ? push_gap_if_far_ahead(generation) : next;
}

Demuxer::Next Demuxer::push_gap_if_far_ahead(int generation) {
  if (!file_->video || !file_->sound) return Next::go_on;
  const Duration sound_known = std::max(sound_.end, gap_told_);
  if (video_.end - sound_known > kFarAhead || video_.bytes_alone > kFarAheadBytes) {
    video_.bytes_alone = 0;
    gap_told_ = video_.end;
    PacketItem gap;
    gap.kind = PacketItem::Kind::gap;
    gap.until = gap_told_;
    return push(Lane::sound, std::move(gap), generation);
  }
  if (sound_.bytes_alone > kVideoOverBytes && !video_.is_over && video_.packets > 0) {
    // Nothing can say "no picture until then" to a decoder that holds frames back, but everything may be let out of it.
    video_.is_over = true;
    PacketItem over;
    over.kind = PacketItem::Kind::gap;
    return push(Lane::video, std::move(over), generation);
  }
  return Next::go_on;
}

void Demuxer::measure(Lane lane, const AVPacket& packet) {
  if ((packet.flags & AV_PKT_FLAG_DISCARD) != 0) return;
  const Track& track = lane == Lane::video ? file_->video : file_->sound;
  Reach& reach = lane == Lane::video ? video_ : sound_;
  ++reach.packets;
  if (packet.pts == AV_NOPTS_VALUE) {
    reach.end = std::max(reach.end, track.frame_duration * reach.packets);
    return;
  }
  const Duration length = packet.duration > 0 ? to_duration(packet.duration, track.time_base) : track.frame_duration;
  reach.end = std::max(reach.end, to_duration(packet.pts - track.origin, track.time_base) + length);
}

std::optional<Duration> Demuxer::length_of_pass() const {
  if (auto known = progress_.pass_length()) return known;
  if (!file_->video) return std::nullopt;
  Duration sound = sound_.end;
  if (file_->sound && file_->sound.length) sound = std::min(sound, *file_->sound.length);
  const Duration length = sound > video_.end + kPadding ? sound : video_.end;
  return std::max(length, kShortestPass);
}

Demuxer::Next Demuxer::end_pass(int generation) {
  const bool is_empty = video_.packets + sound_.packets == 0;
  const bool is_last = !wish_.loop || is_empty || !file_->seek_to_start();
  const std::optional<Duration> length = length_of_pass();
  if (length) progress_.set_pass_length(*length);
  if (!file_->video && !file_->sound) progress_.set_end(generation, file_->info().duration);
  for (const Lane lane : {Lane::sound, Lane::video}) {
    if (!(lane == Lane::video ? file_->video : file_->sound)) continue;
    PacketItem end;
    end.kind = PacketItem::Kind::end_of_pass;
    end.length = length;
    end.is_last = is_last;
    if (const Next next = push(lane, std::move(end), generation); next != Next::go_on) return next;
  }
  if (!is_last) return Next::go_on;
  return progress_.wait_restart(generation) ? Next::rewind : Next::stop;
}

Demuxer::Next Demuxer::push(Lane lane, PacketItem item, int generation) {
  switch (packets_.push(lane, std::move(item), generation)) {
    case Pushed::closed:
      return Next::stop;
    case Pushed::stale:
      return progress_.wait_restart(generation) ? Next::rewind : Next::stop;
    case Pushed::yes:
      break;
  }
  return Next::go_on;
}

}  // namespace redlight
