#include "media/stereo_resampler.h"

extern "C" {
#include <libavutil/channel_layout.h>
#include <libavutil/opt.h>
}

#include "media/voice.h"

namespace redlight {

SwrPtr make_stereo_resampler(const AVFrame& frame) {
  const auto format = static_cast<AVSampleFormat>(frame.format);
  const int channels = frame.ch_layout.nb_channels;
  AVChannelLayout in{}, stereo{};
  if (frame.ch_layout.order == AV_CHANNEL_ORDER_UNSPEC) {
    av_channel_layout_default(&in, channels);
  } else {
    av_channel_layout_copy(&in, &frame.ch_layout);
  }
  av_channel_layout_default(&stereo, 2);
  SwrContext* made = nullptr;
  const int code =
      swr_alloc_set_opts2(&made, &stereo, AV_SAMPLE_FMT_FLT, kSampleRate, &in, format, frame.sample_rate, 0, nullptr);
  SwrPtr resampler(made);
  av_channel_layout_uninit(&in);
  if (code < 0 || !resampler) return nullptr;
  constexpr double kBoth[] = {1, 1};
  av_opt_set_double(made, "rematrix_maxval", 1.0, 0);     // a down-mix of six channels does not clip
  if (channels == 1) swr_set_matrix(made, &kBoth[0], 1);  // and mono is not made quieter
  if (swr_init(made) < 0) return nullptr;
  return resampler;
}

}  // namespace redlight
