#pragma once
// Private to media/. A media file's container as libav opens it, without decoders.
#include <filesystem>
#include <memory>

#include "media/input_file.h"
#include "media/libav_ptrs.h"

namespace redlight {

struct ContainerDeleter {
  void operator()(AVFormatContext* p) const { avformat_close_input(&p); }
};
using ContainerPtr = std::unique_ptr<AVFormatContext, ContainerDeleter>;

/// Opens what `input` reads, and reads its header. One file is one file: a playlist or a reference inside it opens
/// nothing else, neither on disk nor in the network. `input` and `deadline` outlive the container. Null on failure, and
/// then `code` is libav's.
ContainerPtr open_container(const std::filesystem::path& file, InputFile& input, Deadline& deadline, int& code);

}  // namespace redlight
