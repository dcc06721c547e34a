#pragma once
// SIGTERM and SIGINT as a flag that the frame loop looks at: the service manager's way to end the show in order.

namespace redlight {

/// Installs the handlers. Main thread, once.
void watch_stop_signals();

/// True after the first of them.
bool stop_requested();

}  // namespace redlight
