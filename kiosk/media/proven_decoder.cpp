#include "media/proven_decoder.h"

extern "C" {
#include <libavutil/pixdesc.h>
}

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/log.h"

namespace redlight {

namespace {

constexpr int kProof = 3;                                 // pictures that have to agree
constexpr int kMostInProof = 96;                          // packets until they have
constexpr std::size_t kMostKept = std::size_t{32} << 20;  // bytes of packets
constexpr int kSampleEvery = 5;                           // columns and rows of a picture that is compared
constexpr int kMostApart = 2;                             // steps of 255, on the mean

std::int64_t stamp_of(const AVFrame& frame) {
  return frame.best_effort_timestamp != AV_NOPTS_VALUE ? frame.best_effort_timestamp : frame.pts;
}

bool is_error(int code) { return code < 0 && code != AVERROR(EAGAIN) && code != AVERROR_EOF; }

/// Sends and receives everything; the first error.
int feed(PictureDecoder& decoder, const AVPacket* packet, std::vector<AvFramePtr>& frames) {
  constexpr int kMostErrors = 16;  // a decoder that gives nothing but errors is left alone
  int first = 0, errors = 0;
  const auto note = [&](int code) {
    if (is_error(code) && first == 0) first = code;
    if (is_error(code)) errors++;
  };
  const auto receive = [&] {
    while (errors < kMostErrors) {
      AvFramePtr frame(av_frame_alloc());
      if (!frame) return note(AVERROR(ENOMEM));
      const int code = decoder.receive(*frame);
      note(code);
      if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
      if (code >= 0) frames.push_back(std::move(frame));
    }
  };
  int code = decoder.send(packet);
  if (code == AVERROR(EAGAIN)) {
    receive();
    code = decoder.send(packet);
  }
  note(code);
  receive();
  return first;
}

/// One of the components of a pixel, in 255ths of what it can be.
int sample(const AVFrame& frame, const AVPixFmtDescriptor& d, int component, int x, int y) {
  const AVComponentDescriptor& c = d.comp[component];
  const bool is_chroma = component == 1 || component == 2;
  const int column = is_chroma ? x >> d.log2_chroma_w : x, row = is_chroma ? y >> d.log2_chroma_h : y;
  const std::uint8_t* at =
      frame.data[c.plane] + std::ptrdiff_t{row} * frame.linesize[c.plane] + std::ptrdiff_t{column} * c.step + c.offset;
  if (c.depth <= 8) return *at >> c.shift;
  std::uint16_t wide = 0;
  std::memcpy(&wide, at, sizeof wide);
  return (wide >> c.shift) >> (c.depth - 8);
}

}  // namespace

bool shows_the_same(const AVFrame& a, const AVFrame& b) {
  const AVPixFmtDescriptor *of_a = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(a.format)),
                           *of_b = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(b.format));
  const auto size = [](const AVFrame& f) {
    return std::pair(f.width - static_cast<int>(f.crop_left + f.crop_right),
                     f.height - static_cast<int>(f.crop_top + f.crop_bottom));
  };
  if (of_a == nullptr || of_b == nullptr || size(a) != size(b) || of_a->nb_components != of_b->nb_components)
    return false;
  const auto [width, height] = size(a);
  for (int component = 0; component < std::min<int>(of_a->nb_components, 3); ++component) {
    std::int64_t apart = 0, count = 0;
    for (int y = 0; y < height; y += kSampleEvery)
      for (int x = 0; x < width; x += kSampleEvery) {
        const auto of = [=](const AVFrame& f, const AVPixFmtDescriptor& d) {
          return sample(f, d, component, x + static_cast<int>(f.crop_left), y + static_cast<int>(f.crop_top));
        };
        apart += std::abs(of(a, *of_a) - of(b, *of_b)), count++;
      }
    if (apart > kMostApart * count) return false;
  }
  return true;
}

ProvenDecoder::ProvenDecoder(PictureDecoderPtr software, Makers makers, std::string film)
    : makers_(std::move(makers)), film_(std::move(film)), software_(std::move(software)) {}

int ProvenDecoder::send(const AVPacket* packet) {
  if (!software_ && state_ != State::hardware) return AVERROR_DECODER_NOT_FOUND;
  const bool is_key = packet != nullptr && (packet->flags & AV_PKT_FLAG_KEY) != 0;
  if (state_ == State::software && is_key && !is_refused_ && packet->pts != AV_NOPTS_VALUE) begin_proof(*packet);
  return state_ == State::hardware ? in_hardware(packet) : in_software(packet);
}

int ProvenDecoder::receive(AVFrame& frame) {
  if (out_.empty()) return AVERROR(EAGAIN);
  av_frame_move_ref(&frame, out_.front().get());
  out_.pop_front();
  return 0;
}

void ProvenDecoder::flush() {
  if (software_) software_->flush();
  if (hardware_) hardware_->flush();
  // A proof goes on from the next key frame, with what has agreed already: films may be short.
  if (state_ == State::proving) state_ = State::software;
  out_.clear(), expected_.clear(), proposed_.clear(), kept_.clear();
  kept_bytes_ = 0;
  shown_ = std::numeric_limits<std::int64_t>::min();
}

