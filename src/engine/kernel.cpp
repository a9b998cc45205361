// SPDX-License-Identifier: Apache-2.0
// The batch engine, compiled once for every instruction set: COEXIST_KERNEL names the one of this object.
//
// The tag in an unnamed namespace makes every template instantiated here local to this object, so that the linker cannot hand code
// for one instruction set to another.
#include "engine/engine.h"

#define COEXIST_JOIN(a, b) a##b
#define COEXIST_MAKE(kernel) COEXIST_JOIN(make_, kernel)

namespace coexist {
namespace {

struct Isa {};
using Real = Lanes<float, 16, Isa>;

}  // namespace

std::unique_ptr<Engine> COEXIST_MAKE(COEXIST_KERNEL)(const Setting& setting) { return std::make_unique<EngineOf<Real>>(setting); }

}  // namespace coexist
