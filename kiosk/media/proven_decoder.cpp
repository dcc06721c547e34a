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

// Packets without a picture, after the proof: sixteen may wait to be put in order, and drivers keep queues of twenty.
constexpr int kMostSilent = 48;

std::int64_t stamp_of(const AVFrame& frame) {
  return frame.best_effort_timestamp != AV_NOPTS_VALUE ? frame.best_effort_timestamp : frame.pts;
}

bool is_error(int code) { return code < 0 && code != AVERROR(EAGAIN) && code != AVERROR_EOF; }

struct Fed {
  int error = 0;         // the first
  bool is_over = false;  // it takes and gives nothing any more
};

/// Sends and receives everything.
Fed feed(PictureDecoder& decoder, const AVPacket* packet, std::vector<AvFramePtr>& frames) {
  constexpr int kMostErrors = 16;  // a decoder that gives nothing but errors is left alone
  Fed fed;
  int errors = 0;
  const auto note = [&](int code) {
    if (is_error(code) && fed.error == 0) fed.error = code;
    if (is_error(code)) errors++;
    if (code == AVERROR_EOF) fed.is_over = true;
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
  return fed;
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
  if (is_drained_) return AVERROR_EOF;
  if (!software_ && state_ != State::hardware) return AVERROR_DECODER_NOT_FOUND;
  if (packet == nullptr) is_drained_ = true;
  if (packet != nullptr && packet->pts != AV_NOPTS_VALUE) newest_ = std::max(newest_, packet->pts);
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
  if (hardware_ && is_for_one_pass_) {
    leave_hardware();
    if (!software_) software_ = makers_.software();
  }
  if (software_) software_->flush();
  if (hardware_) {
    hardware_->flush();
    awaits_first_ = agreed_ > 0;
  }
  // A proof goes on from the next key frame, with what has agreed already: films may be short.
  if (state_ == State::proving) state_ = State::software;
  out_.clear(), expected_.clear(), proposed_.clear(), kept_.clear();
  kept_bytes_ = 0;
  silent_ = 0;
  is_drained_ = false;
  shown_ = newest_ = std::numeric_limits<std::int64_t>::min();
}

void ProvenDecoder::begin_proof(const AVPacket& packet) {
  if (!hardware_) {
    auto offer = makers_.hardware();
    if (!offer) return;
    if (!offer->decoder) {
      spdlog::debug("{}: no hardware here decodes it", film_);
      is_refused_ = true;
      return;
    }
    hardware_ = std::move(offer->decoder), name_ = std::move(offer->name);
    agreed_ = 0;
    awaits_first_ = false;
  }
  state_ = State::proving;
  proof_start_ = packet.pts;
  expected_.clear(), proposed_.clear();
}

int ProvenDecoder::in_software(const AVPacket* packet) {
  std::vector<AvFramePtr> frames;
  const int code = feed(*software_, packet, frames).error;
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
  const Fed fed = feed(*hardware_, packet, frames);
  if (fed.error < 0 && is_sound) return give_up("does not decode it: " + libav_text(fed.error));
  if (!begins_again(frames) || (packet != nullptr && fed.is_over)) return give_up("is over before the film is");
  for (AvFramePtr& frame : frames)
    if (stamp_of(*frame) >= proof_start_) proposed_.push_back(std::move(frame));
  for (auto hard = proposed_.begin(); hard != proposed_.end();) {
    const auto soft = std::find_if(expected_.begin(), expected_.end(),
                                   [&](const AvFramePtr& f) { return stamp_of(*f) == stamp_of(**hard); });
    if (soft == expected_.end()) {
      ++hard;
      continue;
    }
    if (!shows_the_same(**hard, **soft)) return give_up("shows other pictures");
    agreed_++;
    expected_.erase(soft);
    hard = proposed_.erase(hard);
  }
  // Not while the last pictures are called in: after them the software would be missing.
  if (agreed_ >= kProof && packet != nullptr)
    take_over();
  else if (++packets_in_proof_ > kMostInProof)
    give_up("is too slow");
}

void ProvenDecoder::take_over() {
  // Of a decoder for each pass it is told once.
  spdlog::log(is_for_one_pass_ ? spdlog::level::debug : spdlog::level::info, "{}: decoded by {}", film_, name_);
  state_ = State::hardware;
  software_.reset();
  expected_.clear();
  packets_in_proof_ = silent_ = 0;
  show_new(std::exchange(proposed_, {}));
}

void ProvenDecoder::leave_hardware() {
  state_ = State::software;
  hardware_.reset();
  expected_.clear(), proposed_.clear(), kept_.clear();
  kept_bytes_ = 0;
}

/// Hardware that was good and is not after a flush cannot be flushed: FFmpeg's decoders for V4L2 give and take nothing
/// after an end, or go on with the pictures that they had. Then each pass has a decoder of its own.
void ProvenDecoder::give_up(const std::string& why) {
  if (awaits_first_ && !is_for_one_pass_) {
    spdlog::info("{}: {} does not begin again; it is opened anew for each pass", film_, name_);
    is_for_one_pass_ = true;
  } else {
    spdlog::warn("{}: {} {}; the film is decoded in software", film_, name_, why);
    is_refused_ = true;
  }
  leave_hardware();
}

/// False: these are pictures from before the flush.
bool ProvenDecoder::begins_again(const std::vector<AvFramePtr>& frames) {
  const bool is_old = awaits_first_ && std::any_of(frames.begin(), frames.end(),
                                                   [this](const AvFramePtr& f) { return stamp_of(*f) > newest_; });
  if (!is_old && !frames.empty()) awaits_first_ = false;
  return !is_old;
}

int ProvenDecoder::in_hardware(const AVPacket* packet) {
  if (packet != nullptr) remember(*packet);
  std::vector<AvFramePtr> frames;
  const Fed fed = feed(*hardware_, packet, frames);
  if (packet != nullptr && (packet->flags & AV_PKT_FLAG_DISCARD) == 0) silent_++;
  if (!begins_again(frames)) return fall_back(packet, "shows what was before", AVERROR_EXTERNAL);
  if (show_new(std::move(frames))) silent_ = 0;
  if (fed.error < 0) return fall_back(packet, "failed: " + libav_text(fed.error), fed.error);
  const bool ends_early = packet != nullptr ? fed.is_over : lacks_pictures();
  if (ends_early || silent_ > kMostSilent) return fall_back(packet, "gives no pictures any more", AVERROR_EXTERNAL);
  return 0;
}

/// Of what was kept there are pictures that were not shown.
bool ProvenDecoder::lacks_pictures() const {
  return std::any_of(kept_.begin(), kept_.end(), [this](const Kept& k) {
    return k.packet->pts > shown_ && (k.packet->flags & AV_PKT_FLAG_DISCARD) == 0;
  });
}

/// The packet that it failed at is among those that were kept, unless it was the call for the last pictures. `code` is
/// for where there is no software either.
int ProvenDecoder::fall_back(const AVPacket* packet, const std::string& why, int code) {
  const auto again = std::exchange(kept_, {});
  give_up(why);
  software_ = makers_.software();
  if (!software_) return code;
  int last = 0;
  const auto decode = [&](const AVPacket* one) {
    std::vector<AvFramePtr> frames;
    last = feed(*software_, one, frames).error;
    show_new(std::move(frames));
  };
  for (const Kept& one : again) decode(one.packet.get());
  if (packet == nullptr || again.empty()) decode(packet);
  return last;
}

/// From the key frame on that precedes the last one shown: pictures that are seen before a key frame may build on what
/// came before it.
void ProvenDecoder::remember(const AVPacket& packet) {
  const bool is_key = (packet.flags & AV_PKT_FLAG_KEY) != 0;
  const auto second_key = [this] {
    return std::find_if(kept_.begin() + (kept_.empty() ? 0 : 1), kept_.end(), [](const Kept& k) { return k.is_key; });
  };
  for (auto next = second_key(); is_key && next != kept_.end() && next->packet->pts <= shown_; next = second_key()) {
    for (auto k = kept_.begin(); k != next; ++k) kept_bytes_ -= static_cast<std::size_t>(k->packet->size);
    kept_.erase(kept_.begin(), next);
  }
  AvPacketPtr copy(av_packet_clone(&packet));
  if (!copy) return;
  kept_bytes_ += static_cast<std::size_t>(copy->size);
  kept_.push_back({std::move(copy), is_key});
  // A film with a key frame only here and there: from a part of them nothing could be decoded again.
  if (kept_bytes_ > kMostKept) kept_.clear(), kept_bytes_ = 0;
}

/// Whether there were any that had not been shown.
bool ProvenDecoder::show_new(std::vector<AvFramePtr> frames) {
  bool any = false;
  for (AvFramePtr& frame : frames)
    if (stamp_of(*frame) > shown_) show(std::move(frame)), any = true;
  return any;
}

void ProvenDecoder::show(AvFramePtr frame) {
  shown_ = std::max(shown_, stamp_of(*frame));
  out_.push_back(std::move(frame));
}

}  // namespace redlight
