// When pictures come, which tracks are played, and what becomes of their sound: time stamps of all kinds, files that
// lack something, several languages, many channels.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <fmt/format.h>
#include <numbers>
#include <string>
#include <vector>

#include "media/language_tag.h"
#include "media/voice.h"
#include "support/made_films.h"

using namespace redlight;
using namespace redlight::test;
using namespace std::chrono_literals;

namespace {

const std::string kH264 = " -c:v libx264 -qp 4 -pix_fmt yuv420p";

void check_numbers(const Played& film, int first, int count, Duration step = 40ms) {
  REQUIRE(film.frames.size() == static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    const VideoFrame& frame = *film.frames[static_cast<std::size_t>(i)];
    INFO("frame " << i);
    CHECK(picture_number(frame) == first + i);
    CHECK(std::abs((frame.pts - i * step).count()) < Duration(1ms).count());
  }
  CHECK(film.state == PlayerState::ended);
}

/// Twice through the file: what the second pass shows is what the first did, and goes on where it ended.
void check_loop(const std::filesystem::path& file, int count) {
  PlayerOptions loop;
  loop.loop = true;
  const Played film = play_film(file, 2 * count * Duration(40ms), loop);
  REQUIRE(film.frames.size() == static_cast<std::size_t>(2 * count));
  for (int i = 0; i < 2 * count; ++i) {
    const VideoFrame& frame = *film.frames[static_cast<std::size_t>(i)];
    INFO("frame " << i);
    CHECK(picture_number(frame) == i % count);
    CHECK(std::abs((frame.pts - i * 40ms).count()) < Duration(1ms).count());
  }
}

/// How much of `hertz` a channel holds between two times, 1 for a full sine.
double strength(const std::vector<float>& sound, int channel, double hertz, double from = 0.1, double to = 0.35) {
  double sine = 0, cosine = 0;
  const auto first = static_cast<std::size_t>(from * kSampleRate), last = static_cast<std::size_t>(to * kSampleRate);
  REQUIRE(sound.size() >= 2 * last);
  for (std::size_t i = first; i < last; ++i) {
    const double angle = 2 * std::numbers::pi * hertz * static_cast<double>(i) / kSampleRate;
    const auto value = static_cast<double>(sound[2 * i + static_cast<std::size_t>(channel)]);
    sine += value * std::sin(angle), cosine += value * std::cos(angle);
  }
  return 2 * std::hypot(sine, cosine) / static_cast<double>(last - first);
}

double loudest(const std::vector<float>& sound) {
  float most = 0;
  for (const float s : sound) most = std::max(most, std::abs(s));
  return static_cast<double>(most);
}

}  // namespace

TEST_CASE("time stamps may start anywhere") {
  for (const char* file : {"late.mkv", "late.mp4", "late.ts"}) {
    INFO(file);
    const auto film = make_film(file, numbered_pictures(12) + kH264 + " -output_ts_offset 10");
    check_numbers(play_film(film, 600ms), 0, 12);
    check_loop(film, 12);
  }
}

TEST_CASE("time stamps may wrap") {
  // 33 bits of 90 kHz end after 95443.7 s.
  const auto film = make_film("wrap.ts", numbered_pictures(12) + kH264 + " -bf 0 -output_ts_offset 95443.3");
  check_numbers(play_film(film, 600ms), 0, 12);
  check_loop(film, 12);
}

TEST_CASE("a variable frame rate is kept") {
  const auto film =
      make_film("varied.mkv", numbered_pictures(8) + " -vf settb=1/1000,setpts='40*N+30*mod(N,2)+100*gte(N,5)'" +
                                  kH264 + " -vsync passthrough -enc_time_base 1/1000");
  const Played played = play_film(film, 600ms);
  REQUIRE(played.frames.size() == 8);
  for (int i = 0; i < 8; ++i) {
    const int wanted = 40 * i + 30 * (i % 2) + (i >= 5 ? 100 : 0);
    INFO("frame " << i);
    CHECK(std::abs((played.frames[static_cast<std::size_t>(i)]->pts - wanted * 1ms).count()) <= Duration(1ms).count());
    CHECK(picture_number(*played.frames[static_cast<std::size_t>(i)]) == i);
  }
}

