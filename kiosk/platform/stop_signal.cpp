#include "platform/stop_signal.h"

#include <csignal>

namespace redlight {
namespace {
volatile std::sig_atomic_t g_stop = 0;  // a signal handler can reach nothing but a global
void on_signal(int) { g_stop = 1; }
}  // namespace

void watch_stop_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGTERM, &action, nullptr);
  sigaction(SIGINT, &action, nullptr);
}

bool stop_requested() { return g_stop != 0; }

}  // namespace redlight
