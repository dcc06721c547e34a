#include <algorithm>

#include "media/frame_maker.h"
#include "media/hardware_decoders.h"
#include "media/libav_ptrs.h"
#include "media/media_file.h"
#include "media/media_info.h"

namespace redlight {

namespace {

constexpr auto kLimit = std::chrono::seconds(5);
constexpr int kMaxPackets = 2000;  // without a frame among them the file will not play

/// Decodes until the first frame comes out.
Result<void> decode_one(MediaFile& media, Track& track, const std::filesystem::path& file) {
  const auto until = std::chrono::steady_clock::now() + kLimit;
  AvPacketPtr packet(av_packet_alloc());
  AvFramePtr frame(av_frame_alloc());
  if (!packet || !frame) return fail(ErrorKind::exhausted, "There is no memory to examine the file.", file);
  bool is_over = false;
  for (int i = 0; i < kMaxPackets && !is_over; ++i) {
    if (std::chrono::steady_clock::now() > until)
      return fail(ErrorKind::exhausted, "The file took too long to decode.", file);
    const int code = media.read(*packet);
    is_over = code < 0;
    if (!is_over && packet->stream_index != track.index) continue;
    avcodec_send_packet(track.codec.get(), is_over ? nullptr : packet.get());
    av_packet_unref(packet.get());
    if (avcodec_receive_frame(track.codec.get(), frame.get()) >= 0) return {};
  }
  return fail(ErrorKind::malformed, "Nothing in the file can be decoded.", file);
}

struct Format {
  const char* name;
  AVCodecID id;
};

constexpr Format kFormats[] = {
    {"H.264", AV_CODEC_ID_H264},    {"HEVC", AV_CODEC_ID_HEVC}, {"VP8", AV_CODEC_ID_VP8},
    {"VP9", AV_CODEC_ID_VP9},       {"AV1", AV_CODEC_ID_AV1},   {"MPEG-2", AV_CODEC_ID_MPEG2VIDEO},
    {"ProRes", AV_CODEC_ID_PRORES}, {"AAC", AV_CODEC_ID_AAC},   {"Opus", AV_CODEC_ID_OPUS},
};

}  // namespace

Result<MediaInfo> probe(const std::filesystem::path& file) {
  auto media = MediaFile::open(file, {MediaFile::Sound::decode, {}, kLimit}, {});
  if (!media) return tl::unexpected(media.error());
  MediaFile& opened = **media;
  if (auto done = decode_one(opened, opened.video ? opened.video : opened.sound, file); !done)
    return tl::unexpected(done.error());
  return opened.info();
}

std::vector<DecoderOffer> decoder_offers() {
  std::vector<DecoderOffer> offers;
  const std::string device = hardware_device();
  for (const Format& format : kFormats) {
    DecoderOffer offer{format.name, {}, {}, {}};
    const AVCodec* decoder = avcodec_find_decoder(format.id);
    if (decoder != nullptr) {
      offer.decoder = decoder->name;
      for (int i = 0;; ++i) {
        const AVCodecHWConfig* config = avcodec_get_hw_config(decoder, i);
        if (config == nullptr) break;
        const char* name = av_hwdevice_get_type_name(config->device_type);
        if (name != nullptr) offer.hardware.emplace_back(name);
      }
    }
    if (std::find(offer.hardware.begin(), offer.hardware.end(), device) != offer.hardware.end()) offer.device = device;
    offers.push_back(std::move(offer));
  }
  return offers;
}

}  // namespace redlight