TEST_CASE("an edit list cuts off what comes before it") {
  const auto whole = make_film("whole.mp4", numbered_pictures(20) + kH264 + " -g 50 -bf 2");
  // Begins between key frames: the pictures before are decoded and not shown.
  const auto cut = make_film("cut.mp4", fmt::format("-ss 0.32 -i {} -c copy", whole.string()));
  const Played film = play_film(cut, 800ms);
  check_numbers(film, 8, 12);
  const Played again = play_film(cut, 960ms, [] {
    PlayerOptions loop;
    loop.loop = true;
    return loop;
  }());
  REQUIRE(again.frames.size() == 24);
  for (int i = 0; i < 24; ++i) CHECK(picture_number(*again.frames[static_cast<std::size_t>(i)]) == 8 + i % 12);
}

TEST_CASE("pieces of an mp4 are one film") {
  const auto film = make_film(
      "pieces.mp4", numbered_pictures(12) + kH264 + " -g 4 -movflags frag_keyframe+empty_moov+default_base_moof");
  check_numbers(play_film(film, 600ms), 0, 12);
  check_loop(film, 12);
}

TEST_CASE("each container and codec plays from first to last") {
  struct Case {
    const char *file, *codec;
  };
  for (const auto& [file, codec] : {Case{"h264.mov", "libx264 -qp 4"},
                                    {"hevc.mp4", "libx265 -x265-params log-level=none:qp=8"},
                                    {"vp8.webm", "libvpx -b:v 1M"},
                                    {"vp9.webm", "libvpx-vp9 -b:v 1M"},
                                    {"mpeg2.mpg", "mpeg2video -qscale:v 2"},
                                    {"mpeg4.avi", "mpeg4 -qscale:v 2"},
                                    {"prores.mov", "prores -pix_fmt yuv422p10le"},
                                    {"mjpeg.avi", "mjpeg -qscale:v 2 -pix_fmt yuvj420p"},
                                    {"theora.ogv", "libtheora -qscale:v 10"},
                                    {"av1.mkv", "libaom-av1 -cpu-used 8 -crf 10 -b:v 0"},
                                    {"pictures.gif", "gif"}}) {
    INFO(file);
    const auto film = make_film(file, numbered_pictures(6) + " -pix_fmt yuv420p -c:v " + codec);
    const Played played = play_film(film, 400ms);
    REQUIRE(played.frames.size() == 6);
    for (int i = 0; i < 6; ++i) {
      const VideoFrame& frame = *played.frames[static_cast<std::size_t>(i)];
      CHECK(std::abs((frame.pts - i * 40ms).count()) <= Duration(1ms).count());
      if (frame.matrix != Matrix::rgb && frame.range == Range::limited) CHECK(picture_number(frame) == i);
    }
    CHECK(played.state == PlayerState::ended);
  }
}

TEST_CASE("a film of one picture, without sound") {
  check_numbers(play_film(make_film("one.mp4", numbered_pictures(1) + kH264), 200ms), 0, 1);
  const auto still = first_frame(make_film("still.png", numbered_pictures(1)));
  CHECK(still->matrix == Matrix::rgb);
  const auto info = probe(make_film("silent.mkv", numbered_pictures(2) + kH264));
  REQUIRE(info);
  CHECK(info->has_video);
  CHECK_FALSE(info->has_audio);
}

TEST_CASE("a cover is no film") {
  const auto cover = make_film("cover.png", numbered_pictures(1));
  const auto song = make_film("song.mp3", fmt::format("-f lavfi -i sine=440:d=0.5 -i {} -map 0 -map 1 -c:v copy "
                                                      "-disposition:v attached_pic -id3v2_version 3",
                                                      cover.string()));
  const Played played = play_film(song, 400ms);
  CHECK(played.frames.empty());
  CHECK_FALSE(played.info.has_video);
  CHECK(strength(played.sound, 0, 440) > 0.05);
  const auto film =
      make_film("covered.mkv", numbered_pictures(6) + fmt::format(" -i {} -map 0 -map 1 -c:v:0 libx264 -qp 4 "
                                                                  "-pix_fmt:v:0 yuv420p -c:v:1 copy "
                                                                  "-disposition:v:1 attached_pic",
                                                                  cover.string()));
  check_numbers(play_film(film, 300ms), 0, 6);
}

