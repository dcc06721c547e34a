// options -> command -> exit code
#include <csignal>
#include <cstdio>
#include <exception>

#include "app/commands.h"
#include "app/options.h"

namespace {
template <class... F>
struct Overloaded : F... {
  using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;
}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader of our output that goes away must not end a show
  const auto parsed = redlight::parse_options(argc, argv);
  if (const auto* code = std::get_if<redlight::ExitCode>(&parsed)) return *code;
  const auto& options = std::get<redlight::Options>(parsed);
  redlight::start_log(options.verbosity);
  try {
    return std::visit(Overloaded{[](const redlight::PlayOptions& o) { return redlight::play(o); },
                                 [](const redlight::CheckOptions& o) { return redlight::check(o); },
                                 [](const redlight::RenderOptions& o) { return redlight::render(o); },
                                 [](const redlight::DoctorOptions& o) { return redlight::doctor(o); }},
                      options.command);
  } catch (const std::exception& e) {  // memory at an end, a broken library: nothing of ours throws
    std::fprintf(stderr, "redlight: %s\n", e.what());
    return redlight::kExitFailed;
  }
}
