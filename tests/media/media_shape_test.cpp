// Films on their side, mirrored, with pixels that are not square, cropped, interlaced, grey, transparent.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "media/frame_turn.h"
#include "support/clips.h"
#include "support/made_films.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

/// Four quarters of other luma and chroma: Y', Cb, Cr of top left, top right, bottom left, bottom right.
constexpr std::array<Sample, 4> kQuarters{{{60, 90, 200}, {100, 180, 70}, {150, 60, 110}, {210, 150, 160}}};

std::string quarters(const char* format, int depth = 8) {
  const auto plane = [&](auto part) {
    return fmt::format("'{}*if(lt(Y,H/2),if(lt(X,W/2),{},{}),if(lt(X,W/2),{},{}))'", 1 << (depth - 8),
                       part(kQuarters[0]), part(kQuarters[1]), part(kQuarters[2]), part(kQuarters[3]));
  };
  return fmt::format("-f lavfi -i color=s=64x48:r=25:d=0.04,format={},geq=lum={}:cb={}:cr={}", format,
                     plane([](const Sample& s) { return s.y; }), plane([](const Sample& s) { return s.u; }),
                     plane([](const Sample& s) { return s.v; }));
}

using Four = std::array<int, 4>;  // a, b, c, d of x' = a x + c y, y' = b x + d y
constexpr Four kMatrices[] = {{1, 0, 0, 1},  {0, 1, -1, 0}, {-1, 0, 0, -1}, {0, -1, 1, 0},
                              {-1, 0, 0, 1}, {1, 0, 0, -1}, {0, 1, 1, 0},   {0, -1, -1, 0}};

/// Writes another display matrix into the track header of an mp4 file (ISO/IEC 14496-12 8.3.2).
void set_matrix(const std::filesystem::path& file, const Four& m) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const std::size_t header = bytes.find("tkhd");
  REQUIRE(header != std::string::npos);
  const std::size_t at = header + 4 + 4 + 20 + 16;  // version and flags; times, id, length; layer, group, volume
  const std::array<std::int32_t, 9> matrix{m[0] * 65536, m[1] * 65536, 0, m[2] * 65536, m[3] * 65536, 0, 0, 0, 1 << 30};
  for (std::size_t i = 0; i < matrix.size(); ++i)
    for (std::size_t k = 0; k < 4; ++k)
      bytes[at + 4 * i + k] = static_cast<char>(static_cast<std::uint32_t>(matrix[i]) >> (24 - 8 * k));
  std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

void check_near(const Sample& got, const Sample& wanted, int tolerance) {
  CHECK(std::abs(got.y - wanted.y) <= tolerance);
  CHECK(std::abs(got.u - wanted.u) <= tolerance);
  CHECK(std::abs(got.v - wanted.v) <= tolerance);
}

void check_quarters(const VideoFrame& frame, const Four& m, int tolerance) {
  const bool on_its_side = m[0] == 0;
  CHECK(frame.width == (on_its_side ? 48 : 64));
  CHECK(frame.height == (on_its_side ? 64 : 48));
  for (int q = 0; q < 4; ++q) {
    const int sx = q % 2 * 2 - 1, sy = q / 2 * 2 - 1, x = m[0] * sx + m[2] * sy, y = m[1] * sx + m[3] * sy;
    INFO("quarter " << q << " of " << m[0] << m[1] << m[2] << m[3]);
    check_near(sample_at(frame, 0.5 + 0.25 * x, 0.5 + 0.25 * y), kQuarters[static_cast<std::size_t>(q)], tolerance);
  }
}

int widest_step_between_rows(const VideoFrame& frame) {
  const Plane& luma = frame.planes[0];
  int widest = 0;
  for (int y = 8; y + 9 < luma.height; ++y) {
    const std::uint8_t* row = luma.data + std::ptrdiff_t{y} * luma.stride + luma.width / 2;
    widest = std::max(widest, std::abs(row[0] - row[luma.stride]));
  }
  return widest;
}

}  // namespace

