#include "media/hardware_decoders.h"

extern "C" {
#include <libavutil/hwcontext.h>
}

#include <array>
#include <filesystem>
#include <future>
#include <mutex>
#include <pthread.h>
#include <utility>

namespace redlight {

namespace {

struct ReleaseBuffer {
  void operator()(AVBufferRef* b) const { av_buffer_unref(&b); }
};
using BufferPtr = std::unique_ptr<AVBufferRef, ReleaseBuffer>;

struct Device {
  AVHWDeviceType type = AV_HWDEVICE_TYPE_NONE;
  BufferPtr context;
};

/// The first that answers. All of them decode with FFmpeg's ordinary decoders.
Device find_device() {
  pthread_setname_np(pthread_self(), "hardware");
  constexpr std::array kTypes{AV_HWDEVICE_TYPE_VAAPI, AV_HWDEVICE_TYPE_CUDA, AV_HWDEVICE_TYPE_VIDEOTOOLBOX,
                              AV_HWDEVICE_TYPE_DRM};
  route_libav_log();
  for (const AVHWDeviceType type : kTypes) {
    AVBufferRef* context = nullptr;
    if (av_hwdevice_ctx_create(&context, type, nullptr, nullptr, 0) >= 0) return {type, BufferPtr(context)};
  }
  return {};
}

/// Looked for once in a process, at the first question.
class DeviceOfProcess {
 public:
  static DeviceOfProcess& get() {
    static DeviceOfProcess device;
    return device;
  }
  bool is_settled() { return begun().wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
  const Device& wait() { return begun().get(); }

 private:
  const std::shared_future<Device>& begun() {
    std::call_once(once_, [this] { found_ = std::async(std::launch::async, find_device).share(); });
    return found_;
  }
  std::once_flag once_;
  std::shared_future<Device> found_;
};

/// The format of pictures in the device's memory, or none where it cannot decode such films.
AVPixelFormat format_on(const AVCodec* decoder, AVHWDeviceType type) {
  for (int i = 0;; ++i) {
    const AVCodecHWConfig* config = avcodec_get_hw_config(decoder, i);
    if (config == nullptr) return AV_PIX_FMT_NONE;
    if (config->device_type == type && (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0)
      return config->pix_fmt;
  }
}

/// Only pictures of the device: what it cannot decode is not to be decoded in software unnoticed.
AVPixelFormat only_hardware(AVCodecContext* codec, const AVPixelFormat* offered) {
  const auto* context = reinterpret_cast<const AVHWDeviceContext*>(codec->hw_device_ctx->data);
  const AVPixelFormat wanted = format_on(codec->codec, context->type);
  for (; *offered != AV_PIX_FMT_NONE; ++offered)
    if (*offered == wanted) return wanted;
  return AV_PIX_FMT_NONE;
}

PictureDecoderPtr opened(AvCodecPtr codec, const AVCodec* decoder) {
  if (!codec) return nullptr;
  codec->thread_count = 1;  // the device does the work
  if (avcodec_open2(codec.get(), decoder, nullptr) < 0) return nullptr;
  return std::make_unique<CodecDecoder>(std::move(codec));
}

/// The decoders of small boards, which FFmpeg has under names of their own.
PictureDecoderPtr open_v4l2(const AVCodecContext& like) {
  std::error_code none;
  if (!std::filesystem::exists("/dev/video10", none) && !std::filesystem::exists("/dev/video0", none)) return nullptr;
  const std::string name = std::string(avcodec_get_name(like.codec_id)) + "_v4l2m2m";
  const AVCodec* decoder = avcodec_find_decoder_by_name(name.c_str());
  return decoder != nullptr ? opened(copy_of_codec(like, decoder), decoder) : nullptr;
}

}  // namespace

bool knows_hardware() { return DeviceOfProcess::get().is_settled(); }

std::string hardware_device() {
  const Device& device = DeviceOfProcess::get().wait();
  return device.context ? av_hwdevice_get_type_name(device.type) : "";
}

HardwareDecoder open_hardware_decoder(const AVCodecContext& like) {
  const Device& device = DeviceOfProcess::get().wait();
  if (device.context && format_on(like.codec, device.type) != AV_PIX_FMT_NONE) {
    if (AvCodecPtr codec = copy_of_codec(like)) {
      codec->hw_device_ctx = av_buffer_ref(device.context.get());
      codec->get_format = only_hardware;
      if (auto decoder = opened(std::move(codec), like.codec))
        return {std::move(decoder), av_hwdevice_get_type_name(device.type)};
    }
  }
  return {open_v4l2(like), "v4l2m2m"};
}

}  // namespace redlight
