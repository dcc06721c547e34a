// Colours: what the planes of each matrix, range and depth mean, held against zimg (FFmpeg's zscale); and films that
// were made for another display, on reference patches.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <numbers>
#include <string>
#include <vector>

#include "media/colour_change.h"
#include "media/foreign_colour.h"
#include "support/clips.h"
#include "support/made_films.h"

using namespace redlight;
using namespace redlight::test;

namespace {

/// Display-coded R'G'B' of a place of a frame, by the formulas of the recommendations.
Colour shown_at(const VideoFrame& frame, double x, double y) {
  const Sample s = sample_at(frame, x, y);
  if (frame.matrix == Matrix::rgb) return {s.y / 255.0, s.u / 255.0, s.v / 255.0};
  const bool limited = frame.range == Range::limited;
  Colour rgb = ycc_to_rgb({limited ? (s.y - 16) / 219.0 : s.y / 255.0, (s.u - 128) / (limited ? 224.0 : 255.0),
                           (s.v - 128) / (limited ? 224.0 : 255.0)},
                          frame.matrix);
  for (double& c : rgb) c = std::clamp(c, 0.0, 1.0);
  return rgb;
}

/// A picture as ffmpeg wrote it with -f rawvideo -pix_fmt gbrp, 64 x 48.
std::vector<std::uint8_t> read_raw(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

double worst_difference(const VideoFrame& frame, const std::vector<std::uint8_t>& gbr) {
  REQUIRE(gbr.size() == 3 * 64 * 48);
  double worst = 0;
  for (int y = 2; y < 48; y += 4)
    for (int x = 4; x < 64; x += 8) {
      const Colour ours = shown_at(frame, (x + 0.5) / 64, (y + 0.5) / 48);
      const std::size_t at = static_cast<std::size_t>(y * 64 + x);
      const std::array<std::uint8_t, 3> theirs{gbr[2 * 64 * 48 + at], gbr[at], gbr[64 * 48 + at]};
      for (std::size_t c = 0; c < 3; ++c) worst = std::max(worst, std::abs(ours[c] * 255 - theirs[c]));
    }
  return worst;
}

/// Eight wide columns of colours inside BT.709, brighter from top to bottom in four wide rows.
const std::string kBars =
    "-f lavfi -i color=s=64x48:r=25:d=0.04,format=gbrp16,"
    "geq=r='(8192+12288*floor(Y/12))*(0.2+0.8*mod(floor(X/8),2))':g='(8192+12288*floor(Y/12))*(0.3+0.7*mod(floor(X/"
    "16),2))':b='(8192+12288*floor(Y/12))*(0.1+0.9*floor(X/32))'";

/// What streams call that for which zimg has a name of its own.
std::string in_streams(const std::string& name) {
  if (name == "2020") return "bt2020";
  if (name == "2020_ncl") return "bt2020nc";
  return name == "smpte432" ? name : "bt" + name;
}

/// The bars in a film with these tags.
std::string bars(const std::string& primaries, const std::string& matrix, const std::string& range,
                 const std::string& format) {
  return fmt::format(
      "{},zscale=min=gbr:rin=full:tin=709:pin=709:primaries={}:transfer=709:matrix={}:range={}:filter=point,format={} "
      "-c:v ffv1 -color_primaries {} -color_trc bt709 -colorspace {} -color_range {}",
      kBars, primaries, matrix, range, format, in_streams(primaries), in_streams(matrix),
      range == "full" ? "pc" : "tv");
}

/// What zimg makes of such a film for a display of BT.709.
std::vector<std::uint8_t> by_zimg(const std::filesystem::path& film, const std::string& primaries,
                                  const std::string& matrix, const std::string& range) {
  return read_raw(make_film(
      film.stem().string() + ".gbr",
      fmt::format("-i {} -vf zscale=min={}:rin={}:tin=709:pin={}:primaries=709:transfer=709:matrix=gbr:range=full:"
                  "filter=point,format=gbrp -f rawvideo",
                  film.string(), matrix, range, primaries)));
}

double degrees(double from, double to) {
  double d = std::abs(from - to) * 180 / std::numbers::pi;
  return d > 180 ? 360 - d : d;
}

double ictcp_hue(const Colour& light_2020) {
  const Colour i = light_to_ictcp(light_2020);
  return std::atan2(i[2], i[1]);
}

/// Hue of CIE L*a*b*, of linear BT.709.
double lab_hue(const Colour& c) {
  const double x = (0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.9505,
               y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2],
               z = (0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.0891;
  return std::atan2(200 * (std::cbrt(y) - std::cbrt(z)), 500 * (std::cbrt(x) - std::cbrt(y)));
}

Colour decoded(const Colour& coded) {
  Colour light;
  for (std::size_t c = 0; c < 3; ++c) light[c] = std::pow(coded[c], 2.4);
  return light;
}

ColourTags pq() { return {Matrix::bt2020, Range::limited, Primaries::bt2020, Transfer::pq, kUsualPeak}; }

/// One pixel of 10 bits, as it is shown.
Colour through_change(const ColourChange& change, const Colour& coded, Matrix matrix) {
  const Colour ycc = rgb_to_ycc(coded, matrix);
  std::array<std::uint16_t, 3> codes{static_cast<std::uint16_t>(std::lround(64 + 876 * ycc[0])),
                                     static_cast<std::uint16_t>(std::lround(512 + 896 * ycc[1])),
                                     static_cast<std::uint16_t>(std::lround(512 + 896 * ycc[2]))};
  std::array<std::uint8_t, 3> out{};
  ColourChange::Source from{{}, {2, 2, 2}, 1, 1, 0, 0};
  ColourChange::Target to{{&out[0], &out[1], &out[2]}, {{0, 1, 1}, {0, 1, 1}, {0, 1, 1}}};
  for (std::size_t p = 0; p < 3; ++p) from.plane[p] = reinterpret_cast<const std::uint8_t*>(&codes[p]);
  change.apply(from, to);
  Colour rgb = ycc_to_rgb({(out[0] - 16) / 219.0, (out[1] - 128) / 224.0, (out[2] - 128) / 224.0}, Matrix::bt709);
  for (double& c : rgb) c = std::clamp(c, 0.0, 1.0);
  return rgb;
}

/// What 10 bits of Y'CbCr keep of it.
Colour as_stored(const Colour& coded, Matrix matrix) {
  Colour ycc = rgb_to_ycc(coded, matrix);
  ycc[0] = std::round(876 * ycc[0]) / 876;
  for (std::size_t c = 1; c < 3; ++c) ycc[c] = std::round(896 * ycc[c]) / 896;
  return ycc_to_rgb(ycc, matrix);
}

Colour pq_coded(const Colour& light) { return {light_to_pq(light[0]), light_to_pq(light[1]), light_to_pq(light[2])}; }

}  // namespace

TEST_CASE("every matrix, range and depth agrees with zimg to 2 of 255, of deep samples to 3") {
  struct Matrices {
    const char* name;
    Matrix matrix;
  };
  for (const auto& [name, matrix] :
       {Matrices{"470bg", Matrix::bt601}, {"709", Matrix::bt709}, {"2020_ncl", Matrix::bt2020}})
    for (const std::string range : {"limited", "full"})
      for (const std::string format : {"yuv420p", "yuv444p10le", "yuv422p12le"}) {
        const std::string label = fmt::format("bars_{}_{}_{}", name, range, format);
        INFO(label);
        const auto film = make_film(label + ".mkv", bars("709", name, range, format));
        const FramePtr frame = first_frame(film);
        CHECK(frame->matrix == matrix);
        CHECK(frame->range == (range == "full" ? Range::full : Range::limited));
        // Of 10 and 12 bits 8 are kept, with dither.
        CHECK(worst_difference(*frame, by_zimg(film, "709", name, range)) <= (format == "yuv420p" ? 2 : 3));
      }
}

TEST_CASE("untagged films are taken for what their size suggests") {
  const auto matrix_at = [](const char* name, const char* size) {
    return first_frame(
               make_film(name, fmt::format("-f lavfi -i color=s={}:r=25:d=0.04,format=yuv420p -c:v ffv1", size)))
        ->matrix;
  };
  CHECK(matrix_at("sd.mkv", "720x576") == Matrix::bt601);
  CHECK(matrix_at("hd.mkv", "960x720") == Matrix::bt709);
}

TEST_CASE("SDR with wide primaries agrees with zimg to 3 of 255 inside BT.709") {
  for (const auto& [primaries, matrix] : {std::pair{"2020", "2020_ncl"}, {"smpte432", "709"}}) {
    INFO(primaries);
    const auto film =
        make_film(fmt::format("wide_{}.mkv", primaries), bars(primaries, matrix, "limited", "yuv444p10le"));
    const FramePtr frame = first_frame(film);
    CHECK(frame->matrix == Matrix::bt709);
    CHECK(worst_difference(*frame, by_zimg(film, primaries, matrix, "limited")) <= 3);
  }
}

TEST_CASE("the numbers of PQ") {
  // SMPTE ST 2084 and BT.2408: code values of 10 bits, limited range, for light in cd/m2.
  struct Known {
    double light;
    int code;
  };
  for (const auto& [light, code] :
       {Known{0.1, 119}, {1, 195}, {10, 327}, {100, 509}, {203, 573}, {1000, 723}, {10000, 940}}) {
    CHECK(std::lround(64 + 876 * light_to_pq(light)) == code);
    CHECK(pq_to_light(light_to_pq(light)) == Approx(light));
  }
}

TEST_CASE("grey of HDR stays grey and in order; its white is nine tenths of ours") {
  const ColourChange change(pq(), 10);
  double last = -1;
  for (int code = 64; code <= 940; code += 6) {
    const double grey = (code - 64) / 876.0;
    const Colour shown = through_change(change, {grey, grey, grey}, Matrix::bt2020);
    CHECK(shown[0] == Approx(shown[1]).margin(1e-9));
    CHECK(shown[0] == Approx(shown[2]).margin(1e-9));
    CHECK(shown[0] >= last - 0.5 / 219);  // two codes may meet between two steps
    last = shown[0];
  }
  const auto white = [&](double light) { return to_sdr(pq_coded({light, light, light}), pq())[1]; };
  CHECK(white(203) == Approx(0.90).margin(0.01));
  CHECK(white(1000) == Approx(1).margin(0.001));
  CHECK(white(4000) == Approx(1));
  CHECK(std::pow(white(50), 2.4) * 203 == Approx(50).margin(0.01));  // below the knee light is what it was
  CHECK(white(0) == 0);
}

TEST_CASE("a saturated red keeps its hue within 3 degrees") {
  const ColourChange change(pq(), 10);
  for (const double light : {20.0, 50.0, 100.0, 203.0, 400.0, 700.0, 1000.0})
    for (const Colour& red : {Colour{1, 0, 0}, {1, 0.02, 0.01}, {1, 0.1, 0.05}, {0.8, 0.02, 0.1}}) {
      INFO(light << " cd/m2 of " << red[0] << ' ' << red[1] << ' ' << red[2]);
      const Colour bright{red[0] * light, red[1] * light, red[2] * light};
      const Colour wide = change_primaries(bright, Primaries::bt709, Primaries::bt2020);
      const Colour shown = decoded(through_change(change, pq_coded(wide), Matrix::bt2020));
      const double lab = degrees(lab_hue(bright), lab_hue(shown));
      CHECK(lab < 3);
      CHECK(shown[0] > 4 * shown[1]);  // no pink, no orange
      CHECK(shown[0] > 4 * shown[2]);
    }
}

TEST_CASE("reds that BT.709 cannot show keep their hue within 3 degrees too") {
  const ColourChange change(pq(), 10);
  for (const double light : {20.0, 100.0, 203.0, 600.0, 1000.0}) {
    INFO(light << " cd/m2");
    const Colour red{light, 0, 0};
    const Colour shown = decoded(through_change(change, pq_coded(red), Matrix::bt2020));
    Colour seen = change_primaries(shown, Primaries::bt709, Primaries::bt2020);
    for (double& c : seen) c *= 203;
    // At the brightness that is shown: the hue angle of ICtCp is not the same at every brightness.
    const double most = std::max({seen[0], seen[1], seen[2]});
    CHECK(degrees(ictcp_hue({most, 0, 0}), ictcp_hue(seen)) < 3);
  }
}

TEST_CASE("other hues keep theirs within 5 degrees, whatever the curve does to them") {
  const ColourChange change(pq(), 10);
  for (const double light : {50.0, 203.0, 1000.0})
    for (const Colour& hue :
         {Colour{0, 1, 0}, {0, 0, 1}, {1, 1, 0}, {0, 1, 1}, {1, 0, 1}, {1, 0.5, 0.1}, {1, 0.6, 0.45}}) {
      INFO(light << " cd/m2 of " << hue[0] << ' ' << hue[1] << ' ' << hue[2]);
      const Colour bright{hue[0] * light, hue[1] * light, hue[2] * light};
      const Colour wide = change_primaries(bright, Primaries::bt709, Primaries::bt2020);
      const Colour shown = decoded(through_change(change, pq_coded(wide), Matrix::bt2020));
      CHECK(degrees(lab_hue(bright), lab_hue(shown)) < 5);
    }
}

TEST_CASE("colours inside BT.709 come out as the formulas have them, to 3 of 255") {
  for (const Transfer transfer : {Transfer::pq, Transfer::hlg, Transfer::sdr}) {
    ColourTags tags = pq();
    tags.transfer = transfer;
    const ColourChange change(tags, 10);
    std::vector<double> differences;
    for (double r = 0.1; r <= 1; r += 0.09)
      for (double g = 0.1; g <= 1; g += 0.09)
        for (double b = 0.1; b <= 1; b += 0.09) {
          const Colour wide = change_primaries(decoded({r, g, b}), Primaries::bt709, Primaries::bt2020);
          Colour coded;
          for (std::size_t c = 0; c < 3; ++c)
            coded[c] = transfer == Transfer::pq ? light_to_pq(400 * wide[c]) : std::pow(wide[c], 1 / 2.4);
          coded = as_stored(coded, Matrix::bt2020);
          const Colour exact = to_sdr(coded, tags), got = through_change(change, coded, Matrix::bt2020);
          for (std::size_t c = 0; c < 3; ++c) differences.push_back(255 * std::abs(exact[c] - got[c]));
        }
    std::sort(differences.begin(), differences.end());
    INFO("transfer " << static_cast<int>(transfer));
    // 8 bits of Y'CbCr are less fine than R'G'B'; a dark channel beside two bright ones is the worst.
    CHECK(differences[differences.size() * 99 / 100] < 3);
    CHECK(differences.back() < 12);
  }
}

TEST_CASE("an HDR film comes out as one of BT.709, of 8 bits and the same chroma") {
  const Colour light{300, 40, 20};
  const Colour coded = pq_coded(light), ycc = rgb_to_ycc(coded, Matrix::bt2020);
  const auto film = make_film(
      "hdr.mkv",
      fmt::format("-f lavfi -i color=s=64x48:r=25:d=0.04,format=yuv420p10le,geq=lum={}:cb={}:cr={} -c:v ffv1 "
                  "-color_primaries bt2020 -color_trc smpte2084 -colorspace bt2020nc -color_range tv",
                  std::lround(64 + 876 * ycc[0]), std::lround(512 + 896 * ycc[1]), std::lround(512 + 896 * ycc[2])));
  const FramePtr frame = first_frame(film);
  CHECK(frame->matrix == Matrix::bt709);
  CHECK(frame->range == Range::limited);
  CHECK(frame->planes[1].width == 32);
  const Colour wanted = to_sdr(coded, pq()), shown = shown_at(*frame, 0.5, 0.5);
  for (std::size_t c = 0; c < 3; ++c) CHECK(shown[c] * 255 == Approx(wanted[c] * 255).margin(3));
}

TEST_CASE("HLG: its white, its greys, its reds") {
  ColourTags tags = pq();
  tags.transfer = Transfer::hlg;
  const auto grey = [&](double code) { return to_sdr({code, code, code}, tags)[0]; };
  CHECK(grey(0.75) == Approx(0.90).margin(0.01));  // BT.2408: 203 cd/m2
  CHECK(grey(1) == Approx(1).margin(0.001));
  CHECK(grey(0) == 0);
  const Colour red = decoded(to_sdr({0.9, 0.2, 0.1}, tags));
  CHECK(red[0] > 8 * red[1]);
  CHECK(red[0] > 8 * red[2]);
}

TEST_CASE("what a frame of HDR costs", "[.][cost]") {
  constexpr int kWidth = 1920, kHeight = 1080;
  using Milliseconds = std::chrono::duration<double, std::milli>;
  const ColourChange change(pq(), 10);
  std::vector<std::uint16_t> planes(kWidth * kHeight * 3 / 2);
  for (std::size_t i = 0; i < planes.size(); ++i)
    planes[i] = static_cast<std::uint16_t>(300 + (i % kWidth) / 8 + (i * 7919 % 13));
  std::vector<std::uint8_t> out(planes.size());
  const auto* first = reinterpret_cast<const std::uint8_t*>(planes.data());
  const ColourChange::Source from{{first, first + 2 * kWidth * kHeight, first + 5 * kWidth * kHeight / 2},
                                  {2 * kWidth, kWidth, kWidth},
                                  kWidth,
                                  kHeight,
                                  1,
                                  1};
  const auto run = [&](const FrameTurn& turn) {
    const int stride = turn.transposes ? kHeight : kWidth;
    const ColourChange::Target to{
        {out.data(), out.data() + kWidth * kHeight, out.data() + 5 * kWidth * kHeight / 4},
        {steps_to(turn, stride, kWidth, kHeight), steps_to(turn, stride / 2, kWidth / 2, kHeight / 2),
         steps_to(turn, stride / 2, kWidth / 2, kHeight / 2)}};
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) change.apply(from, to);
    return Milliseconds(std::chrono::steady_clock::now() - start).count() / 20;
  };
  const auto turn = [&](const FrameTurn& how) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i)
      copy_turned(planes.data(), steps_from(how, kWidth, kHeight, kWidth), 2, out.data(), kHeight, kHeight, kWidth);
    return Milliseconds(std::chrono::steady_clock::now() - start).count() / 20;
  };
  const FrameTurn side{true, true, false};
  WARN("frame " << run({}) << " ms, on its side " << run(side) << " ms; luma of 10 bits turned " << turn(side)
                << " ms");
}