TEST_CASE("a film on its side or mirrored stands upright") {
  const auto file = make_film("turn.mp4", quarters("yuv420p") + " -c:v libx264 -qp 4 -pix_fmt yuv420p");
  for (const Four& m : kMatrices) {
    set_matrix(file, m);
    const FramePtr frame = first_frame(file);
    check_quarters(*frame, m, 3);
    CHECK(frame->planes[1].width == frame->width / 2);
    CHECK(frame->planes[1].height == frame->height / 2);
  }
}

TEST_CASE("the probe tells the size of the upright picture") {
  const auto file = make_film("turn_info.mp4", quarters("yuv420p") + " -c:v libx264 -pix_fmt yuv420p");
  set_matrix(file, kMatrices[1]);
  const auto info = probe(file);
  REQUIRE(info);
  CHECK(info->width == 48);
  CHECK(info->height == 64);
}

TEST_CASE("deep, halved and full chroma are turned in the same pass") {
  struct Case {
    const char *name, *format;
    int depth;
  };
  for (const auto& [name, format, depth] : {Case{"turn10.mp4", "yuv420p10le", 10},
                                            {"turn422.mp4", "yuv422p", 8},
                                            {"turn444.mp4", "yuv444p", 8},
                                            {"turn422_10.mp4", "yuv422p10le", 10}}) {
    INFO(format);
    const auto file = make_film(name, quarters(format, depth) + " -c:v libx264 -qp 4 -pix_fmt " + format);
    for (const Four& m : {kMatrices[1], kMatrices[4]}) {
      set_matrix(file, m);
      check_quarters(*first_frame(file), m, 3);
    }
  }
}

TEST_CASE("the orientation that each picture carries counts before the file's") {
  const auto file = make_film("turn_sei.mp4", quarters("yuv420p") +
                                                  " -c:v libx264 -qp 4 -pix_fmt yuv420p -bsf:v "
                                                  "h264_metadata=display_orientation=insert:rotate=90:flip=horizontal");
  const FramePtr frame = first_frame(file);
  CHECK(frame->width == 48);
  CHECK(frame->height == 64);
  set_matrix(file, kMatrices[2]);
  CHECK(first_frame(file)->width == 48);
}

TEST_CASE("chroma lies where it lay, seen from the upright picture") {
  constexpr ChromaSite kLeft{0, 0.5f}, kTopLeft{0, 0};
  CHECK(turned(kLeft, {}, 64, 48, true, true) == kLeft);
  CHECK(turned(kLeft, {.transposes = true}, 48, 64, true, true) == ChromaSite{0.5f, 0});
  CHECK(turned(kLeft, {.flips_x = true}, 64, 48, true, true) == ChromaSite{1, 0.5f});
  CHECK(turned(kTopLeft, {.transposes = true, .flips_x = true}, 48, 64, true, true) == ChromaSite{1, 0});
  CHECK(turned(kTopLeft, {.flips_x = true}, 63, 48, true, true) == ChromaSite{0, 0});
  const auto frame =
      first_frame(make_film("site.mkv", quarters("yuv420p") + " -c:v ffv1 -chroma_sample_location topleft"));
  CHECK(frame->chroma_site == kTopLeft);
}

