// SPDX-License-Identifier: Apache-2.0
// What the program hands to the page: one JSON object in <script type="application/json" id="data">.
// src/report/page.cpp writes it, and nothing on the page is a number that is not in it or a sum of numbers in it.

// An interval, [low, high].
export type Interval = [number, number];
// Of a month; null where there is none yet.
export type Reading = number | null;
export type Arm = "with" | "without";

export interface PageData {
  page: 1;                                   // version of this contract
  coexist: string;                           // version of the program
  model: number;
  scenario: { name: string; title: string; text: string; model: number };
  question: {
    id: string; actor: string; actor_name: string; rival: string; rival_name: string;
    doctrine: string; instead: string;       // as words: "peaceful coexistence"
    adopt: string; start: string; until: string;  // "1956-02"
    text: string;                            // "What difference did peaceful coexistence make?"
    premise: string;                         // "The Soviet Union takes up ... 20,000 pairs of twin histories ..."
  };
  worlds: number;
  seed: string;                              // 64 bits do not fit a number here
  digest: string;
  marked: number;                            // pairs left out because a history went wrong
  draws: number;                             // from the priors; 0: none
  command: string;                           // which makes this page again
  changed: string[];                         // numbers set, mechanisms off, events dropped: as on the command line
  answer: Sentence[];
  outcomes: Outcome[];
  leaned_on: Leaned[];                       // each number that some outcome leans on, once
  attribution: Attribution | null;
  channels: Channels | null;
  courses: Courses | null;
  map: SystemsMap | null;
  story: Story | null;
  parameters: ParameterRow[];
  sources: string[];                         // references as text, one each
}

export interface Sentence { text: string; outcome: string; direction: "up" | "down" | "undetermined"; basis: string }

export interface Outcome {
  name: string; label: string; meaning: string;
  unit: string;                              // as shown: "%", "a year", ...
  scale: number;                             // what raw numbers are multiplied by to be shown in `unit`
  kind: "conduct" | "response" | "joint";
  headline: number;                          // its place on the terminal's first screen, from 1; 0: it is not there
  with: number; without: number; difference: number; ci95: Interval | null;
  prior: {
    draws: number; q05: number; q95: number; negative: number; positive: number;
    verdict: "holds" | "likely" | "undetermined"; leans_on: Lean[];
    chance_correlation: number;              // what the largest of as many unrelated numbers would exceed in one list of twenty
  } | null;
  put_in: string;                            // why it moves by construction; empty: it does not
  shown: { with: string; without: string; difference: string; ci95: string; range: string };  // as the terminal shows them
}

// A judged number that a difference leans on, by its rank correlation with it over the draws.
export interface Lean { name: string; correlation: number }

// What it is, and how to argue with it.
export interface Leaned { name: string; meaning: string; default: number | null; unit: string; command: string }  // "", null: no one option changes it, not known

export interface Attribution {
  worlds: number;                            // pairs it rests on
  parts: { name: string; meaning: string }[];  // five
  outcomes: {
    outcome: string; difference: number; ci95: Interval | null;
    parts: { value: number; ci95: Interval | null }[];
    // By set of parts of the new doctrine, bit i for parts[i]: the difference to the world without; [0] is 0, [31] the whole.
    // The difference, and the ends of its interval where it has one.  null: the run did not keep them.
    sets: ([number] | [number, number, number])[] | null;
  }[];
}

export interface Channels {
  worlds: number;
  channels: { name: string; meaning: string }[];
  outcomes: {
    outcome: string; difference: number; ci95: Interval | null;
    channels: { value: number; ci95: Interval | null }[];
    remainder: { value: number; ci95: Interval | null };
  }[];
}

export interface Courses {
  worlds: number;
  months: string[];                          // "1953-01", ...
  charts: {
    id: string; title: string; unit: string; note: string;
    lines: { arm: Arm; mean: Reading[]; low: Reading[]; high: Reading[] }[];  // 5 % and 95 % of histories
  }[];
  dated: { month: string; text: string; arm: Arm | "both" }[];  // what is given by date
}

export interface SystemsMap {
  worlds: number;
  dates: string[];                           // every third month
  systems: string[];
  blocs?: string[];                          // names of the leaders, and last that of no bloc
  polities: {
    id: string; name: string; region: string; ccode: number | null;  // Correlates of War
    principal: boolean;
    // By date: share of histories under each system, per mille; null before the polity exists.
    with: (number[] | null)[]; without: (number[] | null)[];
    // The same by bloc, if the map has blocs.
    bloc_with?: (number[] | null)[]; bloc_without?: (number[] | null)[];
  }[];
}

// One pair of twins: coexist story SCENARIO --world N --twin --json.
export interface Story {
  world: number;
  title: string;
  opening: string;                           // a paragraph
  entries: {
    date: string;                            // "1956-02"
    arm: Arm | "both";
    kind: string;                            // threat, crisis, split, ...; incident; parting
    text: string;                            // a sentence
  }[];
  closing: string;                           // why the two ended differently
}

export interface ParameterRow {
  name: string; value: number; default: number; unit: string; prior: string; meaning: string; source: string; mechanism: string;
}
