// SPDX-License-Identifier: Apache-2.0
// The micro-benchmarks of one instruction set, by the name of its kernel.
#pragma once

namespace coexist {

void register_baseline();
void register_avx2();
void register_avx512();

}  // namespace coexist
