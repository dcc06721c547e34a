#pragma once
// Private to media/. The video decoder's thread: packets to frames with their place on the player's media time line,
// over all passes of a loop. Made by the player; run() is the body of the thread and returns when the buffers are
// closed.
#include <filesystem>

#include "media/deinterlacer.h"
#include "media/frame_maker.h"
#include "media/frame_queue.h"
#include "media/media_file.h"
#include "media/packet_buffer.h"
#include "media/picture_decoder.h"
#include "media/progress.h"

namespace redlight {

class VideoDecoder {
 public:
  VideoDecoder(std::filesystem::path file, Decoding decoding, PacketBuffer& packets, FrameQueue& frames,
               Progress& progress)
      : file_(std::move(file)), decoding_(decoding), packets_(packets), frames_(frames), progress_(progress) {}

  void run();

 private:
  PictureDecoderPtr make_decoder(AvCodecPtr software) const;
  void restart(int generation);
  void decode(const AVPacket* packet);
  void receive_all();
  void note_damage(const AVFrame& frame);
  void place(AvFramePtr frame);
  void release();
  void hand_over(Deinterlacer::Timed item);
  void end_pass(const PacketItem& item);
  void note_error(int code);

  const std::filesystem::path file_;
  const Decoding decoding_;
  PacketBuffer& packets_;
  FrameQueue& frames_;
  Progress& progress_;

  const Track* track_ = nullptr;
  PictureDecoderPtr decoder_;
  Deinterlacer deinterlacer_{[this](Deinterlacer::Timed item) { hand_over(std::move(item)); }};
  /// Frames that may build on the one that is seen after them: they wait until it is known to be whole.
  std::vector<Deinterlacer::Timed> between_;
  FrameMaker maker_;
  int generation_ = 0;
  Duration pass_start_{};  // of the media time line
  Duration next_pts_{};    // where the frame after the last one belongs, for those that do not say
  Duration last_pts_{};
  bool has_frame_ = false;  // in this generation, handed over
  bool has_frame_in_pass_ = false;
  bool is_placed_ = false;    // the first frame of this generation has its pts
  bool is_given_up_ = false;  // in this pass
  bool is_patched_ = false;   // the frame that was decoded last
  bool is_damaged_ = false;   // so are those that build on it, up to the next whole one
  bool is_warned_ = false;    // in this file
  int errors_in_a_row_ = 0;
};

}  // namespace redlight
