#include "media/media_file.h"

extern "C" {
#include <libavutil/cpu.h>
}

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "media/language_tag.h"

namespace redlight {

namespace {

bool is_picture_in_a_tag(const AVStream& stream) {
  return (stream.disposition & (AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS)) != 0;
}

/// The film among the video streams: cover art is none, the one marked as default comes first, then the largest.
int best_video(const AVFormatContext& format) {
  int best = -1;
  std::pair<bool, std::int64_t> best_rank{};
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    const AVStream& stream = *format.streams[i];
    if (stream.codecpar->codec_type != AVMEDIA_TYPE_VIDEO || is_picture_in_a_tag(stream)) continue;
    const std::pair<bool, std::int64_t> rank{(stream.disposition & AV_DISPOSITION_DEFAULT) != 0,
                                             std::int64_t{stream.codecpar->width} * stream.codecpar->height};
    if (best >= 0 && rank <= best_rank) continue;
    best = static_cast<int>(i);
    best_rank = rank;
  }
  return best;
}

/// The sound in the language that is wished for; where there is none, what the file itself puts first. Commentaries and
/// descriptions for the blind are for those who ask for them.
int best_sound(AVFormatContext& format, std::string_view language, int video) {
  constexpr int kSpecial = AV_DISPOSITION_COMMENT | AV_DISPOSITION_VISUAL_IMPAIRED | AV_DISPOSITION_HEARING_IMPAIRED;
  int best = -1;
  std::tuple<int, bool, bool> best_rank;
  for (unsigned i = 0; !language.empty() && i < format.nb_streams; ++i) {
    const AVStream& stream = *format.streams[i];
    const AVDictionaryEntry* tag = av_dict_get(stream.metadata, "language", nullptr, 0);
    const int match = tag != nullptr ? language_match(tag->value, language) : 0;
    if (stream.codecpar->codec_type != AVMEDIA_TYPE_AUDIO || match == 0) continue;
    const std::tuple rank{match, (stream.disposition & kSpecial) == 0,
                          (stream.disposition & AV_DISPOSITION_DEFAULT) != 0};
    if (best >= 0 && rank <= best_rank) continue;
    best = static_cast<int>(i);
    best_rank = rank;
  }
  if (best >= 0) return best;
  return std::max(av_find_best_stream(&format, AVMEDIA_TYPE_AUDIO, -1, video, nullptr, 0), -1);
}

/// Whether the headers have told all that a player needs, as those of an mp4 do. Otherwise libav decodes some frames to
/// find out, which costs 0.1 s.
bool headers_say_all(const AVFormatContext& format) {
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    const AVStream& s = *format.streams[i];
    const AVCodecParameters& p = *s.codecpar;
    const bool is_video = p.codec_type == AVMEDIA_TYPE_VIDEO && !is_picture_in_a_tag(s),
               is_sound = p.codec_type == AVMEDIA_TYPE_AUDIO;
    if (!is_video && !is_sound) continue;
    if (p.codec_id == AV_CODEC_ID_NONE || s.start_time == AV_NOPTS_VALUE || s.duration <= 0) return false;
    if (is_video && (p.width <= 0 || p.height <= 0 || p.extradata_size == 0 || s.avg_frame_rate.num <= 0)) return false;
    if (is_sound && (p.sample_rate <= 0 || p.ch_layout.nb_channels <= 0)) return false;
  }
  return format.nb_streams > 0;
}

/// As many threads as a small machine needs to decode in half the time that the frames last. One where that will do: it
/// costs a twelfth less, frames come sooner, and a decoder whose threads work on several frames does not always tell
/// which of them it had to patch up.
int threads_for(const AVStream& s) {
  const AVCodecParameters& p = *s.codecpar;
  if (p.codec_type != AVMEDIA_TYPE_VIDEO) return 1;
  const bool is_light = p.codec_id == AV_CODEC_ID_H264 || p.codec_id == AV_CODEC_ID_MPEG2VIDEO ||
                        p.codec_id == AV_CODEC_ID_MPEG4 || p.codec_id == AV_CODEC_ID_VP8 ||
                        p.codec_id == AV_CODEC_ID_MJPEG || p.codec_id == AV_CODEC_ID_THEORA;
  // Of one thread, on a Raspberry Pi; whatever has AVX2 is at least twice as fast.
  const double pixels_a_second = (is_light ? 66e6 : 33e6) * ((av_get_cpu_flags() & AV_CPU_FLAG_AVX2) != 0 ? 2 : 1);
  const double rate = s.avg_frame_rate.num > 0 && s.avg_frame_rate.den > 0 ? av_q2d(s.avg_frame_rate) : 60;
  const double needed = std::ceil(static_cast<double>(p.width) * p.height * rate / pixels_a_second);
  return static_cast<int>(std::clamp(needed, 1.0, std::max(1.0 * std::thread::hardware_concurrency(), 2.0)));
}

