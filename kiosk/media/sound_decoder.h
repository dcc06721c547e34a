#pragma once
// Private to media/. The sound decoder's thread: packets to 48 kHz stereo in the player's voice, sample-exact over the
// seams of a loop. Made by the player; run() is the body of the thread and returns when the buffers are closed.
//
// The position of a sample in the voice is its media time: what starts late is padded with silence, what starts early
// is cut. The last moment of what is decoded is held back until the end of the pass tells where to cut it.
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "media/media_file.h"
#include "media/packet_buffer.h"
#include "media/progress.h"
#include "media/voice.h"

namespace redlight {

class SoundDecoder {
 public:
  SoundDecoder(std::filesystem::path file, PacketBuffer& packets, Voice& voice, Progress& progress)
      : file_(std::move(file)), packets_(packets), voice_(voice), progress_(progress) {}

  void run();

 private:
  void restart(int generation);
  void decode(const AVPacket* packet);
  void add(const AVFrame& frame);
  bool prepare_resampler(const AVFrame& frame);
  void drain_resampler();
  void place(const AVFrame& frame);
  void append(const float* samples, std::int64_t count);
  void append_silence(std::int64_t count);
  void end_pass(const PacketItem& item);
  void release(std::size_t keep);
  bool emit(std::span<const float> samples);
  void note_error(int code);

  const std::filesystem::path file_;
  PacketBuffer& packets_;
  Voice& voice_;
  Progress& progress_;

  const Track* track_ = nullptr;
  bool is_alone_ = false;  // the file has no picture
  AvCodecPtr codec_;
  SwrPtr resampler_;
  AVSampleFormat format_ = AV_SAMPLE_FMT_NONE;  // what the resampler was made for
  int rate_ = 0, channels_ = 0;
  int generation_ = -1;
  Duration pass_start_{};      // of the media time line
  std::int64_t position_ = 0;  // samples since the start of the generation, up to the end of pending_
  std::int64_t skip_ = 0;      // samples that come before media time 0 and are thrown away
  bool is_placed_ = false;     // the first frame of this pass has come
  bool is_stale_ = false;      // the generation is no longer wanted
  bool is_given_up_ = false;   // in this pass
  bool is_warned_ = false;     // in this file
  int errors_in_a_row_ = 0;
  std::vector<float> pending_;  // decoded and held back
  std::vector<float> converted_;
};

}  // namespace redlight
