#include "media/caption_tracks.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "media/caption_markup.h"
#include "media/container.h"
#include "media/input_file.h"

namespace redlight {
namespace fs = std::filesystem;
namespace {

constexpr auto kLimit = std::chrono::minutes(2);       // of real time, for a file on a slow disk
constexpr Duration kUnsaid = std::chrono::seconds(4);  // how long a caption is seen that does not say it

bool is_text(AVCodecID codec) {
  switch (codec) {
    case AV_CODEC_ID_SUBRIP:
    case AV_CODEC_ID_WEBVTT:
    case AV_CODEC_ID_TEXT:
    case AV_CODEC_ID_MOV_TEXT:
    case AV_CODEC_ID_ASS:
      return true;
    default:
      return false;
  }
}

/// A film that is read for its captions alone.
class CaptionedFilm {
 public:
  Result<void> open(const fs::path& film, std::stop_token stop) {
    route_libav_log();
    deadline_ = {std::move(stop), std::chrono::steady_clock::now() + kLimit};
    auto input = InputFile::open(film, deadline_);
    if (!input) return tl::unexpected(input.error());
    input_ = std::move(*input);
    int code = 0;
    format_ = open_container(film, *input_, deadline_, code);
    if (!format_)
      return fail(libav_kind(code), "The captions inside the film cannot be read: " + libav_text(code) + ".", film);
    return {};
  }
  AVFormatContext& format() { return *format_; }

 private:
  Deadline deadline_;  // read by the two below, so it goes last
  std::unique_ptr<InputFile> input_;
  ContainerPtr format_;
};

/// The text of a packet, which is not to be trusted.
std::string text_of(const AVPacket& packet, AVCodecID codec) {
  std::string_view bytes(reinterpret_cast<const char*>(packet.data),
                         static_cast<std::size_t>(std::max(packet.size, 0)));
  if (codec == AV_CODEC_ID_MOV_TEXT) {
    // 3GPP TS 26.245: two bytes of length, the text, then boxes of style.
    if (bytes.size() < 2) return {};
    const auto length =
        static_cast<std::size_t>(static_cast<unsigned char>(bytes[0]) << 8 | static_cast<unsigned char>(bytes[1]));
    bytes = bytes.substr(2, length);
  }
  std::string text(bytes.substr(0, kMostEventBytes));
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
  return first_invalid_utf8(text) == std::string::npos ? text : std::string();
}

/// "ReadOrder,Layer,Style,..." without its first field.
std::string without_order(const std::string& line) {
  const auto comma = line.find(',');
  return comma == std::string::npos ? std::string() : line.substr(comma + 1);
}

/// Reads packets and turns those of the track into events.
class TrackReader {
 public:
  TrackReader(AVFormatContext& format, int track) : format_(format), stream_(*format.streams[track]) {}

  CaptionScript run() {
    const AVCodecParameters& codec = *stream_.codecpar;
    if (codec.codec_id == AV_CODEC_ID_ASS && codec.extradata_size > 0)
      script_.header.assign(reinterpret_cast<const char*>(codec.extradata),
                            static_cast<std::size_t>(codec.extradata_size));
    find_origin();
    AvPacketPtr packet(av_packet_alloc());
    while (packet && script_.events.size() < kMostCaptionEvents && bytes_ < kMostCaptionBytes) {
      av_packet_unref(packet.get());
      if (av_read_frame(&format_, packet.get()) < 0) break;
      take(*packet);
    }
    finish_open(Duration::max());
    std::stable_sort(script_.events.begin(), script_.events.end(),
                     [](const auto& a, const auto& b) { return a.begin < b.begin; });
    return std::move(script_);
  }

 private:
  /// Media time begins with the film's first picture, or else with the sound. Where the container does not say when
  /// that is, its first packet does.
  void find_origin() {
    first_ = av_find_best_stream(&format_, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (first_ < 0) first_ = av_find_best_stream(&format_, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    for (unsigned i = 0; i < format_.nb_streams; ++i) format_.streams[i]->discard = AVDISCARD_ALL;
    stream_.discard = AVDISCARD_DEFAULT;
    if (first_ < 0) return;
    const AVStream& first = *format_.streams[first_];
    if (first.start_time != AV_NOPTS_VALUE) {
      origin_ = to_duration(first.start_time, first.time_base), first_ = -1;
    } else {
      format_.streams[first_]->discard = AVDISCARD_DEFAULT;
    }
  }

  void take(const AVPacket& packet) {
    if (packet.stream_index == first_ && packet.pts != AV_NOPTS_VALUE) {
      origin_ = to_duration(packet.pts, format_.streams[first_]->time_base);
      format_.streams[first_]->discard = AVDISCARD_ALL;
      first_ = -1;
    }
    if (packet.stream_index != stream_.index || packet.pts == AV_NOPTS_VALUE) return;
    const AVCodecID codec = stream_.codecpar->codec_id;
    const Duration begin = whole(to_duration(packet.pts, stream_.time_base) - origin_);
    finish_open(begin);
    std::string text = text_of(packet, codec);
    bytes_ += text.size();
    text = codec == AV_CODEC_ID_ASS ? without_order(text) : caption_markup(text);
    if (text.empty()) return;
    const Duration length = to_duration(std::max<std::int64_t>(packet.duration, 0), stream_.time_base);
    const Duration end = length > Duration{} ? whole(begin + length) : begin;
    is_open_ = end <= begin;
    if (is_open_ || end > Duration{}) script_.events.push_back({begin, end, std::move(text)});
  }

  /// An event that did not say its end is seen until the next one comes, but not for ever.
  void finish_open(Duration next) {
    if (!std::exchange(is_open_, false)) return;
    CaptionEvent& event = script_.events.back();
    event.end = std::min(event.begin + kUnsaid, next);
    if (event.end <= event.begin) script_.events.pop_back();
  }

  static Duration whole(Duration time) { return std::chrono::floor<std::chrono::milliseconds>(time); }

  AVFormatContext& format_;
  AVStream& stream_;
  CaptionScript script_;
  Duration origin_{};
  int first_ = -1;  // the stream whose first packet tells the origin; -1 once that is known
  std::size_t bytes_ = 0;
  bool is_open_ = false;  // the last event has no end yet
};

}  // namespace

Result<std::vector<CaptionSource>> caption_tracks(const fs::path& film, std::stop_token stop) {
  CaptionedFilm captioned;
  if (auto opened = captioned.open(film, std::move(stop)); !opened) return tl::unexpected(opened.error());
  std::vector<CaptionSource> tracks;
  const AVFormatContext& format = captioned.format();
  for (unsigned i = 0; i < format.nb_streams; ++i) {
    const AVStream& stream = *format.streams[i];
    if (stream.codecpar->codec_type != AVMEDIA_TYPE_SUBTITLE || !is_text(stream.codecpar->codec_id)) continue;
    const AVDictionaryEntry* language = av_dict_get(stream.metadata, "language", nullptr, 0);
    tracks.push_back({film, static_cast<int>(i), language ? language->value : ""});
  }
  return tracks;
}

Result<CaptionScript> read_caption_track(const fs::path& film, int track, std::stop_token stop) {
  CaptionedFilm captioned;
  if (auto opened = captioned.open(film, std::move(stop)); !opened) return tl::unexpected(opened.error());
  AVFormatContext& format = captioned.format();
  if (track < 0 || static_cast<unsigned>(track) >= format.nb_streams)
    return fail(ErrorKind::malformed, "The film has other tracks than before.", film);
  return TrackReader(format, track).run();
}

}  // namespace redlight
