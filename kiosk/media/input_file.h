#pragma once
// Private to media/. The bytes of one file as libav reads them, in a way that a stop request always ends, also on a
// FIFO that nobody writes: the descriptor does not block, and every wait looks at the stop token. Owned and called by
// one thread.
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>

#include "base/result.h"
#include "media/libav_ptrs.h"

namespace redlight {

/// Given up when `stop` is requested or, until disarm(), when the time is over. The time is the machine's own, since it
/// bounds waiting for hardware.
struct Deadline {
  std::stop_token stop;
  std::chrono::steady_clock::time_point until = std::chrono::steady_clock::time_point::max();

  bool is_over() const { return stop.stop_requested() || std::chrono::steady_clock::now() >= until; }
  void disarm() { until = std::chrono::steady_clock::time_point::max(); }
};

class InputFile {
 public:
  /// Errors: not_found, unreadable (rights, a folder), malformed (empty), exhausted. The deadline must outlive the
  /// file.
  static Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& file, const Deadline& deadline);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  AVIOContext* io() { return io_.get(); }

 private:
  struct IoDeleter {
    void operator()(AVIOContext* io) const {
      av_freep(&io->buffer);
      avio_context_free(&io);
    }
  };
  InputFile(int descriptor, const Deadline& deadline) : descriptor_(descriptor), deadline_(deadline) {}
  static int read(void* self, std::uint8_t* buffer, int size);
  static std::int64_t seek(void* self, std::int64_t offset, int whence);

  const int descriptor_;
  const Deadline& deadline_;
  bool has_read_ = false;  // a FIFO without a writer looks like an end before the first byte
  bool is_regular_ = false;
  std::unique_ptr<AVIOContext, IoDeleter> io_;
};

}  // namespace redlight