void ProvenDecoder::begin_proof(const AVPacket& packet) {
  if (!hardware_) {
    auto offer = makers_.hardware();
    if (!offer) return;
    if (!offer->decoder) {
      is_refused_ = true;
      return;
    }
    hardware_ = std::move(offer->decoder), name_ = std::move(offer->name);
    agreed_ = packets_in_proof_ = 0;
  }
  state_ = State::proving;
  proof_start_ = packet.pts;
  expected_.clear(), proposed_.clear();
}

int ProvenDecoder::in_software(const AVPacket* packet) {
  std::vector<AvFramePtr> frames;
  const int code = feed(*software_, packet, frames);
  for (AvFramePtr& frame : frames) {
    if (state_ == State::proving && stamp_of(*frame) >= proof_start_)
      if (AvFramePtr same{av_frame_clone(frame.get())}) expected_.push_back(std::move(same));
    show(std::move(frame));
  }
  if (state_ == State::proving) prove(packet, code >= 0);
  return code;
}

/// `is_sound`: the software had no fault to find with the packet.
void ProvenDecoder::prove(const AVPacket* packet, bool is_sound) {
  if (packet != nullptr) remember(*packet);
  std::vector<AvFramePtr> frames;
  const int code = feed(*hardware_, packet, frames);
  if (code < 0 && is_sound) return refuse("does not decode it: " + libav_text(code));
  for (AvFramePtr& frame : frames)
    if (stamp_of(*frame) >= proof_start_) proposed_.push_back(std::move(frame));
  for (auto hard = proposed_.begin(); hard != proposed_.end();) {
    const auto soft = std::find_if(expected_.begin(), expected_.end(),
                                   [&](const AvFramePtr& f) { return stamp_of(*f) == stamp_of(**hard); });
    if (soft == expected_.end()) {
      ++hard;
      continue;
    }
    if (!shows_the_same(**hard, **soft)) return refuse("shows other pictures");
    agreed_++;
    expected_.erase(soft);
    hard = proposed_.erase(hard);
  }
  // Not while the last pictures are called in: after them the software would be missing.
  if (agreed_ >= kProof && packet != nullptr)
    take_over();
  else if (++packets_in_proof_ > kMostInProof)
    refuse("is too slow");
}

void ProvenDecoder::take_over() {
  spdlog::info("{}: decoded by {}", film_, name_);
  state_ = State::hardware;
  software_.reset();
  expected_.clear();
  for (AvFramePtr& frame : std::exchange(proposed_, {}))
    if (stamp_of(*frame) > shown_) show(std::move(frame));
}

void ProvenDecoder::refuse(const std::string& why) {
  spdlog::warn("{}: {} {}; the film is decoded in software", film_, name_, why);
  is_refused_ = true;
  state_ = State::software;
  hardware_.reset();
  expected_.clear(), proposed_.clear(), kept_.clear();
  kept_bytes_ = 0;
}

int ProvenDecoder::in_hardware(const AVPacket* packet) {
  if (packet != nullptr) remember(*packet);
  std::vector<AvFramePtr> frames;
  const int code = feed(*hardware_, packet, frames);
  for (AvFramePtr& frame : frames)
    if (stamp_of(*frame) > shown_) show(std::move(frame));
  return code < 0 ? fall_back(packet, code) : 0;
}

/// The packet that it failed at is among those that were kept, unless it was the call for the last pictures.
int ProvenDecoder::fall_back(const AVPacket* packet, int code) {
  auto again = std::exchange(kept_, {});
  refuse("failed: " + libav_text(code));
  software_ = makers_.software();
  if (!software_) return code;
  std::vector<AvFramePtr> frames;
  int last = 0;
  for (const Kept& one : again) last = feed(*software_, one.packet.get(), frames);
  if (packet == nullptr || again.empty()) last = feed(*software_, packet, frames);
  for (AvFramePtr& frame : frames)
    if (stamp_of(*frame) > shown_) show(std::move(frame));
  return last;
}

/// Two key frames: pictures that are seen before a key frame may build on what came before it.
void ProvenDecoder::remember(const AVPacket& packet) {
  const bool is_key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
  const auto keys = [this] {
    return std::count_if(kept_.begin(), kept_.end(), [](const Kept& k) { return k.is_key; });
  };
  const auto drop_first = [this] {
    kept_bytes_ -= static_cast<std::size_t>(kept_.front().packet->size);
    kept_.pop_front();
  };
  if (is_key && keys() >= 2) do
      drop_first();
    while (!kept_.front().is_key);
  AvPacketPtr copy(av_packet_clone(&packet));
  if (!copy) return;
  kept_bytes_ += static_cast<std::size_t>(copy->size);
  kept_.push_back({std::move(copy), is_key});
  // A film with a key frame only here and there: from a part of them nothing could be decoded again.
  if (kept_bytes_ > kMostKept) kept_.clear(), kept_bytes_ = 0;
}

void ProvenDecoder::show(AvFramePtr frame) {
  shown_ = std::max(shown_, stamp_of(*frame));
  out_.push_back(std::move(frame));
}

}  // namespace redlight
