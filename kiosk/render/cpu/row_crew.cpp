#include "render/cpu/row_crew.h"

#include <algorithm>
#include <pthread.h>

namespace redlight {
namespace {
constexpr unsigned kMostMembers = 4;
constexpr std::chrono::milliseconds kAlone(2);  // that a picture may take one member: an eighth of a refresh
}  // namespace

bool is_too_much_for_one(std::chrono::nanoseconds spent, int done, int rows) { return spent * rows > kAlone * done; }

RowCrew::RowCrew() {
  const unsigned members = std::clamp(std::thread::hardware_concurrency(), 1u, kMostMembers);
  for (unsigned member = 1; member < members; member++) {
    threads_.emplace_back([this, member](const std::stop_token& stop) { serve(stop, static_cast<int>(member)); });
    pthread_setname_np(threads_.back().native_handle(), "rows");
  }
}

RowCrew::~RowCrew() {
  for (auto& thread : threads_) thread.request_stop();
}

void RowCrew::run(int rows, int band, const Work& work) {
  const auto begun = std::chrono::steady_clock::now();
  int done = 0;
  do {
    const int end = std::min(done + band, rows);
    work(done, end, 0);
    done = end;
  } while (done < rows &&
           (threads_.empty() || !is_too_much_for_one(std::chrono::steady_clock::now() - begun, done, rows)));
  if (done == rows) return;
  {
    const std::lock_guard lock(mutex_);
    work_ = &work, rows_ = rows, band_ = band, next_ = done;
    picture_++;
  }
  wake_.notify_all();
  take_bands(0);
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
  work_ = nullptr;  // whoever wakes only now finds nothing to do
}

void RowCrew::take_bands(int member) {
  for (;;) {
    int begin = 0, end = 0;
    const Work* work = nullptr;
    {
      const std::lock_guard lock(mutex_);
      if (!work_ || next_ >= rows_) return;
      begin = next_, end = std::min(begin + band_, rows_), next_ = end;
      work = work_;
    }
    (*work)(begin, end, member);
  }
}

void RowCrew::serve(const std::stop_token& stop, int member) {
  unsigned long seen = 0;
  std::unique_lock lock(mutex_);
  while (wake_.wait(lock, stop, [&] { return picture_ != seen; })) {
    seen = picture_;
    busy_++;
    lock.unlock();
    take_bands(member);
    lock.lock();
    if (--busy_ == 0) done_.notify_one();
  }
}

}  // namespace redlight
