// SPDX-License-Identifier: Apache-2.0
// How the ranks of a run work together.  Rank 0 leads: it alone poses units of work, puts results in order, and answers.  The others
// help: they make ensembles by their numbers, as rank 0 does, play the units they are sent, and send back what came of them.  A unit
// goes to whoever is through with one, so that no rank waits for a slower one.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/player.h"
#include "engine/ranks.h"

namespace coexist {

// Between two looks for messages.  A unit of work lasts several times as long.
inline constexpr auto between_looks = std::chrono::microseconds(300);

// The ranks this process has joined; none where it is alone.  Set once, at the start of a program.
Ranks* joined_ranks();
void set_joined_ranks(Ranks* ranks);

inline bool is_helper() { return joined_ranks() != nullptr && joined_ranks()->rank() > 0; }

// Threads where nobody has said how many: one for every core that falls to this process.
int default_threads();

// What a helper does for a study: returns when rank 0 has come to its end.  `fingerprint` is of everything ensembles are made of;
// rank 0 fails where a helper has another.  Throws what making or playing an ensemble throws.
void help(const std::string& fingerprint, const MakeEnsemble& make, const EnsembleOptions& options);

// Rank 0's side, for as long as a study lasts; does nothing in a process alone or in a helper.  There is one at a time.
class Leading {
 public:
  explicit Leading(std::string fingerprint);
  ~Leading();  // the helpers go on to the next study
  Leading(const Leading&) = delete;
  Leading& operator=(const Leading&) = delete;
};

// For whoever plays: gives units to helpers and takes back pieces.  To be used by the thread that joined the ranks.
class Delegation {
 public:
  Delegation();
  struct Handlers {
    std::function<std::optional<std::uint32_t>()> next;  // number of a unit that may be given away now
    std::function<Unit(std::uint32_t number)> unit;
    std::function<void(std::uint32_t number, Piece piece)> played;
    std::function<void()> interrupted;  // a helper was sent a signal
  };
  // Hears what has come and gives what can be given.  Throws RunError where a helper has failed.
  void exchange(const Handlers& handlers);
  bool is_possible() const;

 private:
  std::uint64_t play_;  // its number
};

// The end of the run, in all ranks.  A helper says why, where it failed.  Rank 0 returns the helpers that do not answer any more,
// "rank 2 on node7", and then the ranks cannot be waited for.
std::vector<std::string> part_from(Ranks& ranks, const std::string& failure, bool is_urgent);

}  // namespace coexist
