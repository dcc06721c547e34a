// EBU R128 by libebur128: the meter itself is all that is needed of it, 60 kB that depend on nothing, where libavfilter
// would bring a graph of filters and its loudness as text in the frames' metadata.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <ebur128.h>
#include <vector>

#include "media/loudness.h"
#include "media/media_file.h"
#include "media/stereo_resampler.h"
#include "media/voice.h"

namespace redlight {
namespace {

constexpr auto kLimit = std::chrono::seconds(10);  // to open the file
constexpr double kSoftest = -70;                   // LUFS: R128's absolute gate, nothing below it counts

struct MeterDeleter {
  void operator()(ebur128_state* meter) const { ebur128_destroy(&meter); }
};

double rounded(double value) { return std::round(value * 100) / 100; }

class LoudnessMeter {
 public:
  LoudnessMeter() : meter_(ebur128_init(2, kSampleRate, EBUR128_MODE_I | EBUR128_MODE_SAMPLE_PEAK)) {}

  bool is_there() const { return meter_ != nullptr; }

  void add(const AVFrame& frame) {
    const auto format = static_cast<AVSampleFormat>(frame.format);
    if (!resampler_ || format != format_ || frame.sample_rate != rate_ || frame.ch_layout.nb_channels != channels_) {
      flush();
      resampler_ = make_stereo_resampler(frame);
      format_ = format, rate_ = frame.sample_rate, channels_ = frame.ch_layout.nb_channels;
    }
    if (resampler_) convert(const_cast<const std::uint8_t**>(frame.extended_data), frame.nb_samples);
  }

  void flush() {
    if (resampler_) convert(nullptr, 0);
    resampler_.reset();
  }

  Loudness result() const {
    Loudness loudness;
    double lufs = 0;
    if (ebur128_loudness_global(meter_.get(), &lufs) == EBUR128_SUCCESS && std::isfinite(lufs) && lufs > kSoftest)
      loudness.lufs = rounded(lufs);
    for (unsigned channel = 0; channel < 2; ++channel) {
      double peak = 0;
      if (ebur128_sample_peak(meter_.get(), channel, &peak) == EBUR128_SUCCESS)
        loudness.peak = std::max(loudness.peak, peak);
    }
    return loudness;
  }

 private:
  void convert(const std::uint8_t** data, int count) {
    const int room = swr_get_out_samples(resampler_.get(), count);
    if (room <= 0) return;
    samples_.resize(static_cast<std::size_t>(room) * 2);
    auto* out = reinterpret_cast<std::uint8_t*>(samples_.data());
    const int got = swr_convert(resampler_.get(), &out, room, data, count);
    if (got <= 0) return;
    samples_.resize(static_cast<std::size_t>(got) * 2);
    // As in the player: a damaged stream decodes to anything.
    for (float& sample : samples_) sample = std::isfinite(sample) ? std::clamp(sample, -4.f, 4.f) : 0.f;
    ebur128_add_frames_float(meter_.get(), samples_.data(), static_cast<std::size_t>(got));
  }

  std::unique_ptr<ebur128_state, MeterDeleter> meter_;
  SwrPtr resampler_;
  AVSampleFormat format_ = AV_SAMPLE_FMT_NONE;  // what the resampler was made for
  int rate_ = 0, channels_ = 0;
  std::vector<float> samples_;
};

}  // namespace

Result<Loudness> measure_loudness(const std::filesystem::path& file, const std::stop_token& stop) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    return fail(ErrorKind::unsupported, "The loudness of what is no regular file cannot be measured.", file);
  auto opened = MediaFile::open(file, {MediaFile::Sound::decode, {}, kLimit}, stop);
  if (!opened) return tl::unexpected(opened.error());
  MediaFile& media = **opened;
  if (!media.sound) return Loudness{};
  media.skip_video();
  LoudnessMeter meter;
  AvPacketPtr packet(av_packet_alloc());
  AvFramePtr frame(av_frame_alloc());
  if (!meter.is_there() || !packet || !frame)
    return fail(ErrorKind::exhausted, "There is no memory to measure the loudness.", file);
  for (bool is_over = false; !is_over;) {
    is_over = media.read(*packet) < 0;
    if (stop.stop_requested()) return fail(ErrorKind::stopped, "Measuring the loudness was given up.", file);
    // What cannot be decoded is not heard either.
    avcodec_send_packet(media.sound.codec.get(), is_over ? nullptr : packet.get());
    while (avcodec_receive_frame(media.sound.codec.get(), frame.get()) >= 0) meter.add(*frame);
  }
  meter.flush();
  return meter.result();
}

}  // namespace redlight