TEST_CASE("samples of more than 8 bits lose the rest with a dither of 2 by 2, whichever way they lie") {
  constexpr int kWidth = 131, kHeight = 6, kDither[2][2] = {{0, 2}, {3, 1}};
  for (const int depth : {9, 10, 12, 16}) {
    const int shift = depth - 8;
    std::vector<std::uint16_t> from;
    for (std::uint32_t i = 0; i < kWidth * kHeight; ++i) {
      const std::uint32_t most = (1u << depth) - 1;
      from.push_back(static_cast<std::uint16_t>(i < 40 ? most - i : i * 2654435761u % (most + 1)));
    }
    for (const bool flips : {false, true}) {
      std::vector<std::uint8_t> to(from.size());
      copy_turned(from.data(), steps_from({.flips_x = flips}, kWidth, kWidth, kHeight), shift, to.data(), kWidth,
                  kWidth, kHeight);
      for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
          const int sample = from[static_cast<std::size_t>(y * kWidth + (flips ? kWidth - 1 - x : x))];
          INFO(depth << " bits, " << sample << " at " << x << " " << y);
          REQUIRE(to[static_cast<std::size_t>(y * kWidth + x)] ==
                  std::min((sample + (kDither[y & 1][x & 1] << shift >> 2)) >> shift, 255));
        }
    }
  }
}

TEST_CASE("each pixel lands in its place") {
  // A 3 by 2 picture; what its rows read afterwards.
  constexpr std::array<std::uint8_t, 6> kPicture{1, 2, 3, 4, 5, 6};
  const auto upright = [&](FrameTurn turn) {
    const int width = turn.transposes ? 2 : 3, height = turn.transposes ? 3 : 2;
    std::array<std::uint8_t, 6> out{}, scattered{};
    copy_turned(kPicture.data(), steps_from(turn, 3, width, height), out.data(), width, width, height);
    const TurnSteps to = steps_to(turn, width, 3, 2);
    for (int y = 0; y < 2; ++y)
      for (int x = 0; x < 3; ++x)
        scattered[static_cast<std::size_t>(to.first + x * to.right + y * to.down)] =
            kPicture[static_cast<std::size_t>(3 * y + x)];
    CHECK(out == scattered);
    return out;
  };
  using Bytes = std::array<std::uint8_t, 6>;
  CHECK(upright({}) == Bytes{1, 2, 3, 4, 5, 6});
  CHECK(upright({.flips_x = true}) == Bytes{3, 2, 1, 6, 5, 4});
  CHECK(upright({.flips_y = true}) == Bytes{4, 5, 6, 1, 2, 3});
  CHECK(upright({true, true, false}) == Bytes{4, 1, 5, 2, 6, 3});
  CHECK(upright({true, false, true}) == Bytes{3, 6, 2, 5, 1, 4});
  CHECK(upright({true, false, false}) == Bytes{1, 4, 2, 5, 3, 6});
  CHECK(upright({true, true, true}) == Bytes{6, 3, 5, 2, 4, 1});
}

TEST_CASE("pixels that are not square keep their shape on their side") {
  const auto file = make_film("aspect.mp4", quarters("yuv420p") + " -vf setsar=2/1 -c:v libx264 -pix_fmt yuv420p");
  CHECK(first_frame(file)->pixel_aspect == Approx(2));
  set_matrix(file, kMatrices[3]);
  CHECK(first_frame(file)->pixel_aspect == Approx(0.5));
}

TEST_CASE("what the stream crops is not seen") {
  // 16 by 16 blocks of black around the picture, cut off again by the stream's own window.
  const auto file = make_film("crop.mp4", quarters("yuv420p") +
                                              " -vf pad=96:80:16:16:black -c:v libx264 -qp 4 -pix_fmt yuv420p -bsf:v "
                                              "h264_metadata=crop_left=16:crop_right=16:crop_top=16:crop_bottom=16");
  const FramePtr frame = first_frame(file);
  check_quarters(*frame, kMatrices[0], 3);
  const Sample corner = sample_at(*frame, 0, 0);
  check_near(corner, kQuarters[0], 4);
  const auto odd = first_frame(make_film("odd.mkv", quarters("yuv420p") + " -vf crop=63:47:0:0:exact=1 -c:v ffv1"));
  CHECK(odd->width == 63);
  CHECK(odd->planes[1].height == 24);
}

