// SPDX-License-Identifier: Apache-2.0
// One pair of twins, told: one column while they are one history, two from the month they part.

import type { Story } from "./data";
import { h } from "./dom";
import { month_words, together, whole } from "./format";

type Entry = Story["entries"][number];

function entry_item(entry: Entry): HTMLElement {
  return h("p", { class: entry.kind === "parting" ? "entry parting" : "entry" }, together(entry.text));
}

// Entries of a month: what both have, then the two side by side.
function month_rows(month: string, entries: Entry[]): HTMLElement[] {
  const both = entries.filter((entry) => entry.arm === "both");
  const one = entries.filter((entry) => entry.arm === "with");
  const other = entries.filter((entry) => entry.arm === "without");
  const side = (arm: "with" | "without", mine: Entry[]): HTMLElement =>
    h("div", { class: `side ${arm}${mine.length === 0 ? " empty" : ""}` }, mine.length > 0 && h("span", { class: "arm" }, arm), ...mine.map(entry_item));
  return [
    h(
      "li",
      { class: "dated-month" },
      h("h4", {}, month_words(month)),
      h(
        "div",
        { class: "entries" },
        both.length > 0 && h("div", { class: "both" }, ...both.map(entry_item)),
        (one.length > 0 || other.length > 0) && h("div", { class: "sides" }, side("with", one), side("without", other)),
      ),
    ),
  ];
}

export function story_section(story: Story): HTMLElement {
  const by_month = new Map<string, Entry[]>();
  for (const entry of story.entries) by_month.set(entry.date, [...(by_month.get(entry.date) ?? []), entry]);
  return h(
    "section",
    { id: "story", "aria-labelledby": "story-title" },
    h("h2", { id: "story-title" }, "One pair of twins"),
    h("p", { class: "lead" }, `Pair ${whole(story.world)} of those that were played: one example of what a history looks like, not the rule. Shaded: where one draw fell between two chances, and the twins did different things.`),
    h("h3", {}, story.title),
    h("p", {}, story.opening),
    h("div", { class: "sides-head", "aria-hidden": "true" }, h("span", { class: "with" }, "with"), h("span", { class: "without" }, "without")),
    h("ol", { class: "story" }, ...[...by_month].flatMap(([month, entries]) => month_rows(month, entries))),
    h("p", { class: "closing" }, story.closing),
  );
}
