// SPDX-License-Identifier: Apache-2.0
// Engines that watch themselves, and what a processor does when nothing but one or two kinds of operation is asked of it.  For
// measurements only: nobody plays a study with them.
#pragma once

#include <cstdint>
#include <memory>

#include "engine/engine.h"
#include "engine/operations.h"
#include "engine/phases.h"

namespace coexist {

// An engine that counts its operations, by phase; its histories are those of the batch engine, bit for bit.  What it counts is
// added to `counts`.
std::unique_ptr<Engine> make_counting(const Setting& setting, ByPhase<OperationCounts>& counts);

// What there is for one instruction set.
struct Measured {
  // The batch engine, with the seconds of every phase added to `seconds`.
  std::unique_ptr<Engine> (*make_timed)(const Setting& setting, ByPhase<double>& seconds);

  // `issue[a][b](n)`: n times `issued` operations of each of the two kinds, in turn, on sixteen lanes; none waits for another.
  // Of a kind with itself, n times `issued`.
  static constexpr int issued = 10;
  ByOperation<ByOperation<void (*)(std::uint64_t)>> issue;

  // n Philox blocks of sixteen histories, that is 64 n words; their exclusive or.
  std::uint32_t (*draw)(std::uint64_t n);
};

// Of the instruction set that the batch engine takes on this processor.
const Measured& measured();

const Measured& measured_baseline();
const Measured& measured_avx2();
const Measured& measured_avx512();

}  // namespace coexist
