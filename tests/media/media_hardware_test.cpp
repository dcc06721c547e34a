// Decoding in hardware: what it must prove, and that nobody sees it fail. There is no such hardware where tests run, so
// software pretends to be it, with every fault it may have.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>
#include <functional>
#include <optional>
#include <set>
#include <spdlog/sinks/ostream_sink.h>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "base/log.h"
#include "media/hardware_decoders.h"
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
Film read_film(const std::string& own, const std::string& coding = "keyint=12:bframes=2:open-gop=1:scenecut=0") {
  const auto path =
      make_film("hardware_" + own + ".mp4",
                "-f lavfi -i testsrc2=size=128x96:rate=25:duration=2.4 -c:v libx264 -x264-params " + coding);
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

enum class Fault {
  none,
  refuses_packet,
  spoils_receiving,
  wrong_pictures,
  silent,
  fails_at_end,
  falls_silent,
  silent_after_flush,
  cannot_flush,  // as FFmpeg's decoders for V4L2: what was over stays over, and what was not goes on
};

class Pretender final : public PictureDecoder {
 public:
  Pretender(PictureDecoderPtr inner, Fault fault, int at) : inner_(std::move(inner)), fault_(fault), at_(at) {}

  int send(const AVPacket* packet) override {
    if (packet == nullptr && fault_ == Fault::fails_at_end) return AVERROR_EXTERNAL;
    if (packet != nullptr && ++packets_ > at_ && fault_ == Fault::refuses_packet) return AVERROR(EIO);
    if (fault_ == Fault::cannot_flush && std::exchange(is_over_, is_over_ || packet == nullptr)) return 0;
    return inner_->send(packet);
  }
  int receive(AVFrame& frame) override {
    const int code = inner_->receive(frame);
    if (code < 0) return code;
    const bool is_late = ++frames_ > at_;
    const bool is_silent = fault_ == Fault::silent || (fault_ == Fault::falls_silent && is_late) ||
                           (fault_ == Fault::silent_after_flush && flushes_ > 0);
    if (is_silent) return av_frame_unref(&frame), AVERROR(EAGAIN);
    if (fault_ == Fault::spoils_receiving && is_late) return av_frame_unref(&frame), AVERROR_EXTERNAL;
    if (fault_ == Fault::wrong_pictures && is_late && av_frame_make_writable(&frame) >= 0)
      std::memset(frame.data[1], 0,
                  static_cast<std::size_t>(frame.linesize[1]) * static_cast<std::size_t>(frame.height / 2));
    return 0;
  }
  void flush() override {
    flushes_++;
    if (fault_ != Fault::cannot_flush) inner_->flush();
  }

 private:
  PictureDecoderPtr inner_;
  Fault fault_;
  int at_, packets_ = 0, frames_ = 0, flushes_ = 0;
  bool is_over_ = false;
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

/// `offers`: counts how often hardware was opened.
ProvenDecoder decoder_with(const Film& film, Fault fault, int at, int* offers = nullptr) {
  ProvenDecoder::Makers makers;
  makers.hardware = [&film, fault, at, offers] {
    if (offers != nullptr) ++*offers;
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

TEST_CASE("after the last pictures nothing is taken until it is flushed") {
  const Film film = read_film("drained");
  ProvenDecoder decoder = decoder_with(film, Fault::none, 0);
  std::vector<Shown> shown;
  for (const AvPacketPtr& packet : film.packets) decoder.send(packet.get());
  decoder.send(nullptr);
  receive_all(decoder, shown);
  CHECK(decoder.send(film.packets.front().get()) == AVERROR_EOF);
  CHECK(decoder.send(nullptr) == AVERROR_EOF);
  CHECK(decoder.is_in_hardware());
  decoder.flush();
  CHECK(pass(decoder, film) == shown);
  CHECK(decoder.is_in_hardware());
}

TEST_CASE("wherever hardware fails, the film goes on in software with the picture that was missing") {
  const Film film = read_film("fails");
  const auto expected = pass(*software_for(film), film);
  const auto fault = GENERATE(Fault::refuses_packet, Fault::spoils_receiving, Fault::fails_at_end, Fault::falls_silent);
  const int at = GENERATE(0, 1, 4, 7, 11, 12, 13, 23, 25, 36, 47, 59);
  CAPTURE(static_cast<int>(fault), at);
  ProvenDecoder decoder = decoder_with(film, fault, at);
  CHECK(pass(decoder, film) == expected);
  CHECK_FALSE(decoder.is_in_hardware());
  CHECK(pass(decoder, film) == expected);
}

TEST_CASE("hardware that falls silent is left long before the film is over, however many key frames it has") {
  const int keys = GENERATE(1, 12, 60);  // one every so many pictures
  CAPTURE(keys);
  const Film film = read_film("silent_" + std::to_string(keys), "scenecut=0:keyint=" + std::to_string(keys));
  const auto expected = pass(*software_for(film), film);
  ProvenDecoder decoder = decoder_with(film, Fault::falls_silent, 6);
  CHECK(pass(decoder, film, [&] { CHECK_FALSE(decoder.is_in_hardware()); }) == expected);
  CHECK(pass(decoder, film) == expected);
}

TEST_CASE("hardware that cannot begin again is opened anew for each pass") {
  const Film film = read_film("again");
  const auto expected = pass(*software_for(film), film);
  const auto fault = GENERATE(Fault::silent_after_flush, Fault::cannot_flush);
  CAPTURE(static_cast<int>(fault));
  int offers = 0;
  ProvenDecoder decoder = decoder_with(film, fault, 0, &offers);
  for (int round = 0; round < 4; round++) {
    CAPTURE(round);
    // What is over is seen at once, what says nothing after a while.
    const bool is_found_out = round == 1 && fault == Fault::silent_after_flush;
    CHECK(pass(decoder, film, [&] { CHECK(decoder.is_in_hardware() == !is_found_out); }) == expected);
    CHECK(offers <= round + 1);
  }
}

TEST_CASE("a film that is rewound in its middle shows no picture of where it was") {
  const Film film = read_film("rewound");
  const auto expected = pass(*software_for(film), film);
  const auto fault = GENERATE(Fault::none, Fault::silent_after_flush, Fault::cannot_flush);
  const std::size_t at = GENERATE(2u, 13u, 30u, 60u);
  CAPTURE(static_cast<int>(fault), at);
  ProvenDecoder decoder = decoder_with(film, fault, 0);
  for (int round = 0; round < 3; round++) {
    std::vector<Shown> left;
    for (std::size_t i = 0; i < at; i++) {
      CHECK(decoder.send(film.packets[i].get()) == 0);
      receive_all(decoder, left);
    }
    decoder.flush();
    CHECK(pass(decoder, film) == expected);
  }
}

TEST_CASE("packets that are to give no picture are no silence") {
  const Film film = read_film("discarded", "keyint=12:bframes=0:scenecut=0");
  for (std::size_t i = 8; i < film.packets.size(); i++) film.packets[i]->flags |= AV_PKT_FLAG_DISCARD;
  const auto expected = pass(*software_for(film), film);
  REQUIRE(expected.size() == 8);
  ProvenDecoder decoder = decoder_with(film, Fault::none, 0);
  for (int round = 0; round < 2; round++) {
    CHECK(pass(decoder, film) == expected);
    CHECK(decoder.is_in_hardware());
  }
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
  hardware_device();  // known before the film begins: it is not waited for while one plays
  // Twice through: hardware is asked for at a key frame after the first picture, which many threads may give late.
  const auto play = [&](Decoding decoding) {
    std::ostringstream said;
    const auto before = spdlog::default_logger();
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("", std::make_shared<spdlog::sinks::ostream_sink_mt>(said)));
    spdlog::set_level(spdlog::level::debug);
    PlayerOptions options;
    options.decoding = decoding, options.loop = true;
    const Played played = play_film(path, std::chrono::milliseconds(1600), options);
    spdlog::set_default_logger(before);
    REQUIRE(played.frames.size() == 40);
    for (std::size_t i = 0; i < 40; i++) CHECK(picture_number(*played.frames[i]) == static_cast<int>(i % 20));
    return said.str();
  };
  using Catch::Contains;
  const std::string automatic = play(Decoding::automatic), plain = play(Decoding::software);
  CHECK_THAT(automatic, Contains("asked.mp4: decoded by ") || Contains("asked.mp4: no hardware") ||
                            Contains("the film is decoded in software"));
  CHECK_THAT(plain, !Contains("hardware") && !Contains("decoded"));
}
