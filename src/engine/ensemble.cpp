// SPDX-License-Identifier: Apache-2.0
#include "engine/ensemble.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "base/float_environment.h"
#include "engine/helpers.h"
#include "engine/player.h"

namespace coexist {
namespace {

constexpr std::uint32_t widest_batch = 16;

std::uint32_t in_batches(std::uint64_t histories) {
  return static_cast<std::uint32_t>((std::max<std::uint64_t>(1, histories) + widest_batch - 1) / widest_batch * widest_batch);
}

// The list of work, the threads that take from it, and what they have to hand on.
class Crew {
 public:
  Crew(std::span<const Stretch> stretches, const MakeEnsemble& make, const EnsembleOptions& options, bool is_shared,
      const std::function<void(std::size_t, const Piece&)>& take)
      : stretches_(stretches), make_(make), options_(options), take_(take), is_shared_(is_shared && delegation_.is_possible()) {
    for (const Stretch& stretch : stretches) histories_ += stretch.histories;
    threads_ = options.threads > 0 ? options.threads : default_threads();
    const auto workers =
        static_cast<std::uint64_t>(threads_) * (is_shared_ ? static_cast<std::uint64_t>(joined_ranks()->size()) : 1);
    ahead_ = static_cast<std::uint32_t>(std::max<std::uint64_t>(least_ahead, 4 * workers));
    // Where there is little to do for many, in pieces small enough that none of them is without one for long.
    const std::uint64_t fair_share = histories_ / (pieces_a_worker * workers);
    piece_ = in_batches(std::min<std::uint64_t>(options.piece, fair_share));
    for (const Stretch& stretch : stretches) {
      begins_.push_back(units_);
      units_ += (stretch.histories + piece_ - 1) / piece_;
    }
  }

  std::uint32_t work() {
    const int threads = static_cast<int>(std::min<std::uint32_t>(static_cast<std::uint32_t>(threads_), units_));
    {
      std::vector<std::jthread> crew;
      try {
        for (int n = 0; n < threads; ++n) crew.emplace_back([this] { take_part(); });
        if (is_shared_) delegate();
      } catch (...) {
        fail(std::current_exception());  // those that have started end soon
      }
    }
    if (failure_) std::rethrow_exception(failure_);
    return handed_on_;
  }

 private:
  static constexpr std::uint32_t least_ahead = 16;     // pieces
  static constexpr std::uint64_t pieces_a_worker = 4;  // at least

  bool stopped() const { return ended_ || (options_.stop && options_.stop->load(std::memory_order_relaxed)); }

  void fail(std::exception_ptr failure) {
    {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::move(failure);
      ended_ = true;
    }
    changed_.notify_all();
  }

  // Not far ahead of what has been handed on, so that memory does not grow with the number of histories.
  bool is_room() const { return next_ < handed_units_ + ahead_; }

  Unit unit(std::uint32_t number) const {
    const auto after = std::ranges::upper_bound(begins_, number);
    const auto stretch = static_cast<std::size_t>(after - begins_.begin()) - 1;
    const std::uint32_t at = (number - begins_[stretch]) * piece_;
    return {stretches_[stretch].ensemble, stretches_[stretch].first + at, std::min(piece_, stretches_[stretch].histories - at)};
  }

  void take_part() {
    try {
      const FloatEnvironment standard;
      Player player(make_, options_.engine, [this] { return stopped(); });
      while (true) {
        std::uint32_t number = 0;
        {
          std::unique_lock lock(mutex_);
          changed_.wait(lock, [&] { return stopped() || next_ >= units_ || is_room(); });
          if (stopped() || next_ >= units_) break;
          number = next_++;
        }
        Piece piece;
        if (!player.play(unit(number), piece)) break;
        hand_on(number, std::move(piece));
      }
    } catch (...) {
      fail(std::current_exception());
    }
    {
      const std::lock_guard lock(mutex_);
    }  // nobody is between looking at the stop flag and falling asleep
    changed_.notify_all();
  }

  void hand_on(std::uint32_t number, Piece piece) {
    {
      const std::lock_guard lock(mutex_);
      if (failure_) return;
      waiting_.emplace(number, std::move(piece));
      for (auto ready = waiting_.find(handed_units_); ready != waiting_.end(); ready = waiting_.find(handed_units_)) {
        const auto after = std::ranges::upper_bound(begins_, handed_units_);
        try {
          take_(static_cast<std::size_t>(after - begins_.begin()) - 1, ready->second);
        } catch (...) {  // noted before anybody else can take it for one that is still to be handed on
          failure_ = std::current_exception();
          ended_ = true;
          break;
        }
        handed_on_ += ready->second.count;
        waiting_.erase(ready);
        ++handed_units_;
        if (options_.progress) options_.progress(handed_on_, histories_);
      }
    }
    changed_.notify_all();
  }

  // Speaks with the other ranks until everything has been handed on.
  void delegate() {
    const Delegation::Handlers handlers{.next = [this]() -> std::optional<std::uint32_t> {
                                          const std::lock_guard lock(mutex_);
                                          if (stopped() || next_ >= units_ || !is_room()) return std::nullopt;
                                          return next_++;
                                        },
        .unit = [this](std::uint32_t number) { return unit(number); },
        .played = [this](std::uint32_t number, Piece piece) { hand_on(number, std::move(piece)); },
        .interrupted = [this] { ended_ = true; }};
    while (true) {
      delegation_.exchange(handlers);
      std::unique_lock lock(mutex_);
      if (stopped() || handed_units_ == units_) break;
      changed_.wait_for(lock, between_looks);
    }
    changed_.notify_all();  // threads that wait for a piece of another rank hear of a stop from here
  }

  std::span<const Stretch> stretches_;
  const MakeEnsemble& make_;
  const EnsembleOptions& options_;
  const std::function<void(std::size_t, const Piece&)>& take_;
  Delegation delegation_;
  bool is_shared_;
  int threads_ = 1;
  std::uint32_t histories_ = 0, piece_ = widest_batch, units_ = 0, ahead_ = least_ahead;
  std::vector<std::uint32_t> begins_;  // number of the first unit of every stretch
  std::atomic<bool> ended_{false};     // by a failure, or by a signal to another rank
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint32_t next_ = 0;  // unit
  std::map<std::uint32_t, Piece> waiting_;
  std::uint32_t handed_units_ = 0, handed_on_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

std::uint32_t play_ensemble(const Setting& setting, std::span<const Intervention> arms, int fork, const EnsembleOptions& options,
    const std::function<void(const Piece&)>& take) {
  const std::shared_ptr<const Setting> lent(std::shared_ptr<const void>(), &setting);
  const MakeEnsemble make = [&](std::uint32_t) { return Ensemble{lent, {arms.begin(), arms.end()}, fork}; };
  const std::array<Stretch, 1> whole = {Stretch{0, options.first, options.histories}};
  return Crew(whole, make, options, options.shared == &setting, [&](std::size_t, const Piece& piece) { take(piece); }).work();
}

std::uint32_t play_stretches(std::span<const Stretch> stretches, const MakeEnsemble& make, const EnsembleOptions& options,
    const std::function<void(std::size_t, const Piece&)>& take) {
  return Crew(stretches, make, options, true, take).work();
}

}  // namespace coexist
