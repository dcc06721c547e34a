#include "render/cpu/instruction_set.h"

namespace redlight {
namespace rows {
#if defined(__x86_64__)
void draw_rows_v4(const Plan&, int, int, std::uint32_t*, std::ptrdiff_t, const Scratch&);
void draw_rows_v3(const Plan&, int, int, std::uint32_t*, std::ptrdiff_t, const Scratch&);
void draw_rows_v2(const Plan&, int, int, std::uint32_t*, std::ptrdiff_t, const Scratch&);
#endif
void draw_rows_base(const Plan&, int, int, std::uint32_t*, std::ptrdiff_t, const Scratch&);
}  // namespace rows

const std::vector<InstructionSet>& instruction_sets() {
  static const auto available = [] {
    std::vector<InstructionSet> sets;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512cd") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
      sets.push_back({"x86-64-v4", rows::draw_rows_v4});
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2"))
      sets.push_back({"x86-64-v3", rows::draw_rows_v3});
    if (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt"))
      sets.push_back({"x86-64-v2", rows::draw_rows_v2});
    sets.push_back({"x86-64", rows::draw_rows_base});
#else
    sets.push_back({"base", rows::draw_rows_base});  // NEON is part of the base of 64-bit ARM
#endif
    return sets;
  }();
  return available;
}

}  // namespace redlight
