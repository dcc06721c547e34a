#pragma once
// Where a thread begins: what was thrown, by a library or because memory ran out, goes on as a value. Nobody above
// could catch it, and the program would end.
#include <exception>
#include <new>

#include "base/result.h"

namespace redlight {

/// What `make`, which gives a Result, returns; or what it threw. Errors: exhausted (memory), unreadable.
template <class Make>
auto caught(const Make& make) -> decltype(make()) {
  try {
    return make();
  } catch (const std::bad_alloc&) {
    return fail(ErrorKind::exhausted, "there is not enough memory");
  } catch (const std::exception& e) {
    return fail(ErrorKind::unreadable, e.what());
  } catch (...) {
    return fail(ErrorKind::unreadable, "failed for a reason that is not known");
  }
}

}  // namespace redlight
