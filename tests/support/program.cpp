#include "support/program.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <poll.h>
#include <signal.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

#include "support/stretched.h"

extern char** environ;
extern "C" const char* __tsan_default_suppressions();

namespace redlight::test {

namespace {

using Clock = std::chrono::steady_clock;
constexpr int kSliceMs = 5;

/// What a sanitizer finds in the program must not pass for one of the program's own exit codes; and the program, unlike
/// the tests, has no list of what is overlooked in third parties linked in.
void add_sanitizers(std::map<std::string, std::string>& values) {
  const auto append = [&](const std::string& name, const std::string& option) {
    std::string& value = values[name];
    value += (value.empty() ? "" : ":") + option;
  };
  append("ASAN_OPTIONS", "exitcode=99");
  append("UBSAN_OPTIONS", "exitcode=99:print_stacktrace=1");
  const auto list = std::filesystem::path(REDLIGHT_TEST_OUTPUT) / ("tsan_" + std::to_string(getpid()) + ".supp");
  if (!std::filesystem::exists(list)) std::ofstream(list) << __tsan_default_suppressions();
  append("TSAN_OPTIONS", "exitcode=99:suppressions=" + list.string());
}

std::vector<std::string> environment_of(const Environment& changes) {
  std::map<std::string, std::string> values;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text = *entry;
    values[text.substr(0, text.find('='))] = text.substr(text.find('=') + 1);
  }
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "SDL_VIDEODRIVER"}) values.erase(name);
  values["SDL_AUDIODRIVER"] = "dummy";
  // What a program keeps for its next start is the tests' own.
  values["XDG_CACHE_HOME"] = (std::filesystem::path(REDLIGHT_TEST_OUTPUT) / "cache").string();
  add_sanitizers(values);
  for (const auto& [name, value] : changes) {
    values.erase(name);
    if (value) values[name] = *value;
  }
  std::vector<std::string> lines;
  lines.reserve(values.size());
  for (const auto& [name, value] : values) lines.push_back(name + "=" + value);
  return lines;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::chrono::milliseconds until(Clock::time_point deadline) {
  return std::chrono::ceil<std::chrono::milliseconds>(std::max(deadline - Clock::now(), Clock::duration::zero()));
}

}  // namespace

Environment without_glass() { return {{"SDL_VIDEODRIVER", "dummy"}}; }

Program::Program(const std::vector<std::string>& command, const Environment& environment) {
  // Everything is made ready before fork(): between it and exec() a child may do next to nothing.
  std::vector<std::string> words = command, values = environment_of(environment);
  const auto arguments = pointers_to(words), variables = pointers_to(values);
  std::array<int, 2> output{}, errors{};
  REQUIRE(pipe2(output.data(), O_CLOEXEC) == 0);
  REQUIRE(pipe2(errors.data(), O_CLOEXEC) == 0);
  // A signal that comes before exec() must not run the test framework's handlers in the child.
  sigset_t all{}, before{};
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_ = fork();
  if (pid_ == 0) {
    for (const int signal : {SIGTERM, SIGINT, SIGSEGV, SIGABRT, SIGFPE, SIGILL}) ::signal(signal, SIG_DFL);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    dup2(output[1], STDOUT_FILENO);
    dup2(errors[1], STDERR_FILENO);
    execve(arguments[0], arguments.data(), variables.data());
    _exit(127);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  REQUIRE(pid_ > 0);
  close(output[1]);
  close(errors[1]);
  output_pipe_ = output[0], error_pipe_ = errors[0];
}

Program::~Program() {
  if (output_pipe_ >= 0) close(output_pipe_);
  if (error_pipe_ >= 0) close(error_pipe_);
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

/// False once both streams are closed, which the program's end does.
bool Program::read_some(std::chrono::milliseconds patience) {
  std::array<pollfd, 2> streams{{{output_pipe_, POLLIN, 0}, {error_pipe_, POLLIN, 0}}};
  if (poll(streams.data(), streams.size(), static_cast<int>(patience.count())) <= 0) return true;
  const auto take = [](pollfd& stream, int& pipe, std::string& text) {
    if (stream.revents == 0) return;
    std::array<char, 4096> buffer{};
    const ssize_t got = read(pipe, buffer.data(), buffer.size());
    if (got > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(got));
    } else {
      close(pipe);
      pipe = -1;  // poll() passes it over
    }
  };
  take(streams[0], output_pipe_, output_);
  take(streams[1], error_pipe_, errors_);
  return output_pipe_ >= 0 || error_pipe_ >= 0;
}

bool Program::wait_for_line(std::string_view text, std::chrono::seconds limit) {
  return wait_until([&] { return errors_.find(text) != std::string::npos; }, limit);
}

bool Program::wait_until(const std::function<bool()>& condition, std::chrono::seconds limit) {
  const auto deadline = Clock::now() + limit;
  while (!condition()) {
    if (Clock::now() >= deadline) return false;
    if (!read_some(std::min(until(deadline), std::chrono::milliseconds(kSliceMs)))) return condition();
  }
  return true;
}

void Program::send(int signal) { REQUIRE(kill(pid_, signal) == 0); }

Outcome Program::finish(std::chrono::milliseconds limit) {
  const auto start = Clock::now(), deadline = start + limit;
  Outcome outcome;
  while (read_some(until(deadline)) && Clock::now() < deadline) {
  }
  int status = 0;
  // Both streams are closed a moment before the process can be collected.
  while (waitpid(pid_, &status, WNOHANG) == 0) {
    if (Clock::now() >= deadline) {
      outcome.was_late = true;
      kill(pid_, SIGKILL);
      waitpid(pid_, &status, 0);
      break;
    }
    poll(nullptr, 0, 1);
  }
  pid_ = -1;
  outcome.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
  if (WIFEXITED(status)) outcome.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  outcome.output = output_, outcome.errors = errors_;
  return outcome;
}

Outcome run(const std::vector<std::string>& command, const Environment& environment) {
  Program program(command, environment);
  return program.finish(stretched(std::chrono::minutes(2)));
}

std::optional<long> thread_ticks(pid_t pid, std::string_view thread) {
  std::error_code error;
  const auto folder = std::filesystem::path("/proc") / std::to_string(pid) / "task";
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::ifstream in(entry->path() / "stat");
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    const auto open = text.find('('), close = text.rfind(')');
    if (open == std::string::npos || close == std::string::npos) continue;
    if (std::string_view(text).substr(open + 1, close - open - 1) != thread) continue;
    // After the name: state and ten numbers, then the time in user and in kernel mode (proc(5)).
    std::istringstream fields(text.substr(close + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    long user = 0, kernel = 0;
    if (fields >> user >> kernel) return user + kernel;
  }
  return std::nullopt;
}

}  // namespace redlight::test
