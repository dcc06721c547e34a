#include "media/container.h"

namespace redlight {
namespace {

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) { return AVERROR(EPERM); }

int is_over(void* deadline) { return static_cast<const Deadline*>(deadline)->is_over() ? 1 : 0; }

}  // namespace

ContainerPtr open_container(const std::filesystem::path& file, InputFile& input, Deadline& deadline, int& code) {
  code = AVERROR(ENOMEM);
  AVFormatContext* format = avformat_alloc_context();
  if (format == nullptr) return nullptr;
  format->pb = input.io();
  format->flags |= AVFMT_FLAG_CUSTOM_IO;
  format->io_open = refuse_to_open;
  format->interrupt_callback = {is_over, &deadline};
  code = avformat_open_input(&format, file.c_str(), nullptr, nullptr);  // frees `format` on failure
  return ContainerPtr(code < 0 ? nullptr : format);
}

}  // namespace redlight