std::string sentence(const char* what, int code) { return std::string(what) + ": " + libav_text(code) + "."; }

/// Options for avformat_find_stream_info, which opens decoders of its own: they must respect the limit of pixels as
/// well.
class StreamOptions {
 public:
  explicit StreamOptions(unsigned count) : options_(count) {
    for (auto& one : options_) av_dict_set_int(&one, "max_pixels", kMaxPixels, 0);
  }
  ~StreamOptions() {
    for (auto& one : options_) av_dict_free(&one);
  }
  StreamOptions(const StreamOptions&) = delete;
  StreamOptions& operator=(const StreamOptions&) = delete;
  AVDictionary** data() { return options_.empty() ? nullptr : options_.data(); }

 private:
  std::vector<AVDictionary*> options_;
};

}  // namespace

Result<std::unique_ptr<MediaFile>> MediaFile::open(const std::filesystem::path& file, const Wish& wish,
                                                   std::stop_token stop) {
  route_libav_log();
  std::unique_ptr<MediaFile> media(new MediaFile);
  media->deadline_ = {std::move(stop), std::chrono::steady_clock::now() + wish.limit};
  auto input = InputFile::open(file, media->deadline_);
  if (!input) return tl::unexpected(input.error());
  media->input_ = std::move(*input);
  if (auto done = media->open_container(file); !done) return tl::unexpected(done.error());
  if (auto done = media->find_streams(file, wish); !done) return tl::unexpected(done.error());
  media->fill_info();
  media->deadline_.disarm();
  return media;
}

Result<void> MediaFile::open_container(const std::filesystem::path& file) {
  int code = 0;
  format_ = redlight::open_container(file, *input_, deadline_, code);
  if (!format_) {
    if (deadline_.stop.stop_requested()) return fail(ErrorKind::stopped, "Opening was given up.", file);
    if (deadline_.is_over()) return fail(ErrorKind::exhausted, "The file took too long to open.", file);
    return fail(libav_kind(code), sentence("This is no media file that can be played", code), file);
  }
  if (headers_say_all(*format_)) return {};
  StreamOptions options(format_->nb_streams);
  code = avformat_find_stream_info(format_.get(), options.data());
  if (deadline_.stop.stop_requested()) return fail(ErrorKind::stopped, "Opening was given up.", file);
  if (deadline_.is_over()) return fail(ErrorKind::exhausted, "The file took too long to open.", file);
  if (code < 0) return fail(libav_kind(code), sentence("The streams of the file cannot be read", code), file);
  return {};
}