TEST_CASE("of several languages the show's is heard") {
  const auto film = make_film(
      "languages.mkv",
      numbered_pictures(13) +
          " -f lavfi -i sine=440:d=0.5 -f lavfi -i sine=880:d=0.5 -f lavfi -i sine=1760:d=0.5 -map 0 -map 1 -map 2 "
          "-map 3 "
          "-metadata:s:a:0 language=eng -metadata:s:a:1 language=kor -metadata:s:a:2 language=kor -disposition:a:0 "
          "default -disposition:a:2 comment" +
          kH264 + " -c:a flac");
  const auto heard = [&](const char* language) {
    PlayerOptions options;
    options.language = language;
    const auto sound = play_film(film, 400ms, options).sound;
    if (strength(sound, 0, 440) > 0.05) return "eng";
    return strength(sound, 0, 880) > 0.05 ? "kor" : "comment";
  };
  CHECK(heard("ko") == std::string("kor"));
  CHECK(heard("en-GB") == std::string("eng"));
  CHECK(heard("fr") == std::string("eng"));
  CHECK(heard("") == std::string("eng"));
}

TEST_CASE("tags of languages") {
  CHECK(language_match("kor", "ko") == 3);
  CHECK(language_match("ger", "de") == 3);
  CHECK(language_match("deu", "de-AT") == 2);
  CHECK(language_match("pt_BR", "pt-br") == 3);
  CHECK(language_match("pt-BR", "pt-PT") == 1);
  CHECK(language_match("eng", "ko") == 0);
  CHECK(language_match("und", "und") == 0);
  CHECK(language_match("", "") == 0);
}

TEST_CASE("any number of channels becomes two") {
  // Every channel its own tone, below what the limiter holds back; then each as loud as it can be.
  struct Case {
    const char* layout;
    int channels;
  };
  for (const auto& [layout, channels] :
       {Case{"mono", 1}, {"stereo", 2}, {"2.1", 3}, {"quad", 4}, {"5.0", 5}, {"5.1", 6}, {"6.1", 7}, {"7.1", 8}}) {
    INFO(layout);
    std::string tones, squares;
    for (int c = 0; c < channels; ++c) {
      tones += fmt::format("{}0.5*sin(2*PI*{}*t)", c > 0 ? "|" : "", 300 + 200 * c);
      squares += fmt::format("{}sgn(sin(2*PI*200*t))", c > 0 ? "|" : "");
    }
    const auto file = [&](const char* kind, const std::string& what) {
      return make_film(fmt::format("{}_{}.wav", kind, layout),
                       fmt::format("-f lavfi -i aevalsrc={}:c={}:s=48000:d=0.4 -c:a pcm_s16le", what, layout));
    };
    const auto sound = play_film(file("tones", tones), 400ms).sound;
    CHECK(loudest(play_film(file("squares", squares), 400ms).sound) <= 1.0001);
    const double left = strength(sound, 0, 300);
    CHECK(left > 0.15);
    if (channels == 1) {
      CHECK(left == Approx(0.5).margin(0.01));
      CHECK(strength(sound, 1, 300) == Approx(0.5).margin(0.01));
      continue;
    }
    CHECK(strength(sound, 1, 300) < 0.01);
    CHECK(strength(sound, 1, 500) == Approx(left).margin(0.01));
    if (channels < 5) continue;
    // The centre is in the middle, 3 dB below a side; what is behind is heard, too.
    CHECK(strength(sound, 0, 700) == Approx(left * std::sqrt(0.5)).margin(0.01));
    CHECK(strength(sound, 1, 700) == Approx(left * std::sqrt(0.5)).margin(0.01));
    const int behind = 300 + 200 * (channels - 1);
    CHECK(strength(sound, 0, behind) + strength(sound, 1, behind) > 0.1);
  }
}
