// SPDX-License-Identifier: Apache-2.0
#include "engine/helpers.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "base/cores.h"
#include "base/float_environment.h"
#include "coexist/error.h"
#include "engine/errand.h"

namespace coexist {
namespace {

using namespace std::chrono_literals;

// What rank 0 knows of a helper.
struct Helper {
  std::string machine;
  int threads = 0;  // 0: it has not said yet that it is ready for this study
  int given = 0;    // units not yet back
};

struct Company {
  Ranks* ranks = nullptr;
  std::uint64_t study = 0;       // how many there have been
  bool is_led = false;           // rank 0: one is under way
  bool is_dismissed = false;     // helper: rank 0 has said good-bye
  bool is_interrupted = false;   // rank 0: a helper was sent a signal during the study under way
  std::uint64_t plays = 0;       // rank 0: of all studies
  std::uint64_t first_play = 0;  // of the study under way
  std::string fingerprint;       // of the study under way
  std::vector<Helper> helpers;   // by rank
};

Company& company() {
  static Company all;
  return all;
}

std::vector<char> bytes_of(const std::string& text) { return {text.begin(), text.end()}; }
std::string text_of(const std::vector<char>& bytes) { return {bytes.begin(), bytes.end()}; }

std::string name_of_machine() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

std::string who(int rank) {
  const std::string& machine = company().helpers[static_cast<std::size_t>(rank)].machine;
  return "rank " + std::to_string(rank) + (machine.empty() ? "" : " on " + machine);
}

// The helper's threads, and what lies between them and the thread that speaks to rank 0.
class Workshop {
 public:
  Workshop(const MakeEnsemble& make, const EnsembleOptions& options, int threads) : make_(make), options_(options) {
    try {
      for (int n = 0; n < threads; ++n) crew_.emplace_back([this] { work(); });
    } catch (...) {
      close();
      throw;
    }
  }
  ~Workshop() { close(); }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  void put_in(const Errand& errand) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(errand);
    }
    work_.notify_one();
  }

  // What is ready to be sent, after a nap at most.
  std::deque<std::vector<char>> take_out() {
    std::unique_lock lock(mutex_);
    if (ready_.empty() && !failure_) ready_or_failed_.wait_for(lock, between_looks);
    if (failure_) std::rethrow_exception(failure_);
    return std::exchange(ready_, {});
  }

 private:
  void close() {
    closed_ = true;
    {
      const std::lock_guard lock(mutex_);
    }  // nobody is between looking at the flag and falling asleep
    work_.notify_all();
    crew_.clear();
  }

  void work() {
    try {
      const FloatEnvironment standard;
      Player player(make_, options_.engine, [this] { return closed_.load(); });
      while (true) {
        Errand errand;
        {
          std::unique_lock lock(mutex_);
          work_.wait(lock, [&] { return closed_ || !waiting_.empty(); });
          if (closed_) return;
          errand = waiting_.front();
          waiting_.pop_front();
        }
        Result result{errand, {}};
        if (!player.play(errand.unit, result.piece)) return;
        std::vector<char> bytes = packed(result);
        {
          const std::lock_guard lock(mutex_);
          ready_.push_back(std::move(bytes));
        }
        ready_or_failed_.notify_one();
      }
    } catch (...) {
      {
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
      }
      ready_or_failed_.notify_one();
    }
  }

  const MakeEnsemble& make_;
  const EnsembleOptions& options_;
  std::atomic<bool> closed_{false};
  std::mutex mutex_;
  std::condition_variable work_, ready_or_failed_;
  std::deque<Errand> waiting_;
  std::deque<std::vector<char>> ready_;
  std::exception_ptr failure_;
  std::vector<std::jthread> crew_;
};

void hear_hello(const Message& message) {
  const Hello hello = hello_of(message.bytes);
  Helper& helper = company().helpers[static_cast<std::size_t>(message.from)];
  helper.machine = hello.machine;
  if (hello.study != company().study) return;  // one that is over
  if (hello.fingerprint != company().fingerprint)
    throw RunError(
        who(message.from) + " was given another scenario, other options or another version of the program than rank 0");
  helper.threads = hello.threads;
}

}  // namespace

Ranks* joined_ranks() { return company().ranks; }

void set_joined_ranks(Ranks* ranks) {
  company() = Company{};
  company().ranks = ranks;
  if (ranks != nullptr) company().helpers.resize(static_cast<std::size_t>(ranks->size()));
}

int default_threads() { return joined_ranks() != nullptr ? joined_ranks()->threads() : static_cast<int>(allowed_cores().size()); }

