// SPDX-License-Identifier: Apache-2.0
#include "engine/ensemble.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

#include "base/float_environment.h"

namespace coexist {
namespace {

// Appends history h of every arm of a batch to a piece being filled; `capacity` histories an arm.
void copy_history(const Played& batch, int lanes, int h, std::size_t arms, std::size_t outcomes, std::size_t series, Piece& piece,
    std::uint32_t capacity, std::uint32_t at) {
  for (std::size_t arm = 0; arm < arms; ++arm) {
    const std::size_t from = arm * static_cast<std::size_t>(lanes) + static_cast<std::size_t>(h);
    const std::size_t to = arm * capacity + at;
    std::copy_n(batch.outcomes.begin() + static_cast<std::ptrdiff_t>(from * outcomes), outcomes,
        piece.played.outcomes.begin() + static_cast<std::ptrdiff_t>(to * outcomes));
    std::copy_n(batch.series.begin() + static_cast<std::ptrdiff_t>(from * series), series,
        piece.played.series.begin() + static_cast<std::ptrdiff_t>(to * series));
    piece.played.marked[to] = batch.marked[from];
  }
}

class Crew {
 public:
  Crew(const Setting& setting, std::span<const Intervention> arms, int fork, const EnsembleOptions& options,
      const std::function<void(const Piece&)>& take)
      : setting_(setting), arms_(arms), fork_(fork), options_(options), take_(take) {
    constexpr std::uint32_t widest_batch = 16;
    piece_ = std::max<std::uint32_t>(1, (options.piece + widest_batch - 1) / widest_batch) * widest_batch;
    pieces_ = (options.histories + piece_ - 1) / piece_;
  }

  std::uint32_t work() {
    int threads = options_.threads > 0 ? options_.threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    threads = static_cast<int>(std::min<std::uint32_t>(static_cast<std::uint32_t>(threads), std::max(1U, pieces_)));
    {
      std::vector<std::jthread> crew;
      try {
        for (int n = 0; n < threads; ++n) crew.emplace_back([this] { take_part(); });
      } catch (...) {
        failed_ = true;  // those that have started end soon
        throw;
      }
    }
    if (failure_) std::rethrow_exception(failure_);
    return handed_on_;
  }

 private:
  bool stopped() const { return failed_ || (options_.stop && options_.stop->load(std::memory_order_relaxed)); }

  void take_part() {
    try {
      const FloatEnvironment standard;
      const auto engine = make_engine(options_.engine, setting_);
      Played batch;
      while (!stopped()) {
        // Not far ahead of what has been handed on, so that memory does not grow with the number of histories.
        const std::uint32_t number = next_.fetch_add(1);
        if (number >= pieces_) break;
        {
          std::unique_lock lock(mutex_);
          room_.wait(lock, [&] { return stopped() || number < next_to_hand_on_ + ahead; });
        }
        Piece piece;
        if (!fill(*engine, number, batch, piece)) break;
        hand_on(number, std::move(piece));
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      failed_ = true;
    }
    {
      const std::lock_guard lock(mutex_);
    }  // nobody is between looking at the stop flag and falling asleep
    room_.notify_all();
  }

  bool fill(Engine& engine, std::uint32_t number, Played& batch, Piece& piece) {
    piece.first = options_.first + number * piece_;
    piece.count = std::min(piece_, options_.histories - number * piece_);
    const std::size_t outcomes = setting_.outcomes.size();
    const std::size_t series = setting_.series.size() * static_cast<std::size_t>(setting_.model.months);
    piece.played.outcomes.resize(arms_.size() * piece.count * outcomes);
    piece.played.series.resize(arms_.size() * piece.count * series);
    piece.played.marked.resize(arms_.size() * piece.count);
    const auto lanes = static_cast<std::uint32_t>(engine.lanes());
    for (std::uint32_t at = 0; at < piece.count; at += lanes) {
      if (stopped()) return false;
      engine.play(piece.first + at, arms_, fork_, batch);
      for (Event event : batch.events) {
        event.history += at;
        if (event.history < piece.count) piece.played.events.push_back(event);
      }
      for (std::uint32_t h = 0; h < std::min(lanes, piece.count - at); ++h)
        copy_history(batch, engine.lanes(), static_cast<int>(h), arms_.size(), outcomes, series, piece, piece.count, at + h);
    }
    return true;
  }

  void hand_on(std::uint32_t number, Piece piece) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.emplace(number, std::move(piece));
      for (auto ready = waiting_.find(next_to_hand_on_); ready != waiting_.end(); ready = waiting_.find(next_to_hand_on_)) {
        take_(ready->second);
        handed_on_ += ready->second.count;
        waiting_.erase(ready);
        ++next_to_hand_on_;
        if (options_.progress) options_.progress(handed_on_, options_.histories);
      }
    }
    room_.notify_all();
  }

  static constexpr std::uint32_t ahead = 64;  // pieces
  const Setting& setting_;
  std::span<const Intervention> arms_;
  int fork_;
  const EnsembleOptions& options_;
  const std::function<void(const Piece&)>& take_;
  std::uint32_t piece_ = 0, pieces_ = 0;
  std::atomic<std::uint32_t> next_{0};
  std::atomic<bool> failed_{false};
  std::mutex mutex_;
  std::condition_variable room_;
  std::map<std::uint32_t, Piece> waiting_;
  std::uint32_t next_to_hand_on_ = 0;
  std::uint32_t handed_on_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

std::uint32_t play_ensemble(const Setting& setting, std::span<const Intervention> arms, int fork, const EnsembleOptions& options,
    const std::function<void(const Piece&)>& take) {
  return Crew(setting, arms, fork, options, take).work();
}

}  // namespace coexist
