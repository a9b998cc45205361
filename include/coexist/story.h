// SPDX-License-Identifier: Apache-2.0
// Stories: one history told from its events, alone or beside its twin, from the first draw that fell differently.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "coexist/scenario.h"
#include "coexist/study.h"

namespace coexist {

struct StoryOptions {
  StudyOptions study;               // `world` says which history; none: 0
  ArmChoice arm = ArmChoice::with;  // of a story without its twin
  bool twin = false;                // both arms, side by side
};

// A decision that both twins had to take in the same month, under the same draw, and that fell differently.
struct Parting {
  Date date;
  std::string decision;       // as in src/random/draws.h: act, flashpoint_fires, split, ...
  std::string actor, target;  // polities, by identifier; empty where there is none
  std::string place;          // the flashpoint, "threat" or "accident"; of a crisis after a threat: the polity threatened
  std::string chance_of;      // what the chances are of: "a threat or worse"
  struct Side {
    double chance = 0;
    std::string result;  // the act, "yes" or "no", the system, the doctrine, how the crisis ended
  };
  Side with, without;
  double draw = 0;  // between the two chances: what is drawn below a chance happens
};

struct StoryEntry {
  Date date;
  std::string arm;   // with, without, both
  std::string kind;  // that of an event (HistoryEvent); incident; parting; year: what a year left untold, or a quiet stretch
  std::string text;  // sentences
};

// An outcome of the history in each arm told.
struct StoryOutcome {
  std::string name, meaning, unit;
  std::optional<double> with, without;
};

// Histories 0 .. options.study.worlds - 1 of an arm in which an event happens, and among them three to read.
struct Found {
  std::string event;         // the event found, in words: "split of China"
  std::string arm;           // with, without
  int model = 2;             // version of the model that was played
  std::uint32_t worlds = 0;  // histories played
  std::uint32_t with_it = 0;
  struct Instance {
    std::uint32_t world = 0;
    Date date;  // when it first happens in it
  };
  Instance early, typical,
      late;  // a tenth, half and nine tenths of the way through their dates; of no meaning where there are none
  bool stopped = false;
};

struct Story {
  // What is told, as the page embeds it.
  std::uint32_t world = 0;
  std::string title;
  std::string opening;
  std::vector<StoryEntry> entries;  // in order of date
  std::string closing;              // the state at the end; of twins, why they ended differently; a paragraph a line

  // What it is told from.
  std::string scenario;
  int model = 2;  // version of the model that was played
  std::uint64_t seed = 1;
  std::optional<Question> question;
  bool twin = false;
  std::string arm;  // the one told alone; empty: both
  std::vector<HistoryEvent> with, without;
  std::vector<HistoryEvent> incidents;  // of the arms told, those that have a name, `place`; `result`: the act
  std::vector<Parting> partings;
  std::vector<StoryOutcome> outcomes;
  std::optional<Found> found;  // how it was chosen, where it was by find_event()
  bool stopped = false;        // before it was played: nothing is told
};

// Throws InputError with everything that is wrong with the options.
Story story(const Scenario& scenario, const StoryOptions& options);

// `text`: words of an event.  Throws InputError, with the nearest events there are, where it matches none that the scenario could have.
Found find_event(const Scenario& scenario, const std::string& text, const StoryOptions& options);

}  // namespace coexist
