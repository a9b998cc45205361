// SPDX-License-Identifier: Apache-2.0
// Plays batches of the flagship scenario on the AVX2 engine and nothing else, for a tool that counts instructions:
// `count_instructions BATCHES`.  Prints the months of history that were played.  bench/check_budget runs it.
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/float_environment.h"
#include "coexist/scenario_file.h"
#include "engine/engine.h"
#include "study/setting.h"

namespace coexist {
namespace {

int play(std::uint32_t batches) {
  if (!is_supported(EngineKind::avx2)) {
    std::fputs("count_instructions: this processor has no AVX2\n", stderr);
    return 1;
  }
  const FloatEnvironment standard;
  const Posed posed = pose(load_scenario(bundled_scenarios().front()), {});
  const std::array<Intervention, 1> arms = {posed.with};
  const auto engine = make_engine(EngineKind::avx2, posed.setting);
  const auto lanes = static_cast<std::uint32_t>(engine->lanes());
  Played played;
  for (std::uint32_t n = 0; n < batches; ++n) engine->play(n * lanes, arms, posed.fork, played);
  std::printf("%u\n", batches * lanes * static_cast<std::uint32_t>(posed.setting.model.months));
  return 0;
}

}  // namespace
}  // namespace coexist

int main(int argc, char** argv) {
  constexpr int most = 1000;
  const int batches = argc == 2 ? std::atoi(argv[1]) : -1;
  if (batches < 0 || batches > most) {
    std::fputs("usage: count_instructions BATCHES\n", stderr);
    return 2;
  }
  return coexist::play(static_cast<std::uint32_t>(batches));
}
