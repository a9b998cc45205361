// SPDX-License-Identifier: Apache-2.0
// Numbers and dates as they are read.

import type { Interval, Outcome } from "./data";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

// "1956-02": "February 1956".  Before our era years are counted with a year 0: "-0431-03" is "March 432 BC".
export function month_words(month: string): string {
  const parts = /^-?\d+-(\d\d)$/.exec(month);
  return parts ? `${MONTHS[Number(parts[1]) - 1] ?? parts[1]} ${year_words(month)}` : month;
}

export function year_of(month: string): number {
  return Number(month.slice(0, month.lastIndexOf("-")));
}

export function year_words(month: string): string {
  const year = year_of(month);
  return year > 0 ? String(year) : `${1 - year} BC`;
}

// What the terminal writes in ASCII, with the signs that print has.
export function typeset(text: string): string {
  return text.replace(/\+-/g, "±").replace(/ \.\. /g, " to ").replace(/(^|[\s([])-(?=\d)/g, "$1\u2212");
}

// As many decimals as an error of this half-width supports.
export function decimals_for(error: number): number {
  if (!(error > 0)) return 2;
  return Math.min(6, Math.max(0, -Math.floor(Math.log10(error * 0.9999))));
}

export function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return value < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text;
}

export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

// Three significant digits, for readings whose error is not at hand.
export function short(value: number): string {
  if (Number.isInteger(value)) return whole(value);
  return fixed(value, Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))));
}

export function whole(value: number): string {
  return fixed(value, 0);
}

export function pairs(worlds: number): string {
  return `${whole(worlds)} ${worlds === 1 ? "pair" : "pairs"}`;
}

// A number that was put in: as it was written, as far as that can be told.
export function plain(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 9, useGrouping: Math.abs(value) >= 10000 }).replace("-", "\u2212");
}

// A pure number has the unit 1, which nobody reads.
export function with_unit(value: number, unit: string): string {
  return unit === "" || unit === "1" ? plain(value) : `${plain(value)} ${unit}`;
}

// A per cent sign stays with its number.
export function together(text: string): string {
  return text.replace(/(\d) %/g, "$1\u00a0%");
}

export function percent(share: number): string {
  return `${fixed(100 * share, 0)}\u00a0%`;
}

export interface Shown {
  value: string;
  interval: string;
}

// A difference in the unit of its outcome, and its interval.
export function shown(value: number, ci95: Interval | null, scale: number, decimals: number): Shown {
  return {
    value: signed(value * scale, decimals),
    interval: ci95 && ci95[1] > ci95[0] ? `${signed(ci95[0] * scale, decimals)} to ${signed(ci95[1] * scale, decimals)}` : "none",
  };
}

// One decimal more than the interval of a difference supports, for its parts and sets: those are smaller and surer than the whole,
// and get the same decimals, so that what is shown adds up.
export function finer_decimals_of(ci95: Interval | null, scale: number): number {
  return Math.min(6, 1 + decimals_for(ci95 ? ((ci95[1] - ci95[0]) / 2) * scale : 0));
}

// A phrase as the beginning of a line, and as a sentence.
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function sentence(text: string): string {
  return text === "" ? "" : capital(text) + (/[.?!]$/.test(text) ? "" : ".");
}

// Those of the terminal's first screen, in its order, and the others.
export function by_headline(outcomes: Outcome[]): { first: Outcome[]; more: Outcome[] } {
  const first = outcomes.filter(({ headline }) => headline > 0).sort((a, b) => a.headline - b.headline);
  return { first, more: outcomes.filter(({ headline }) => headline === 0) };
}

// Differences of percentages are percentage points.
export function difference_unit(outcome: Outcome | undefined): string {
  const unit = outcome?.unit ?? "";
  return unit.startsWith("%") ? "percentage points" : unit;
}

// Where an outcome comes from.  What moves by construction counts as put in, whoever did it.
export type Origin = keyof typeof ORIGINS;
export function origin(outcome: Outcome): Origin {
  return outcome.put_in === "" ? outcome.kind : "conduct";
}

export const ORIGINS = {
  response: { short: "found", long: "what others did, believed or felt" },
  joint: { short: "both", long: "what all sides made of it" },
  conduct: { short: "put in", long: "the actor's own acts" },
} as const;
