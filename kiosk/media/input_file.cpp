#include "media/input_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace redlight {

namespace {
constexpr int kBufferBytes = 64 * 1024;
constexpr int kSliceMs = 20;  // how long a wait may overlook a stop request
}  // namespace

Result<std::unique_ptr<InputFile>> InputFile::open(const std::filesystem::path& file, const Deadline& deadline) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) {
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR) return fail(ErrorKind::not_found, "There is no such file.", file);
    return fail(error == EMFILE || error == ENFILE ? ErrorKind::exhausted : ErrorKind::unreadable,
                std::string("The file cannot be opened: ") + std::strerror(error) + ".", file);
  }
  std::unique_ptr<InputFile> input(new InputFile(descriptor, deadline));
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return fail(ErrorKind::unreadable, "The file cannot be examined.", file);
  if (S_ISDIR(status.st_mode)) return fail(ErrorKind::unreadable, "This is a folder, not a media file.", file);
  input->is_regular_ = S_ISREG(status.st_mode);
  if (input->is_regular_ && status.st_size == 0) return fail(ErrorKind::malformed, "The file is empty.", file);
  auto* buffer = static_cast<unsigned char*>(av_malloc(kBufferBytes));
  if (buffer == nullptr) return fail(ErrorKind::exhausted, "There is no memory to read the file.", file);
  input->io_.reset(avio_alloc_context(buffer, kBufferBytes, 0, input.get(), &InputFile::read, nullptr,
                                      input->is_regular_ ? &InputFile::seek : nullptr));
  if (!input->io_) {
    av_free(buffer);
    return fail(ErrorKind::exhausted, "There is no memory to read the file.", file);
  }
  return input;
}

InputFile::~InputFile() { ::close(descriptor_); }

int InputFile::read(void* self, std::uint8_t* buffer, int size) {
  auto& file = *static_cast<InputFile*>(self);
  for (;;) {
    if (file.deadline_.stop.stop_requested()) return AVERROR_EXIT;
    if (file.deadline_.is_over()) return AVERROR(ETIMEDOUT);
    const ssize_t got = ::read(file.descriptor_, buffer, static_cast<std::size_t>(size));
    if (got > 0) {
      file.has_read_ = true;
      return static_cast<int>(got);
    }
    if (got == 0 && (file.is_regular_ || file.has_read_)) return AVERROR_EOF;
    if (got < 0 && errno != EAGAIN && errno != EINTR) return AVERROR(errno);
    if (got == 0) {
      // No writer yet: poll() would answer at once.
      std::this_thread::sleep_for(std::chrono::milliseconds(kSliceMs));
    } else {
      pollfd wait{file.descriptor_, POLLIN, 0};
      ::poll(&wait, 1, kSliceMs);
    }
  }
}

std::int64_t InputFile::seek(void* self, std::int64_t offset, int whence) {
  auto& file = *static_cast<InputFile*>(self);
  if (whence == AVSEEK_SIZE) {
    struct stat status {};
    return ::fstat(file.descriptor_, &status) == 0 ? status.st_size : AVERROR(errno);
  }
  const off_t at = ::lseek(file.descriptor_, offset, whence & ~AVSEEK_FORCE);
  return at < 0 ? AVERROR(errno) : at;
}

}  // namespace redlight