TEST_CASE("interlaced pictures are made whole, others are left alone") {
  // Two dark pictures and two bright ones in turn; the lines of each pair are woven into one.
  const std::string woven =
      "-f lavfi -i color=s=64x48:r=50:d=0.4,format=yuv420p,geq=lum='if(mod(floor((N+1)/2),2),200,60)':cb=128:cr=128,"
      "tinterlace=interleave_top";
  const auto flagged = make_film("woven.mpg", woven + " -c:v mpeg2video -qscale:v 2 -flags +ildct+ilme -top 1");
  const auto plain = make_film("combs.mkv", woven + ",setfield=prog -c:v ffv1");
  const Played film = play_film(flagged, 600ms);
  REQUIRE(film.frames.size() == 10);
  for (std::size_t i = 0; i < film.frames.size(); ++i) {
    CHECK(film.frames[i]->pts == static_cast<int>(i) * 40ms);
    CHECK(film.frames[i]->duration == 40ms);
    INFO("frame " << i);
    CHECK(widest_step_between_rows(*film.frames[i]) < 30);
  }
  CHECK(film.state == PlayerState::ended);
  CHECK(widest_step_between_rows(*first_frame(plain)) == 140);
  PlayerOptions loop;
  loop.loop = true;
  const Played again = play_film(flagged, 1200ms, loop);
  REQUIRE(again.frames.size() == 30);
  for (std::size_t i = 0; i < again.frames.size(); ++i) CHECK(again.frames[i]->pts == static_cast<int>(i) * 40ms);
}

TEST_CASE("grey is one plane and no colour") {
  for (const char* format : {"gray", "gray10le", "gray12le"}) {
    INFO(format);
    const int scale = std::string(format) == "gray" ? 1 : std::string(format) == "gray10le" ? 4 : 16;
    const auto frame = first_frame(make_film(
        std::string(format) + ".mkv",
        fmt::format("-f lavfi -i color=s=64x48:r=25:d=0.04,format={},geq=lum={} -c:v ffv1", format, 77 * scale)));
    CHECK(sample_at(*frame, 0.5, 0.5).y == 77);
    CHECK(sample_at(*frame, 0.5, 0.5).u == 128);
    CHECK(sample_at(*frame, 0.5, 0.5).v == 128);
    CHECK(frame->planes[1].width == 1);
    CHECK(frame->range == Range::full);
  }
}

TEST_CASE("what is transparent shows black") {
  const std::string half =
      "-f lavfi -i color=s=64x48:r=25:d=0.04,format=rgba,geq=r=200:g=100:b=50:a='if(lt(X,W/2),128,255)'";
  for (const char* film : {"alpha_rgba.mov -c:v qtrle", "alpha.png"}) {
    const std::string text = film, name = text.substr(0, text.find(' '));
    const auto frame =
        first_frame(make_film(name, half + (text.size() > name.size() ? text.substr(name.size()) : std::string())));
    REQUIRE(frame->matrix == Matrix::rgb);
    INFO(film);
    check_near(sample_at(*frame, 0.75, 0.5), {200, 100, 50}, 1);
    check_near(sample_at(*frame, 0.25, 0.5), {100, 50, 25}, 1);
  }
  const auto ycc = first_frame(
      make_film("alpha_ycc.mkv",
                "-f lavfi -i color=s=64x48:r=25:d=0.04,format=yuva420p,geq=lum=216:cb=28:cr=228:a=51 -c:v ffv1"));
  check_near(sample_at(*ycc, 0.5, 0.5), {56, 108, 148}, 1);
  const auto deep =
      first_frame(make_film("alpha_prores.mov",
                            "-f lavfi -i color=s=64x48:r=25:d=0.04,format=yuva444p10le,geq=lum=864:cb=512:cr=512:a=0 "
                            "-c:v prores_ks -profile:v 4444 -alpha_bits 16"));
  check_near(sample_at(*deep, 0.5, 0.5), {16, 128, 128}, 1);
}
