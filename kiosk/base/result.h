#pragma once
// Expected failures are values. A function that can fail for a reason outside the program returns Result<T>; nothing
// throws across a thread or a room. Broken invariants are not errors: they assert.
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace redlight {

enum class ErrorKind {
  not_found,    ///< the file or device does not exist
  unreadable,   ///< it exists, but cannot be read (rights, a disk that vanished)
  malformed,    ///< it was read and is not what it claims to be
  unsupported,  ///< it is well formed, but this build or this machine cannot handle it
  exhausted,    ///< a limit of memory, pixels, time or disk would be exceeded
  device,       ///< display, sound card or driver refused
  stopped,      ///< given up because somebody asked to stop
};

struct Error {
  ErrorKind kind;
  std::string text;   ///< what happened and what to do, one sentence for a person
  std::string where;  ///< file or device it is about; may be empty
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string text, std::string where = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(text), std::move(where)});
}

/// "where: text", or the text alone.
inline std::string describe(const Error& e) { return e.where.empty() ? e.text : e.where + ": " + e.text; }

}  // namespace redlight
