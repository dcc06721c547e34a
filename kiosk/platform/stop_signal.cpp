#include "platform/stop_signal.h"

#include <atomic>
#include <csignal>

namespace redlight {
namespace {
// A signal handler can reach nothing but a global, and it runs on whichever thread the signal meets.
std::atomic<bool> g_stop = false;
static_assert(std::atomic<bool>::is_always_lock_free);
void on_signal(int) { g_stop.store(true, std::memory_order_relaxed); }
}  // namespace

void watch_stop_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

bool stop_requested() { return g_stop.load(std::memory_order_relaxed); }

}  // namespace redlight
