#pragma once
// A fast hash for telling whether bytes have changed: XXH64 (Yann Collet, xxHash specification 0.1.1). Not for secrets.
#include <cstdint>
#include <span>
#include <string_view>

namespace redlight {

std::uint64_t hash_bytes(std::span<const unsigned char> bytes, std::uint64_t seed = 0);
inline std::uint64_t hash_text(std::string_view text, std::uint64_t seed = 0) {
  return hash_bytes({reinterpret_cast<const unsigned char*>(text.data()), text.size()}, seed);
}

}  // namespace redlight