void help(const std::string& fingerprint, const MakeEnsemble& make, const EnsembleOptions& options) {
  Ranks& ranks = *joined_ranks();
  ++company().study;
  if (company().is_dismissed) return;
  const int threads = options.threads > 0 ? options.threads : default_threads();
  ranks.send(0, Tag::hello, packed(Hello{company().study, threads, name_of_machine(), fingerprint}));
  Workshop workshop(make, options, threads);
  bool has_told = false;
  while (true) {
    while (const auto message = ranks.receive()) {
      if (message->tag == Tag::unit) {
        workshop.put_in(errand_of(message->bytes));
        continue;
      }
      company().is_dismissed = message->tag == Tag::bye;
      return;
    }
    for (std::vector<char>& result : workshop.take_out()) ranks.send(0, Tag::result, std::move(result));
    if (!has_told && options.stop && options.stop->load()) {
      ranks.send(0, Tag::interrupted, {});
      has_told = true;
    }
  }
}

Leading::Leading(std::string fingerprint) {
  Company& all = company();
  if (all.ranks == nullptr || all.ranks->rank() != 0) return;
  all.is_led = true;
  ++all.study;
  all.first_play = all.plays + 1;
  all.is_interrupted = false;
  all.fingerprint = std::move(fingerprint);
  for (Helper& helper : all.helpers) helper.threads = helper.given = 0;
}

Leading::~Leading() {
  Company& all = company();
  if (!all.is_led) return;
  all.is_led = false;
  for (int rank = 1; rank < all.ranks->size(); ++rank) all.ranks->send(rank, Tag::done, {});
}

Delegation::Delegation() : play_(++company().plays) {}

bool Delegation::is_possible() const { return company().is_led && company().ranks->size() > 1; }

void Delegation::exchange(const Handlers& handlers) {
  Ranks& ranks = *company().ranks;
  std::vector<Helper>& helpers = company().helpers;
  while (const auto message = ranks.receive()) {
    switch (message->tag) {
      case Tag::hello: hear_hello(*message); break;
      case Tag::interrupted: company().is_interrupted = true; break;
      case Tag::failed: throw RunError(who(message->from) + " has failed: " + text_of(message->bytes));
      case Tag::result: {
        Result result = result_of(message->bytes);
        if (result.errand.play < company().first_play) break;
        --helpers[static_cast<std::size_t>(message->from)].given;
        if (result.errand.play != play_) break;
        handlers.played(result.errand.number, std::move(result.piece));
        break;
      }
      default: break;
    }
  }
  if (company().is_interrupted) handlers.interrupted();  // of every play that is still to come
  // One unit for each in turn, so that the last ones do not all go to the first; a few more than it has threads, so that none of
  // them waits for its next one.
  for (bool has_given = true; has_given;) {
    has_given = false;
    for (int rank = 1; rank < ranks.size(); ++rank) {
      Helper& helper = helpers[static_cast<std::size_t>(rank)];
      if (helper.threads == 0 || helper.given > helper.threads + helper.threads / 4) continue;
      const auto number = handlers.next();
      if (!number) return;
      ranks.send(rank, Tag::unit, packed(Errand{play_, *number, handlers.unit(*number)}));
      ++helper.given;
      has_given = true;
    }
  }
}

std::vector<std::string> part_from(Ranks& ranks, const std::string& failure, bool is_urgent) {
  using Clock = std::chrono::steady_clock;
  if (ranks.rank() > 0) {
    if (!failure.empty() && !company().is_dismissed) ranks.send(0, Tag::failed, bytes_of(failure));
    while (!company().is_dismissed) {
      const auto message = ranks.receive();
      if (message && message->tag == Tag::bye) company().is_dismissed = true;
      if (!message) std::this_thread::sleep_for(between_looks);
    }
    ranks.send(0, Tag::gone, {});
    ranks.finish();
    return {};
  }
  for (int rank = 1; rank < ranks.size(); ++rank) ranks.send(rank, Tag::bye, {});
  std::vector<bool> is_gone(static_cast<std::size_t>(ranks.size()), false);
  is_gone[0] = true;
  // Who ends a run gives it little time: a second, in Open MPI.
  const auto until = Clock::now() + (is_urgent ? 500ms : 30'000ms);
  while (std::ranges::find(is_gone, false) != is_gone.end() && Clock::now() < until) {
    const auto message = ranks.receive();
    if (!message) {
      std::this_thread::sleep_for(between_looks);
      continue;
    }
    if (message->tag == Tag::gone) is_gone[static_cast<std::size_t>(message->from)] = true;
    if (message->tag == Tag::hello)
      company().helpers[static_cast<std::size_t>(message->from)].machine = hello_of(message->bytes).machine;
  }
  std::vector<std::string> silent;
  for (int rank = 1; rank < ranks.size(); ++rank)
    if (!is_gone[static_cast<std::size_t>(rank)]) silent.push_back(who(rank));
  if (silent.empty()) ranks.finish();
  return silent;
}

}  // namespace coexist
