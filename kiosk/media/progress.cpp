#include "media/progress.h"

#include <utility>

namespace redlight {

void Progress::set_opened(MediaFile& file) {
  {
    std::lock_guard lock(mutex_);
    file_ = &file;
    info_ = file.info();
    has_video_ = bool(file.video);
    has_sound_ = bool(file.sound);
    is_video_ready_ = !has_video_;
    is_sound_ready_ = !has_sound_;
  }
  changed_.notify_all();
}

bool Progress::wait_restart(int old) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return is_closed_ || generation_ != old; });
  return !is_closed_;
}

MediaFile* Progress::wait_opened() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return is_closed_ || error_.has_value() || file_ != nullptr; });
  return is_closed_ ? nullptr : file_;
}

bool Progress::pause(int generation, std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  if (!is_closed_ && generation == generation_) changed_.wait_for(lock, at_most);
  return !is_closed_ && generation == generation_;
}

void Progress::set_video_ready(int generation) {
  {
    std::lock_guard lock(mutex_);
    if (generation == generation_) is_video_ready_ = true;
  }
  changed_.notify_all();
}

void Progress::set_sound_ready(int generation) {
  {
    std::lock_guard lock(mutex_);
    if (generation == generation_) is_sound_ready_ = true;
  }
  changed_.notify_all();
}

int Progress::generation() const {
  std::lock_guard lock(mutex_);
  return generation_;
}

void Progress::set_failed(Error error) {
  {
    std::lock_guard lock(mutex_);
    if (!error_) error_ = std::move(error);
  }
  changed_.notify_all();
}

void Progress::set_pass_length(Duration length) {
  std::lock_guard lock(mutex_);
  if (!pass_length_) pass_length_ = length;
}

std::optional<Duration> Progress::pass_length() const {
  std::lock_guard lock(mutex_);
  return pass_length_;
}

void Progress::set_end(int generation, Duration end) {
  std::lock_guard lock(mutex_);
  if (generation == generation_) end_ = end;
}

void Progress::notify() {
  // Without the lock a waiter could look, miss the change, and then sleep through this call.
  { std::lock_guard lock(mutex_); }
  changed_.notify_all();
}

void Progress::restart(int generation) {
  {
    std::lock_guard lock(mutex_);
    generation_ = generation;
    is_video_ready_ = !has_video_;
    is_sound_ready_ = !has_sound_;
    end_.reset();
  }
  changed_.notify_all();
}

bool Progress::is_opening() const {
  std::lock_guard lock(mutex_);
  return !is_ready();
}

std::optional<Error> Progress::error() const {
  std::lock_guard lock(mutex_);
  return error_;
}

bool Progress::has_failed() const {
  std::lock_guard lock(mutex_);
  return error_.has_value();
}

MediaInfo Progress::info() const {
  std::lock_guard lock(mutex_);
  return info_;
}

std::optional<Duration> Progress::end() const {
  std::lock_guard lock(mutex_);
  return end_;
}

void Progress::close() {
  {
    std::lock_guard lock(mutex_);
    is_closed_ = true;
  }
  changed_.notify_all();
}

}  // namespace redlight
