// SPDX-License-Identifier: Apache-2.0
// An engine plays a few histories at a time, in one arm or in two that share their past.
#pragma once

#include <cmath>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/simulation.h"

namespace coexist {

// What a few histories came to.
struct Played {
  std::vector<double> outcomes;    // [arm][history][outcome]
  std::vector<double> series;      // [arm][history][cell][month]
  std::vector<char> marked;        // [arm][history], whether the history went wrong
  std::vector<Event> events;       // by arm, then month; empty unless asked for
  std::vector<Decided> decisions;  // likewise
};

class Engine {
 public:
  virtual ~Engine() = default;
  virtual int lanes() const = 0;  // histories played at a time
  // Plays histories first .. first + lanes() - 1 of every arm.  The arms share their past up to the month `fork`.
  virtual void play(std::uint32_t first, std::span<const Intervention> arms, int fork, Played& played) = 0;
};

template <class Real> class EngineOf final : public Engine {
 public:
  explicit EngineOf(const Setting& setting)
      : setting_(&setting), luck_(addresses_of(setting.model), setting.seed), past_(setting) {}

  int lanes() const override { return lanes_of<Real>; }

  void play(std::uint32_t first, std::span<const Intervention> arms, int fork, Played& played) override {
    while (arms_.size() < arms.size()) arms_.emplace_back(*setting_);
    luck_.meet(first);
    past_.begin();
    for (int t = 0; t < fork; ++t) {
      luck_.begin(t);
      past_.advance(t, luck_, Intervention{});
    }
    for (std::size_t arm = 0; arm < arms.size(); ++arm) arms_[arm].fork_from(past_);
    const std::vector<char> is_twin = twins_among(arms);
    for (int t = fork; t < setting_->model.months; ++t) {  // in step, so that a month's luck is drawn once
      luck_.begin(t);
      for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        if (is_twin[arm] != 0)
          arms_[arm].advance_as_twin(t, luck_, arms[arm]);
        else if (arms[arm].held != Channel::none)
          arms_[arm].advance_beside(t, luck_, arms[arm], arms_[static_cast<std::size_t>(arms[arm].twin)]);
        else
          arms_[arm].advance(t, luck_, arms[arm]);
      }
    }
    played.outcomes.clear();
    played.series.clear();
    played.marked.clear();
    played.events.clear();
    played.decisions.clear();
    for (std::size_t arm = 0; arm < arms.size(); ++arm) report(static_cast<int>(arm), played);
  }

 private:
  // Which arms others are held at.
  static std::vector<char> twins_among(std::span<const Intervention> arms) {
    std::vector<char> is_twin(arms.size(), 0);
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
      if (arms[arm].held == Channel::none) continue;
      const auto twin = static_cast<std::size_t>(arms[arm].twin);
      CHECK(twin < arm && arms[twin].held == Channel::none);
      is_twin[twin] = 1;
    }
    return is_twin;
  }

  void report(int arm, Played& played) const {
    const Simulation<Real>& simulation = arms_[static_cast<std::size_t>(arm)];
    for (Event event : simulation.events()) {
      event.arm = arm;
      played.events.push_back(event);
    }
    for (Decided decided : simulation.decisions()) {
      decided.arm = arm;
      played.decisions.push_back(std::move(decided));
    }
    for (int h = 0; h < lanes(); ++h) {
      bool is_marked = false;  // an outcome that is not a finite number
      for (std::size_t o = 0; o < setting_->outcomes.size(); ++o) {
        played.outcomes.push_back(simulation.outcome(o, h));
        is_marked = is_marked || !std::isfinite(played.outcomes.back());
      }
      for (std::size_t c = 0; c < setting_->series.size(); ++c)
        for (int t = 0; t < setting_->model.months; ++t) played.series.push_back(simulation.value(c, t, h));
      played.marked.push_back(is_marked ? 1 : 0);
    }
  }

  const Setting* setting_;
  Luck<Real> luck_;
  Simulation<Real> past_;
  std::deque<Simulation<Real>> arms_;  // which stay where they are
};

// `batch`: single precision, sixteen histories side by side, on the widest instruction set this processor has.  `reference`: double
// precision, one history at a time.  The others name an instruction set, for tests: results do not depend on it.
enum class EngineKind { batch, reference, baseline, avx2, avx512 };

bool is_supported(EngineKind kind);
std::unique_ptr<Engine> make_engine(EngineKind kind, const Setting& setting);
std::string_view instruction_set(EngineKind kind);  // "AVX-512", ...

std::unique_ptr<Engine> make_baseline(const Setting& setting);
std::unique_ptr<Engine> make_avx2(const Setting& setting);
std::unique_ptr<Engine> make_avx512(const Setting& setting);

}  // namespace coexist
