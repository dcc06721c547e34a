#pragma once
// Limits of time for what must not hang.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

namespace redlight::test {

/// A limit for a plain build on an idle machine, widened where sanitizers are built in or others use the machine too.
inline std::chrono::milliseconds stretched(std::chrono::milliseconds limit) {
#if defined(__SANITIZE_THREAD__)
  constexpr double kSlower = 15;  // five to fifteen times, say its makers
#elif defined(__SANITIZE_ADDRESS__)
  constexpr double kSlower = 5;
#else
  constexpr double kSlower = 1;
#endif
  // A machine on which others work too gives a program only its share of the processors.
  double load = 0;
  const double cores = std::max(std::thread::hardware_concurrency(), 1u);
  const double share = getloadavg(&load, 1) == 1 ? std::max(load / cores, 1.0) : 1.0;
  return std::chrono::milliseconds(static_cast<long>(static_cast<double>(limit.count()) * kSlower * share));
}

}  // namespace redlight::test
