#pragma once
// Private to media/. Decodes in hardware where there is some that proves itself, and in software otherwise, without a
// visible break between the two. One owner, one thread.
//
// A film begins in software. From a key frame on the hardware decodes beside it, unseen, until several of its pictures
// were those of the software; from there on it decodes alone. When it fails or falls silent, the software decodes again
// what followed the last key frames, and goes on with the very picture that was missing; for this film the hardware is
// not asked again, unless all that it cannot do is to begin again: then each pass has a decoder of its own, and its
// proof. Pictures are known by their time stamps: films without any are left to the software.
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "media/picture_decoder.h"

namespace redlight {

class ProvenDecoder final : public PictureDecoder {
 public:
  struct Offer {
    PictureDecoderPtr decoder;  ///< null: there is none for this film
    std::string name;
  };
  struct Makers {
    /// Empty: not known yet, to be asked again at the next key frame.
    std::function<std::optional<Offer>()> hardware;
    /// Null when the software cannot be opened again.
    std::function<PictureDecoderPtr()> software;
  };

  /// `film` is what the log calls it.
  ProvenDecoder(PictureDecoderPtr software, Makers makers, std::string film);

  /// Never EAGAIN, EOF between the call for the last pictures and flush(); all pictures that a packet completes can be
  /// received after it.
  int send(const AVPacket* packet) override;
  int receive(AVFrame& frame) override;
  void flush() override;

  bool is_in_hardware() const { return state_ == State::hardware; }

 private:
  enum class State {
    software,
    proving,   // both decode, the software is seen
    hardware,  // it decodes alone
  };

  int in_software(const AVPacket* packet);
  int in_hardware(const AVPacket* packet);
  void begin_proof(const AVPacket& packet);
  void prove(const AVPacket* packet, bool is_sound);
  void take_over();
  void give_up(const std::string& why);
  void leave_hardware();
  int fall_back(const AVPacket* packet, const std::string& why, int code);
  bool begins_again(const std::vector<AvFramePtr>& frames);
  bool lacks_pictures() const;
  void remember(const AVPacket& packet);
  bool show_new(std::vector<AvFramePtr> frames);
  void show(AvFramePtr frame);

  Makers makers_;
  const std::string film_;
  PictureDecoderPtr software_, hardware_;
  std::string name_;  // of the hardware
  State state_ = State::software;
  bool is_refused_ = false, is_for_one_pass_ = false;
  bool is_drained_ = false;    // the last pictures were called for
  bool awaits_first_ = false;  // the hardware was good, was flushed, and has given nothing since
  std::deque<AvFramePtr> out_;
  std::int64_t shown_ = std::numeric_limits<std::int64_t>::min();   // time stamp of the last frame in out_
  std::int64_t newest_ = std::numeric_limits<std::int64_t>::min();  // of all packets since the flush

  // while it is proved
  std::vector<AvFramePtr> expected_,
      proposed_;                  // pictures of the software and of the hardware that wait for each other
  std::int64_t proof_start_ = 0;  // time stamp of its key frame
  int agreed_ = 0, packets_in_proof_ = 0;

  // while it decodes: packets since its last picture, and what followed the last two key frames
  int silent_ = 0;
  struct Kept {
    AvPacketPtr packet;
    bool is_key;
  };
  std::deque<Kept> kept_;
  std::size_t kept_bytes_ = 0;
};

/// Whether two frames show the same, up to what rounding may do. Frames in memory.
bool shows_the_same(const AVFrame& a, const AVFrame& b);

}  // namespace redlight
