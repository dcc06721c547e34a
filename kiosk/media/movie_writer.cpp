#include "media/movie_writer.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
}

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

#include "media/libav_ptrs.h"
#include "media/voice.h"

namespace redlight {

namespace {

std::string sentence(const char* what, int code) { return std::string(what) + ": " + libav_text(code) + "."; }

struct OutputDeleter {
  void operator()(AVFormatContext* p) const {
    if (p->pb != nullptr) avio_closep(&p->pb);
    avformat_free_context(p);
  }
};

class Mp4Writer final : public MovieWriter {
 public:
  Mp4Writer(std::filesystem::path file, const MovieFormat& format)
      : file_(std::move(file)), temporary_(file_.string() + ".part"), format_(format) {}
  ~Mp4Writer() override;

  Result<void> open();
  Result<void> add_frame(std::span<const std::uint32_t> pixels, int stride) override;
  Result<void> add_sound(std::span<const float> samples) override;
  Result<void> finish() override;

 private:
  Result<void> open_picture();
  Result<void> open_sound();
  Result<void> add_stream(AVStream*& stream, const AVCodecContext& codec);
  Result<void> encode(AVCodecContext& codec, const AVStream& stream, const AVFrame* frame);
  Result<void> encode_sound(std::size_t frames);
  Result<void> failed(const char* what, int code) const {
    return fail(libav_kind(code), sentence(what, code), file_.string());
  }

