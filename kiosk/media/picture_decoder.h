#pragma once
// Private to media/. Packets in, decoded pictures in memory out, whoever decodes them. One owner, one thread.
#include <memory>

#include "media/libav_ptrs.h"

namespace redlight {

/// Answers with libavcodec's codes for the same questions.
class PictureDecoder {
 public:
  PictureDecoder() = default;
  virtual ~PictureDecoder() = default;
  PictureDecoder(const PictureDecoder&) = delete;
  PictureDecoder& operator=(const PictureDecoder&) = delete;

  /// Null: no more follow until flush().
  virtual int send(const AVPacket* packet) = 0;
  virtual int receive(AVFrame& frame) = 0;
  virtual void flush() = 0;
};

using PictureDecoderPtr = std::unique_ptr<PictureDecoder>;

/// One of libavcodec's decoders. What it leaves in the memory of a device is fetched from there.
class CodecDecoder final : public PictureDecoder {
 public:
  explicit CodecDecoder(AvCodecPtr codec) : codec_(std::move(codec)) {}

  int send(const AVPacket* packet) override { return avcodec_send_packet(codec_.get(), packet); }
  int receive(AVFrame& frame) override;
  void flush() override { avcodec_flush_buffers(codec_.get()); }

 private:
  AvCodecPtr codec_;
};

/// A context for films like that of `codec`, not opened, for `decoder`, or for the same one; null without memory.
AvCodecPtr copy_of_codec(const AVCodecContext& codec, const AVCodec* decoder = nullptr);

}  // namespace redlight
