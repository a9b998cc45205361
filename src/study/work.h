// SPDX-License-Identifier: Apache-2.0
// What histories come to, counted in the histories themselves.
#pragma once

#include <cstdint>
#include <span>

#include "engine/ensemble.h"

namespace coexist {

struct Work {
  std::uint64_t history_months = 0;     // months that a history lived: up to the one that ends it
  std::uint64_t acting_dyad_steps = 0;  // acts made in them: an active principal toward another polity
};

// Of histories 0 to `histories` - 1, summed over the arms.
Work count_work(const Setting& setting, std::span<const Intervention> arms, int fork, EngineKind engine, std::uint32_t histories);

}  // namespace coexist
