// Decoding in hardware: what it must prove, and that nobody sees it fail. There is no such hardware where tests run, so
// software pretends to be it, with every fault it may have.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "media/media_file.h"
#include "media/proven_decoder.h"
#include "support/made_films.h"

using namespace redlight;
using namespace redlight::test;

namespace {

struct Film {
  std::unique_ptr<MediaFile> file;
  std::vector<AvPacketPtr> packets;
};

/// 60 pictures, a key frame every 12, others between that build on later ones, and groups that lean on the one before.
/// Cases run beside each other: each has a file of its `own`.
Film read_film(const std::string& own) {
  const auto path = make_film("hardware_" + own + ".mp4",
                              "-f lavfi -i testsrc2=size=128x96:rate=25:duration=2.4 -c:v libx264 "
                              "-x264-params keyint=12:bframes=2:open-gop=1:scenecut=0");
  Film film;
  auto opened = MediaFile::open(path, {MediaFile::Sound::ignore, {}, std::chrono::seconds(10)}, {});
  REQUIRE(opened);
  film.file = std::move(*opened);
  for (;;) {
    AvPacketPtr packet(av_packet_alloc());
    if (film.file->read(*packet) < 0) break;
    film.packets.push_back(std::move(packet));
  }
  return film;
}

PictureDecoderPtr software_for(const Film& film) {
  AvCodecPtr codec = copy_of_codec(*film.file->video.codec);
  REQUIRE(codec);
  REQUIRE(avcodec_open2(codec.get(), codec->codec, nullptr) >= 0);
  return std::make_unique<CodecDecoder>(std::move(codec));
}

enum class Fault { none, refuses_packet, spoils_receiving, wrong_pictures, silent, fails_at_end };

class Pretender final : public PictureDecoder {
 public:
  Pretender(PictureDecoderPtr inner, Fault fault, int at) : inner_(std::move(inner)), fault_(fault), at_(at) {}

  int send(const AVPacket* packet) override {
    if (packet == nullptr && fault_ == Fault::fails_at_end) return AVERROR_EXTERNAL;
    if (packet != nullptr && ++packets_ > at_ && fault_ == Fault::refuses_packet) return AVERROR(EIO);
    return inner_->send(packet);
  }
  int receive(AVFrame& frame) override {
    const int code = inner_->receive(frame);
    if (code < 0) return code;
    const bool is_late = ++frames_ > at_;
    if (fault_ == Fault::silent) return av_frame_unref(&frame), AVERROR(EAGAIN);
    if (fault_ == Fault::spoils_receiving && is_late) return av_frame_unref(&frame), AVERROR_EXTERNAL;
    if (fault_ == Fault::wrong_pictures && is_late && av_frame_make_writable(&frame) >= 0)
      std::memset(frame.data[1], 0,
                  static_cast<std::size_t>(frame.linesize[1]) * static_cast<std::size_t>(frame.height / 2));
    return 0;
  }
  void flush() override { inner_->flush(); }

 private:
  PictureDecoderPtr inner_;
  Fault fault_;
  int at_, packets_ = 0, frames_ = 0;
};

struct Shown {
  std::int64_t stamp;
  std::uint64_t picture;
  bool operator==(const Shown&) const = default;
};

void receive_all(PictureDecoder& decoder, std::vector<Shown>& shown) {
  for (;;) {
    AvFramePtr frame(av_frame_alloc());
    if (decoder.receive(*frame) < 0) return;
    std::string all;
    for (int p = 0; p < 3; p++)
      for (int y = 0; y < (p > 0 ? frame->height / 2 : frame->height); y++)
        all.append(reinterpret_cast<const char*>(frame->data[p]) + std::ptrdiff_t{y} * frame->linesize[p],
                   static_cast<std::size_t>(p > 0 ? frame->width / 2 : frame->width));
    shown.push_back({frame->best_effort_timestamp, std::hash<std::string>{}(all)});
  }
}

/// One pass through the film; `after_last`: called before the last pictures are called in.
std::vector<Shown> pass(
    PictureDecoder& decoder, const Film& film, const std::function<void()>& after_last = [] {}) {
  std::vector<Shown> shown;
  for (const AvPacketPtr& packet : film.packets) {
    CHECK(decoder.send(packet.get()) == 0);
    receive_all(decoder, shown);
  }
  after_last();
  decoder.send(nullptr);
  receive_all(decoder, shown);
  decoder.flush();
  return shown;
}

ProvenDecoder decoder_with(const Film& film, Fault fault, int at) {
  ProvenDecoder::Makers makers;
  makers.hardware = [&film, fault, at] {
    return ProvenDecoder::Offer{std::make_unique<Pretender>(software_for(film), fault, at), "pretended"};
  };
  makers.software = [&film] { return software_for(film); };
  return ProvenDecoder(software_for(film), std::move(makers), "hardware.mp4");
}

}  // namespace

TEST_CASE("hardware that gives the pictures of the software decodes alone, and nothing is seen of it") {
  const Film film = read_film("alone");
  REQUIRE(film.packets.size() == 60);
  const auto expected = pass(*software_for(film), film);
  REQUIRE(expected.size() == 60);
  ProvenDecoder decoder = decoder_with(film, Fault::none, 0);
  bool was_in_hardware = false;
  for (int round = 0; round < 3; round++) {
    CHECK(pass(decoder, film, [&] { was_in_hardware = decoder.is_in_hardware(); }) == expected);
    CHECK(was_in_hardware);
  }
}

