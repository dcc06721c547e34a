#include "media/video_decoder.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "media/hardware_decoders.h"
#include "media/proven_decoder.h"

namespace redlight {

namespace {
constexpr int kMaxErrors = 100;  // then the rest of the pass is not tried
constexpr std::size_t kMostBetween = 4;
}  // namespace

void VideoDecoder::run() {
  MediaFile* file = progress_.wait_opened();
  if (file == nullptr || !file->video) return;
  track_ = &file->video;
  if (track_->codec->thread_count != 1) frames_.want_all();  // one thread is for films that are decoded with ease
  decoder_ = make_decoder(std::move(file->video.codec));
  maker_ = FrameMaker(track_->picture);
  while (auto popped = packets_.pop(Lane::video)) {
    if (popped->generation != generation_) restart(popped->generation);
    PacketItem& item = popped->item;
    switch (item.kind) {
      case PacketItem::Kind::data:
        if (!is_given_up_) decode(item.packet.get());
        break;
      case PacketItem::Kind::gap:
        decode(nullptr);
        break;
      case PacketItem::Kind::end_of_pass:
        end_pass(item);
        break;
    }
  }
}

PictureDecoderPtr VideoDecoder::make_decoder(AvCodecPtr software) const {
  if (decoding_ == Decoding::software) return std::make_unique<CodecDecoder>(std::move(software));
  // Never opened: what another decoder for the same film is made from.
  std::shared_ptr<AVCodecContext> like = copy_of_codec(*software);
  if (!like) return std::make_unique<CodecDecoder>(std::move(software));
  ProvenDecoder::Makers makers;
  makers.hardware = [this, like]() -> std::optional<ProvenDecoder::Offer> {
    // Waking a driver would hold up the first picture.
    if (!has_frame_ || !knows_hardware()) return std::nullopt;
    auto found = open_hardware_decoder(*like);
    return ProvenDecoder::Offer{std::move(found.decoder), std::move(found.name)};
  };
  makers.software = [like]() -> PictureDecoderPtr {
    AvCodecPtr codec = copy_of_codec(*like);
    if (!codec || avcodec_open2(codec.get(), like->codec, nullptr) < 0) return nullptr;
    return std::make_unique<CodecDecoder>(std::move(codec));
  };
  return std::make_unique<ProvenDecoder>(std::make_unique<CodecDecoder>(std::move(software)), std::move(makers),
                                         file_.string());
}

void VideoDecoder::restart(int generation) {
  decoder_->flush();
  between_.clear();
  deinterlacer_.drop();
  generation_ = generation;
  pass_start_ = next_pts_ = last_pts_ = {};
  has_frame_ = has_frame_in_pass_ = is_placed_ = is_given_up_ = is_damaged_ = false;
  errors_in_a_row_ = 0;
}

void VideoDecoder::decode(const AVPacket* packet) {
  int code = decoder_->send(packet);
  if (code == AVERROR(EAGAIN)) {
    receive_all();
    code = decoder_->send(packet);
  }
  if (code < 0 && code != AVERROR_EOF) note_error(code);
  receive_all();
}

void VideoDecoder::receive_all() {
  for (;;) {
    AvFramePtr frame(av_frame_alloc());
    if (!frame) return;
    const int code = decoder_->receive(*frame);
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    if (code < 0) {
      note_error(code);
      if (is_given_up_) return;
      continue;
    }
    note_damage(*frame);
    place(std::move(frame));
  }
}

/// What a decoder has patched up, and what builds on it, is not shown: the last good picture stays. A film may begin in
/// the middle of what it was cut from, with frames that lack their like: those alone are left out.
void VideoDecoder::note_damage(const AVFrame& frame) {
  is_patched_ = frame.decode_error_flags != 0 || (frame.flags & AV_FRAME_FLAG_CORRUPT) != 0;
  if (is_patched_ && has_frame_)
    is_damaged_ = true;
  else if (frame.key_frame)
    is_damaged_ = false;
}

/// Finds the frame's place on the media time line.
void VideoDecoder::place(AvFramePtr frame) {
  Duration pts = next_pts_;
  if (frame->best_effort_timestamp != AV_NOPTS_VALUE) {
    pts = pass_start_ + to_duration(frame->best_effort_timestamp - track_->origin, track_->time_base);
  }
  if (is_placed_) pts = std::max(pts, last_pts_ + Duration(1));  // broken stamps must not turn the order round
  const std::int64_t ticks = duration_of(*frame);
  const Duration duration = ticks > 0 ? to_duration(ticks, track_->time_base) : track_->frame_duration;
  is_placed_ = true;
  last_pts_ = pts;
  next_pts_ = pts + duration;
  if (is_damaged_ || is_patched_) return between_.clear();
  const bool is_between = frame->pict_type == AV_PICTURE_TYPE_B && between_.size() < kMostBetween;
  between_.push_back({std::move(frame), pts, duration});
  if (!is_between) release();
}

void VideoDecoder::release() {
  for (auto& frame : between_) deinterlacer_.push(std::move(frame));
  between_.clear();
}

void VideoDecoder::hand_over(Deinterlacer::Timed item) {
  auto made = maker_.make(std::move(item.frame));
  if (!made) {
    note_error(AVERROR_PATCHWELCOME);
    return;
  }
  errors_in_a_row_ = 0;
  (*made)->pts = item.pts;
  (*made)->duration = item.duration;
  const std::size_t bytes = bytes_of(**made);
  if (frames_.push({std::move(*made), bytes}, generation_) != Pushed::yes) return;
  if (!has_frame_) progress_.set_video_ready(generation_);
  has_frame_ = has_frame_in_pass_ = true;
}

void VideoDecoder::end_pass(const PacketItem& item) {
  decode(nullptr);
  release();
  deinterlacer_.flush();
  decoder_->flush();
  is_given_up_ = is_damaged_ = false;
  errors_in_a_row_ = 0;
  if (!has_frame_ && pass_start_ == Duration{}) {
    progress_.set_failed({ErrorKind::malformed, "Not one picture of the film can be decoded.", file_});
    frames_.push({}, generation_);
    progress_.wait_restart(generation_);
    return;
  }
  // A loop in which nothing is seen would spin for ever.
  const bool is_barren = !std::exchange(has_frame_in_pass_, false);
  if (!is_barren) pass_start_ += item.length.value_or(Duration{});
  next_pts_ = pass_start_;
  if (!item.is_last && !is_barren) return;
  progress_.set_end(generation_, pass_start_);
  frames_.push({}, generation_);
  if (!item.is_last) progress_.wait_restart(generation_);
}

void VideoDecoder::note_error(int code) {
  if (!is_warned_) spdlog::warn("{}: a part of the picture cannot be decoded: {}", file_.string(), libav_text(code));
  is_warned_ = true;
  is_damaged_ = has_frame_;
  if (++errors_in_a_row_ < kMaxErrors) return;
  if (!is_given_up_) spdlog::debug("{}: the rest of the picture is given up", file_.string());
  is_given_up_ = true;
}

}  // namespace redlight