Result<void> MediaFile::find_streams(const std::filesystem::path& file, const Wish& wish) {
  video.index = best_video(*format_);
  sound.index = best_sound(*format_, wish.language, video.index);
  info_.has_video = bool(video);
  info_.has_audio = bool(sound);
  if (!video && !sound)
    return fail(ErrorKind::unsupported, "The file holds neither a film nor sound that this FFmpeg can decode.", file);
  if (video) {
    const AVCodecParameters& p = *stream(video).codecpar;
    if (std::int64_t{p.width} * p.height > kMaxPixels)
      return fail(ErrorKind::exhausted, "The picture has too many pixels.", file);
    if (auto done = open_decoder(video, file); !done) return done;
    describe_video();
  }
  if (sound) {
    info_.audio_codec = avcodec_get_name(stream(sound).codecpar->codec_id);
    if (wish.sound == Sound::ignore) {
      sound.index = -1;
    } else {
      if (auto done = open_decoder(sound, file); !done) return done;
      describe_sound();
    }
  }
  for (unsigned i = 0; i < format_->nb_streams; ++i) {
    const bool is_played = static_cast<int>(i) == video.index || static_cast<int>(i) == sound.index;
    format_->streams[i]->discard = is_played ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
  return {};
}

Result<void> MediaFile::open_decoder(Track& track, const std::filesystem::path& file) {
  const AVStream& s = stream(track);
  track.time_base = s.time_base;
  const AVCodec* decoder = avcodec_find_decoder(s.codecpar->codec_id);
  if (decoder == nullptr) {
    return fail(ErrorKind::unsupported,
                std::string("This FFmpeg has no decoder for ") + avcodec_get_name(s.codecpar->codec_id) + ".", file);
  }
  track.codec.reset(avcodec_alloc_context3(decoder));
  if (!track.codec) return fail(ErrorKind::exhausted, "There is no memory for a decoder.", file);
  int code = avcodec_parameters_to_context(track.codec.get(), s.codecpar);
  track.codec->pkt_timebase = s.time_base;  // without it the decoder cannot move the pts when it skips priming samples
  track.codec->max_pixels = kMaxPixels;
  track.codec->thread_count = threads_for(s);
  track.codec->flags |= AV_CODEC_FLAG_UNALIGNED;  // crop exactly, whatever alignment that costs
  if (code >= 0) code = avcodec_open2(track.codec.get(), decoder, nullptr);
  if (code < 0) return fail(libav_kind(code), sentence("The decoder refused the file", code), file);
  return {};
}

void MediaFile::describe_video() {
  AVStream& s = *format_->streams[video.index];
  const AVRational rate = av_guess_frame_rate(format_.get(), &s, nullptr);
  video.frame_duration =
      rate.num > 0 && rate.den > 0 ? to_duration(1, av_inv_q(rate)) : Duration(std::chrono::milliseconds(40));
  video.origin = s.start_time == AV_NOPTS_VALUE ? 0 : s.start_time;
  const AVRational aspect = av_guess_sample_aspect_ratio(format_.get(), &s, nullptr);
  if (aspect.num > 0 && aspect.den > 0) video.picture.pixel_aspect = av_q2d(aspect);
  constexpr std::size_t kMatrixBytes = 9 * sizeof(std::int32_t);
  if (const std::uint8_t* matrix = side_data_of(s, AV_PKT_DATA_DISPLAYMATRIX, kMatrixBytes))
    video.picture.turn = turn_of_matrix(reinterpret_cast<const std::int32_t*>(matrix));
  video.picture.peak = peak_of(reinterpret_cast<const AVContentLightMetadata*>(
                                   side_data_of(s, AV_PKT_DATA_CONTENT_LIGHT_LEVEL, sizeof(AVContentLightMetadata))),
                               reinterpret_cast<const AVMasteringDisplayMetadata*>(side_data_of(
                                   s, AV_PKT_DATA_MASTERING_DISPLAY_METADATA, sizeof(AVMasteringDisplayMetadata))));
  info_.width = video.picture.turn.transposes ? s.codecpar->height : s.codecpar->width;
  info_.height = video.picture.turn.transposes ? s.codecpar->width : s.codecpar->height;
  const AVRational average = s.avg_frame_rate.num > 0 && s.avg_frame_rate.den > 0 ? s.avg_frame_rate : rate;
  info_.frames_per_second = average.den > 0 ? av_q2d(average) : 0;
  const double base = rate.den > 0 ? av_q2d(rate) : 0;
  info_.has_steady_rate = std::abs(info_.frames_per_second - base) <= base * 0.0005;
  info_.video_codec = avcodec_get_name(s.codecpar->codec_id);
}

void MediaFile::describe_sound() {
  const AVStream& s = stream(sound);
  if (video) {
    sound.origin = av_rescale_q(video.origin, video.time_base, sound.time_base);
  } else {
    sound.origin = s.start_time == AV_NOPTS_VALUE ? 0 : s.start_time;
  }
  // Other containers say in the packets what is to be cut off; mp4 says it by the length of the track alone.
  const bool is_mp4 = std::string_view(format_->iformat->name).find("mp4") != std::string_view::npos;
  if (is_mp4 && s.duration > 0 && s.start_time != AV_NOPTS_VALUE)
    sound.length = to_duration(s.start_time + s.duration - sound.origin, sound.time_base);
}

void MediaFile::fill_info() {
  for (const Track* track : {&video, &sound}) {
    if (*track && stream(*track).duration > 0)
      info_.duration = std::max(info_.duration, to_duration(stream(*track).duration, track->time_base));
  }
  if (info_.duration <= Duration{} && format_->duration > 0)
    info_.duration = to_duration(format_->duration, av_get_time_base_q());
}

int MediaFile::read(AVPacket& packet) {
  for (;;) {
    av_packet_unref(&packet);  // av_read_frame() would overwrite what it holds
    const int code = av_read_frame(format_.get(), &packet);
    if (code < 0) return code;
    if (packet.stream_index == video.index || packet.stream_index == sound.index) return 0;
  }
}

void MediaFile::skip_video() {
  if (!video) return;
  format_->streams[video.index]->discard = AVDISCARD_ALL;
  video = Track{};
}

bool MediaFile::seek_to_start() {
  const std::int64_t start = format_->start_time == AV_NOPTS_VALUE ? 0 : format_->start_time;
  // Well before the start, so that packets with negative time stamps (a sound codec's priming) are read again as well.
  if (av_seek_frame(format_.get(), -1, start - std::int64_t{10} * AV_TIME_BASE, AVSEEK_FLAG_BACKWARD) >= 0) return true;
  if (av_seek_frame(format_.get(), -1, start, AVSEEK_FLAG_BACKWARD) >= 0) return true;
  return av_seek_frame(format_.get(), -1, 0, AVSEEK_FLAG_BYTE) >= 0;
}

}  // namespace redlight
