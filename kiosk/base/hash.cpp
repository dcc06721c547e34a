#include "base/hash.h"

#include <array>
#include <bit>
#include <cstring>

namespace redlight {
namespace {

constexpr std::uint64_t kP1 = 0x9e3779b185ebca87u, kP2 = 0xc2b2ae3d27d4eb4fu, kP3 = 0x165667b19e3779f9u,
                        kP4 = 0x85ebca77c2b2ae63u, kP5 = 0x27d4eb2f165667c5u;

template <class Word>
std::uint64_t load(const unsigned char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

std::uint64_t round(std::uint64_t lane, std::uint64_t word) { return std::rotl(lane + word * kP2, 31) * kP1; }

std::uint64_t merge(std::uint64_t hash, std::uint64_t lane) { return (hash ^ round(0, lane)) * kP1 + kP4; }

}  // namespace

std::uint64_t hash_bytes(std::span<const unsigned char> bytes, std::uint64_t seed) {
  const unsigned char* at = bytes.data();
  const unsigned char* const end = at + bytes.size();
  std::uint64_t hash = seed + kP5;
  if (bytes.size() >= 32) {
    std::array<std::uint64_t, 4> lane{seed + kP1 + kP2, seed + kP2, seed, seed - kP1};
    for (; end - at >= 32; at += 32)
      for (std::size_t i = 0; i < 4; i++) lane[i] = round(lane[i], load<std::uint64_t>(at + 8 * i));
    hash = std::rotl(lane[0], 1) + std::rotl(lane[1], 7) + std::rotl(lane[2], 12) + std::rotl(lane[3], 18);
    for (const std::uint64_t l : lane) hash = merge(hash, l);
  }
  hash += bytes.size();
  for (; end - at >= 8; at += 8) hash = std::rotl(hash ^ round(0, load<std::uint64_t>(at)), 27) * kP1 + kP4;
  for (; end - at >= 4; at += 4) hash = std::rotl(hash ^ load<std::uint32_t>(at) * kP1, 23) * kP2 + kP3;
  for (; at < end; at++) hash = std::rotl(hash ^ *at * kP5, 11) * kP1;
  hash = (hash ^ hash >> 33) * kP2;
  hash = (hash ^ hash >> 29) * kP3;
  return hash ^ hash >> 32;
}

}  // namespace redlight
