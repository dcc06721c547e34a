#include "media/loudness_book.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <pthread.h>
#include <sched.h>
#include <utility>

#include "base/log.h"
#include "media/loudness_notes.h"

namespace redlight {
namespace {

LoudnessBook::Answer answered(const Loudness& loudness) {
  std::promise<Loudness> answer;
  answer.set_value(loudness);
  return answer.get_future().share();
}

}  // namespace

LoudnessBook::~LoudnessBook() {
  thread_.request_stop();
  orders_.close();
}

LoudnessBook::Answer LoudnessBook::ask(const std::filesystem::path& file) {
  const auto key = loudness_key(file);
  if (!key) return answered({});
  if (const auto found = asked_.find(*key); found != asked_.end()) return found->second;
  if (!known_) known_ = read_loudness_notes(folder_);
  Answer answer;
  if (const auto found = known_->find(*key); found != known_->end()) {
    answer = answered(found->second);
  } else if (orders_.size() == kMostWaiting) {
    return answered({});
  } else {
    Order order{file, *key, {}};
    answer = order.answer.get_future().share();
    orders_.push(std::move(order));
  }
  asked_[*key] = answer;
  return answer;
}

void LoudnessBook::begin() {
  if (thread_.joinable()) return;
  thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
  pthread_setname_np(thread_.native_handle(), "loudness");
}

void LoudnessBook::serve(const std::stop_token& stop) {
  const sched_param none{};
  if (pace_ == Pace::idle) pthread_setschedparam(pthread_self(), SCHED_IDLE, &none);  // what it starts inherits it
  while (auto order = orders_.pop()) order->answer.set_value(measured(*order, stop));
}

Loudness LoudnessBook::measured(const Order& order, const std::stop_token& stop) const {
  const auto begun = std::chrono::steady_clock::now();
  const auto result = measure_(order.file, stop);
  if (!result) {
    if (result.error().kind != ErrorKind::stopped)
      spdlog::warn("its loudness stays as it is: {}", describe(result.error()));
    return {};
  }
  keep_loudness_note(folder_, order.key, *result);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun);
  const double peak = 20 * std::log10(std::max(result->peak, 1e-6));
  if (result->lufs)
    spdlog::info("{}: {:.1f} LUFS, peak {:.1f} dB (measured in {} ms)", order.file.filename().string(), *result->lufs,
                 peak, took.count());
  else
    spdlog::info("{}: too short or too soft to have a loudness", order.file.filename().string());
  return *result;
}

}  // namespace redlight