  const std::filesystem::path file_, temporary_;
  const MovieFormat format_;
  std::unique_ptr<AVFormatContext, OutputDeleter> output_;
  AvCodecPtr picture_, sound_;
  AVStream *picture_stream_ = nullptr, *sound_stream_ = nullptr;  // owned by output_
  SwsPtr converter_;
  AvFramePtr frame_, samples_;
  AvPacketPtr packet_;
  std::vector<float> waiting_;  // sound that does not yet fill a codec frame
  std::int64_t frames_ = 0, sound_frames_ = 0;
  bool is_finished_ = false;
};

Mp4Writer::~Mp4Writer() {
  output_.reset();
  std::error_code ignored;
  if (!is_finished_) std::filesystem::remove(temporary_, ignored);
}

Result<void> Mp4Writer::open() {
  AVFormatContext* made = nullptr;
  // The temporary name has no suffix to guess by.
  int code = avformat_alloc_output_context2(&made, nullptr, "mp4", temporary_.c_str());
  output_.reset(made);
  if (code < 0) return failed("This FFmpeg writes no mp4", code);
  output_->flags |= AVFMT_FLAG_BITEXACT;
  packet_.reset(av_packet_alloc());
  frame_.reset(av_frame_alloc());
  samples_.reset(av_frame_alloc());
  if (!packet_ || !frame_ || !samples_) return fail(ErrorKind::exhausted, "There is no memory to write a film.", file_);
  if (auto done = open_picture(); !done) return done;
  if (format_.has_sound) {
    if (auto done = open_sound(); !done) return done;
  }
  code = avio_open(&output_->pb, temporary_.c_str(), AVIO_FLAG_WRITE);
  if (code < 0) return fail(ErrorKind::unreadable, sentence("The film cannot be written there", code), temporary_);
  AVDictionary* options = nullptr;
  av_dict_set(&options, "movflags", "+faststart", 0);
  code = avformat_write_header(output_.get(), &options);
  av_dict_free(&options);
  if (code < 0) return failed("The film cannot be begun", code);
  return {};
}

Result<void> Mp4Writer::add_stream(AVStream*& stream, const AVCodecContext& codec) {
  stream = avformat_new_stream(output_.get(), nullptr);
  if (stream == nullptr) return fail(ErrorKind::exhausted, "There is no memory to write a film.", file_);
  stream->time_base = codec.time_base;
  const int code = avcodec_parameters_from_context(stream->codecpar, &codec);
  if (code < 0) return failed("The film cannot be described", code);
  return {};
}

Result<void> Mp4Writer::open_picture() {
  const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
  if (encoder == nullptr)
    return fail(ErrorKind::unsupported, "This FFmpeg has no libx264; install one that has it.", file_);
  picture_.reset(avcodec_alloc_context3(encoder));
  if (!picture_) return fail(ErrorKind::exhausted, "There is no memory for an encoder.", file_);
  AVCodecContext& c = *picture_;
  c.width = format_.width;
  c.height = format_.height;
  c.pix_fmt = AV_PIX_FMT_YUV420P;
  c.time_base = {format_.fps_denominator, format_.fps_numerator};
  c.framerate = {format_.fps_numerator, format_.fps_denominator};
  c.sample_aspect_ratio = {1, 1};
  c.color_range = AVCOL_RANGE_MPEG;
  c.colorspace = AVCOL_SPC_BT709;
  c.color_primaries = AVCOL_PRI_BT709;
  c.color_trc = AVCOL_TRC_BT709;
  c.chroma_sample_location = AVCHROMA_LOC_LEFT;
  c.thread_count = 2;  // x264 gives the same bytes for the same number of threads only
  c.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER;
  AVDictionary* options = nullptr;
  av_dict_set(&options, "preset", "fast", 0);
  // Lossless is not part of the profile "high".
  if (format_.crf > 0) av_dict_set(&options, "profile", "high", 0);
  av_dict_set_int(&options, "crf", format_.crf, 0);
  int code = avcodec_open2(&c, encoder, &options);
  av_dict_free(&options);
  if (code < 0) return failed("The film's encoder refused the format", code);

  converter_.reset(
      sws_getContext(c.width, c.height, AV_PIX_FMT_0RGB32, c.width, c.height, c.pix_fmt,
                     SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP, nullptr,
                     nullptr, nullptr));
  if (!converter_) return fail(ErrorKind::unsupported, "The picture cannot be converted for the encoder.", file_);
  const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
  sws_setColorspaceDetails(converter_.get(), bt709, 1, bt709, 0, 0, 1 << 16, 1 << 16);
  frame_->format = c.pix_fmt;
  frame_->width = c.width;
  frame_->height = c.height;
  if (code = av_frame_get_buffer(frame_.get(), 0); code < 0) return failed("There is no memory for a picture", code);
  return add_stream(picture_stream_, c);
}

Result<void> Mp4Writer::open_sound() {
  const AVCodec* encoder = avcodec_find_encoder_by_name("aac");
  if (encoder == nullptr)
    return fail(ErrorKind::unsupported, "This FFmpeg has no AAC encoder; install one that has it.", file_);
  sound_.reset(avcodec_alloc_context3(encoder));
  if (!sound_) return fail(ErrorKind::exhausted, "There is no memory for an encoder.", file_);
  AVCodecContext& c = *sound_;
  c.sample_fmt = AV_SAMPLE_FMT_FLTP;
  c.sample_rate = kSampleRate;
  c.time_base = {1, kSampleRate};
  c.bit_rate = 192'000;
  c.flags |= AV_CODEC_FLAG_BITEXACT | AV_CODEC_FLAG_GLOBAL_HEADER;
  av_channel_layout_default(&c.ch_layout, 2);
  if (const int code = avcodec_open2(&c, encoder, nullptr); code < 0)
    return failed("The sound's encoder refused the format", code);
  return add_stream(sound_stream_, c);
}

Result<void> Mp4Writer::add_frame(std::span<const std::uint32_t> pixels, int stride) {
  const std::size_t needed = static_cast<std::size_t>(stride) * static_cast<std::size_t>(format_.height - 1) +
                             static_cast<std::size_t>(format_.width);
  if (stride < format_.width || pixels.size() < needed)
    return fail(ErrorKind::malformed, "The picture is smaller than the film.", file_);
  // The encoder may still hold the last picture.
  if (const int code = av_frame_make_writable(frame_.get()); code < 0)
    return failed("There is no memory for a picture", code);
  const std::uint8_t* from[] = {reinterpret_cast<const std::uint8_t*>(pixels.data())};
  const int from_stride[] = {stride * 4};
  sws_scale(converter_.get(), from, from_stride, 0, format_.height, frame_->data, frame_->linesize);
  frame_->pts = frames_++;
  return encode(*picture_, *picture_stream_, frame_.get());
}

Result<void> Mp4Writer::add_sound(std::span<const float> samples) {
  if (!sound_) return fail(ErrorKind::unsupported, "The film was begun without sound.", file_);
  waiting_.insert(waiting_.end(), samples.begin(), samples.end());
  const auto size = static_cast<std::size_t>(sound_->frame_size);
  while (waiting_.size() >= size * 2) {
    if (auto done = encode_sound(size); !done) return done;
  }
  return {};
}

Result<void> Mp4Writer::encode_sound(std::size_t frames) {
  av_frame_unref(samples_.get());
  samples_->format = AV_SAMPLE_FMT_FLTP;
  samples_->sample_rate = kSampleRate;
  samples_->nb_samples = static_cast<int>(frames);
  av_channel_layout_default(&samples_->ch_layout, 2);
  if (const int code = av_frame_get_buffer(samples_.get(), 0); code < 0)
    return failed("There is no memory for sound", code);
  for (int channel = 0; channel < 2; ++channel) {
    auto* to = reinterpret_cast<float*>(samples_->data[channel]);
    for (std::size_t i = 0; i < frames; ++i) to[i] = waiting_[i * 2 + static_cast<std::size_t>(channel)];
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(frames * 2));
  samples_->pts = sound_frames_;
  sound_frames_ += static_cast<std::int64_t>(frames);
  return encode(*sound_, *sound_stream_, samples_.get());
}

Result<void> Mp4Writer::encode(AVCodecContext& codec, const AVStream& stream, const AVFrame* frame) {
  int code = avcodec_send_frame(&codec, frame);
  if (code < 0) return failed("The encoder failed", code);
  for (;;) {
    code = avcodec_receive_packet(&codec, packet_.get());
    if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return {};
    if (code < 0) return failed("The encoder failed", code);
    if (packet_->duration == 0 && codec.codec_type == AVMEDIA_TYPE_VIDEO) packet_->duration = 1;
    av_packet_rescale_ts(packet_.get(), codec.time_base, stream.time_base);
    packet_->stream_index = stream.index;
    code = av_interleaved_write_frame(output_.get(), packet_.get());
    if (code < 0) return fail(ErrorKind::unreadable, sentence("The film cannot be written", code), temporary_);
  }
}

Result<void> Mp4Writer::finish() {
  if (is_finished_) return {};
  if (sound_ && !waiting_.empty()) {
    if (auto done = encode_sound(waiting_.size() / 2); !done) return done;
  }
  if (auto done = encode(*picture_, *picture_stream_, nullptr); !done) return done;
  if (sound_) {
    if (auto done = encode(*sound_, *sound_stream_, nullptr); !done) return done;
  }
  int code = av_write_trailer(output_.get());
  if (code >= 0) code = avio_closep(&output_->pb);
  if (code < 0) return fail(ErrorKind::unreadable, sentence("The film cannot be finished", code), temporary_);
  std::error_code error;
  std::filesystem::rename(temporary_, file_, error);
  if (error) return fail(ErrorKind::unreadable, "The film cannot be renamed: " + error.message() + ".", file_);
  is_finished_ = true;
  return {};
}

}  // namespace

Result<std::unique_ptr<MovieWriter>> MovieWriter::create(const std::filesystem::path& file, const MovieFormat& format) {
  route_libav_log();
  const bool is_sane = format.width > 0 && format.height > 0 && format.width % 2 == 0 && format.height % 2 == 0 &&
                       format.fps_numerator > 0 && format.fps_denominator > 0 && format.crf >= 0 && format.crf <= 51;
  if (!is_sane)
    return fail(ErrorKind::unsupported, "A film needs an even size, a frame rate, and a crf from 0 to 51.", file);
  auto writer = std::make_unique<Mp4Writer>(file, format);
  if (auto done = writer->open(); !done) return tl::unexpected(done.error());
  return writer;
}

}  // namespace redlight
