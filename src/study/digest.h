// SPDX-License-Identifier: Apache-2.0
// A digest over the 64-bit patterns of outcomes, in order: two runs agree in it exactly where they agree in every bit.
#pragma once

#include <memory>
#include <span>
#include <string>

namespace coexist {

class Digest {
 public:
  Digest();
  void add(std::span<const double> values);
  std::string hex() const;  // 32 digits: XXH3, 128 bits

 private:
  struct State;
  struct Free {
    void operator()(State* state) const;
  };
  std::unique_ptr<State, Free> state_;
};

}  // namespace coexist