TEST_CASE("wherever hardware fails, the film goes on in software with the picture that was missing") {
  const Film film = read_film("fails");
  const auto expected = pass(*software_for(film), film);
  const auto fault = GENERATE(Fault::refuses_packet, Fault::spoils_receiving, Fault::fails_at_end);
  const int at = GENERATE(0, 1, 4, 7, 11, 12, 13, 23, 25, 36, 47, 59);
  CAPTURE(static_cast<int>(fault), at);
  ProvenDecoder decoder = decoder_with(film, fault, at);
  CHECK(pass(decoder, film) == expected);
  CHECK_FALSE(decoder.is_in_hardware());
  CHECK(pass(decoder, film) == expected);
}

TEST_CASE("hardware whose pictures are others, or never come, decodes nothing") {
  const Film film = read_film("others");
  const auto expected = pass(*software_for(film), film);
  const auto fault = GENERATE(Fault::wrong_pictures, Fault::silent);
  const int at = GENERATE(0, 1, 2);
  ProvenDecoder decoder = decoder_with(film, fault, at);
  for (int round = 0; round < 3; round++)
    CHECK(pass(decoder, film, [&] { CHECK_FALSE(decoder.is_in_hardware()); }) == expected);
}

TEST_CASE("hardware that is not known yet is asked for at every key frame, none is asked for once") {
  const Film film = read_film("asked");
  const auto expected = pass(*software_for(film), film);
  const int known_at = GENERATE(1, 3, 100);
  int questions = 0;
  ProvenDecoder::Makers makers;
  makers.hardware = [&]() -> std::optional<ProvenDecoder::Offer> {
    if (++questions < known_at) return std::nullopt;
    return ProvenDecoder::Offer{};
  };
  makers.software = [&film] { return software_for(film); };
  ProvenDecoder decoder(software_for(film), std::move(makers), "hardware.mp4");
  CHECK(pass(decoder, film) == expected);
  CHECK(questions == std::min(known_at, 5));
}

TEST_CASE("where software cannot be opened again, the failure is told") {
  const Film film = read_film("once");
  ProvenDecoder::Makers makers;
  makers.hardware = [&film] {
    return ProvenDecoder::Offer{std::make_unique<Pretender>(software_for(film), Fault::refuses_packet, 30),
                                "pretended"};
  };
  makers.software = [] { return PictureDecoderPtr(); };
  ProvenDecoder decoder(software_for(film), std::move(makers), "hardware.mp4");
  std::set<int> codes;
  for (const AvPacketPtr& packet : film.packets) codes.insert(decoder.send(packet.get()));
  codes.insert(decoder.send(nullptr));
  decoder.flush();
  CHECK(codes == std::set<int>{0, AVERROR(EIO), AVERROR_DECODER_NOT_FOUND});
}

TEST_CASE("pictures are compared whatever their layout is") {
  const auto filled = [](AVPixelFormat format, int luma, int cb, int cr, int width = 64) {
    AvFramePtr frame(av_frame_alloc());
    frame->format = format, frame->width = width, frame->height = 48;
    REQUIRE(av_frame_get_buffer(frame.get(), 0) >= 0);
    const auto put = [&](int plane, int step, int offset, int value, int bits) {
      const int rows = plane == 0 ? 48 : 24, columns = plane == 0 ? width : width / 2;
      for (int y = 0; y < rows; y++)
        for (int x = 0; x < columns; x++) {
          std::uint8_t* at = frame->data[plane] + y * frame->linesize[plane] + x * step + offset;
          const auto wide = static_cast<std::uint16_t>(value << (bits - 8));
          if (bits == 8)
            *at = static_cast<std::uint8_t>(value);
          else
            std::memcpy(at, &wide, sizeof wide);
        }
    };
    if (format == AV_PIX_FMT_YUV420P) put(0, 1, 0, luma, 8), put(1, 1, 0, cb, 8), put(2, 1, 0, cr, 8);
    if (format == AV_PIX_FMT_NV12) put(0, 1, 0, luma, 8), put(1, 2, 0, cb, 8), put(1, 2, 1, cr, 8);
    if (format == AV_PIX_FMT_P010) put(0, 2, 0, luma, 16), put(1, 4, 0, cb, 16), put(1, 4, 2, cr, 16);
    return frame;
  };
  const AvFramePtr planar = filled(AV_PIX_FMT_YUV420P, 90, 60, 200);
  CHECK(shows_the_same(*planar, *filled(AV_PIX_FMT_NV12, 90, 60, 200)));
  CHECK(shows_the_same(*planar, *filled(AV_PIX_FMT_P010, 90, 60, 200)));
  CHECK(shows_the_same(*planar, *filled(AV_PIX_FMT_NV12, 91, 61, 199)));
  CHECK_FALSE(shows_the_same(*planar, *filled(AV_PIX_FMT_NV12, 90, 200, 60)));
  CHECK_FALSE(shows_the_same(*planar, *filled(AV_PIX_FMT_P010, 99, 60, 200)));
  CHECK_FALSE(shows_the_same(*planar, *filled(AV_PIX_FMT_NV12, 90, 60, 200, 32)));
}

TEST_CASE("a film plays alike where hardware is asked for, whatever the machine has") {
  const auto path = make_film("asked.mp4", numbered_pictures(20) + " -c:v libx264 -qp 4 -g 5 -pix_fmt yuv420p");
  PlayerOptions options;
  options.decoding = Decoding::automatic;
  const Played automatic = play_film(path, std::chrono::milliseconds(900), options),
               plain = play_film(path, std::chrono::milliseconds(900));
  REQUIRE(automatic.frames.size() == 20);
  REQUIRE(plain.frames.size() == 20);
  for (std::size_t i = 0; i < 20; i++) CHECK(picture_number(*automatic.frames[i]) == static_cast<int>(i));
}
