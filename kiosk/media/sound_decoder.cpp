#include "media/sound_decoder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/log.h"
#include "media/stereo_resampler.h"

namespace redlight {

namespace {
constexpr std::int64_t kHeldBack = kSampleRate * 60 / 1000;  // more than a codec pads at the end
constexpr std::int64_t kReadyAt = kSampleRate / 4;           // a quarter second is waiting
constexpr std::int64_t kTolerated = kSampleRate / 25;        // what time stamps may stray before silence is put in
constexpr std::int64_t kLongestGap = std::int64_t{kSampleRate} * 60;  // time stamps that jump further are wrong
constexpr std::int64_t kChunk = 4800;
constexpr int kMaxErrors = 200;
constexpr auto kPoll = std::chrono::milliseconds(20);  // the sink takes without telling anybody
}  // namespace

void SoundDecoder::run() {
  MediaFile* file = progress_.wait_opened();
  if (file == nullptr || !file->sound) return;
  track_ = &file->sound;
  is_alone_ = !file->video;
  codec_ = std::move(file->sound.codec);
  while (auto popped = packets_.pop(Lane::sound)) {
    if (popped->generation != generation_) restart(popped->generation);
    if (is_stale_) continue;
    const PacketItem& item = popped->item;
    switch (item.kind) {
      case PacketItem::Kind::data:
        if (!is_given_up_) decode(item.packet.get());
        break;
      case PacketItem::Kind::gap:
        append_silence(samples_in(pass_start_ + item.until) - position_);
        break;
      case PacketItem::Kind::end_of_pass:
        end_pass(item);
        break;
    }
  }
}

void SoundDecoder::restart(int generation) {
  avcodec_flush_buffers(codec_.get());
  resampler_.reset();
  voice_.clear();
  pending_.clear();
  generation_ = generation;
  pass_start_ = {};
  position_ = skip_ = 0;
  is_placed_ = is_stale_ = is_given_up_ = false;
  errors_in_a_row_ = 0;
}

void SoundDecoder::decode(const AVPacket* packet) {
  const int sent = avcodec_send_packet(codec_.get(), packet);
  if (sent < 0 && sent != AVERROR_EOF) note_error(sent);
  AvFramePtr frame(av_frame_alloc());
  while (frame && !is_stale_) {
    const int code = avcodec_receive_frame(codec_.get(), frame.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
    if (code < 0) {
      note_error(code);
      if (is_given_up_) return;
      continue;
    }
    errors_in_a_row_ = 0;
    add(*frame);
    av_frame_unref(frame.get());
  }
}

void SoundDecoder::add(const AVFrame& frame) {
  if (!prepare_resampler(frame)) return note_error(AVERROR_PATCHWELCOME);
  place(frame);
  const int room = swr_get_out_samples(resampler_.get(), frame.nb_samples);
  if (room <= 0) return;
  converted_.resize(static_cast<std::size_t>(room) * 2);
  auto* out = reinterpret_cast<std::uint8_t*>(converted_.data());
  const int got = swr_convert(resampler_.get(), &out, room, const_cast<const std::uint8_t**>(frame.extended_data),
                              frame.nb_samples);
  if (got < 0) return note_error(got);
  append(converted_.data(), got);
}

bool SoundDecoder::prepare_resampler(const AVFrame& frame) {
  const auto format = static_cast<AVSampleFormat>(frame.format);
  const int channels = frame.ch_layout.nb_channels;
  if (resampler_ && format == format_ && frame.sample_rate == rate_ && channels == channels_) return true;
  drain_resampler();
  resampler_ = make_stereo_resampler(frame);
  if (!resampler_) return false;
  format_ = format;
  rate_ = frame.sample_rate;
  channels_ = channels;
  return true;
}

void SoundDecoder::drain_resampler() {
  if (!resampler_) return;
  const int room = swr_get_out_samples(resampler_.get(), 0);
  if (room > 0) {
    converted_.resize(static_cast<std::size_t>(room) * 2);
    auto* out = reinterpret_cast<std::uint8_t*>(converted_.data());
    append(converted_.data(), std::max(swr_convert(resampler_.get(), &out, room, nullptr, 0), 0));
  }
  resampler_.reset();
}

/// Brings position_ to where the frame belongs by its time stamp. Within a pass samples are counted; only a real gap is
/// filled.
void SoundDecoder::place(const AVFrame& frame) {
  if (frame.best_effort_timestamp == AV_NOPTS_VALUE) {
    is_placed_ = true;
    return;
  }
  const Duration time = pass_start_ + to_duration(frame.best_effort_timestamp - track_->origin, track_->time_base);
  const std::int64_t delay = swr_get_delay(resampler_.get(), kSampleRate);
  const std::int64_t missing = samples_in(time) - (position_ + delay - skip_);
  const bool is_first = !std::exchange(is_placed_, true);
  if (is_first ? missing == 0 : std::abs(missing) <= kTolerated) return;
  if (std::abs(missing) > kLongestGap) return;
  skip_ -= missing;
  if (skip_ < 0) append_silence(-std::exchange(skip_, 0));
}

void SoundDecoder::append(const float* samples, std::int64_t count) {
  const std::int64_t skipped = std::min(skip_, count);
  skip_ -= skipped;
  samples += skipped * 2;
  count -= skipped;
  // A damaged stream decodes to anything; nothing but numbers within reason may reach the mixer.
  for (std::int64_t i = 0; i < count * 2; ++i)
    pending_.push_back(std::isfinite(samples[i]) ? std::clamp(samples[i], -4.f, 4.f) : 0.f);
  position_ += count;
  release(static_cast<std::size_t>(kHeldBack));
}

void SoundDecoder::append_silence(std::int64_t count) {
  while (count > 0 && !is_stale_) {
    const std::int64_t now = std::min(count, kChunk);
    pending_.resize(pending_.size() + static_cast<std::size_t>(now) * 2);
    position_ += now;
    count -= now;
    release(static_cast<std::size_t>(kHeldBack));
  }
}

void SoundDecoder::end_pass(const PacketItem& item) {
  decode(nullptr);
  drain_resampler();
  avcodec_flush_buffers(codec_.get());
  if (is_stale_) return;
  const std::int64_t start = samples_in(pass_start_);
  Duration length = item.length.value_or(progress_.pass_length().value_or(Duration{}));
  if (length == Duration{}) {
    length = time_of(std::max<std::int64_t>(position_ - start, kChunk / 2));
    if (track_->length && *track_->length < length && length - *track_->length < time_of(kHeldBack))
      length = *track_->length;
    progress_.set_pass_length(length);
  }
  pass_start_ += length;
  const std::int64_t end = samples_in(pass_start_);
  if (position_ > end) {
    const std::size_t surplus = std::min(static_cast<std::size_t>(position_ - end) * 2, pending_.size());
    pending_.resize(pending_.size() - surplus);
    position_ -= static_cast<std::int64_t>(surplus / 2);
  }
  append_silence(end - position_);
  is_placed_ = is_given_up_ = false;
  skip_ = 0;
  errors_in_a_row_ = 0;
  if (!item.is_last) return;
  release(0);
  if (is_stale_) return;
  voice_.finish();
  if (is_alone_) progress_.set_end(generation_, pass_start_);
  progress_.set_sound_ready(generation_);
}

void SoundDecoder::release(std::size_t keep) {
  if (pending_.size() <= keep * 2) return;
  const std::size_t count = pending_.size() - keep * 2;
  if (!emit(std::span(pending_).first(count))) is_stale_ = true;
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(count));
}

/// Writes into the voice as it gets room. False when the generation is no longer wanted.
bool SoundDecoder::emit(std::span<const float> samples) {
  while (!samples.empty()) {
    samples = samples.subspan(voice_.write(samples) * 2);
    if (static_cast<std::int64_t>(voice_.buffered()) >= kReadyAt) {
      progress_.set_sound_ready(generation_);
    } else {
      progress_.notify();
    }
    if (!samples.empty() && !progress_.pause(generation_, kPoll)) return false;
  }
  return true;
}

void SoundDecoder::note_error(int code) {
  if (!is_warned_) spdlog::warn("{}: a part of the sound cannot be decoded: {}", file_.string(), libav_text(code));
  is_warned_ = true;
  if (++errors_in_a_row_ >= kMaxErrors) is_given_up_ = true;
}

}  // namespace redlight
