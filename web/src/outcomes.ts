// SPDX-License-Identifier: Apache-2.0
// The table of outcomes: with, without, difference, how sure; and under each what there is to argue with.

import type { Lean, Leaned, Outcome, PageData } from "./data";
import { command_line, fold, h } from "./dom";
import { ORIGINS, by_headline, capital, difference_unit, month_words, origin, pairs, percent, sentence, signed, typeset, whole, with_unit } from "./format";
import { balanced, interval_plot } from "./intervals";

const COLUMNS = ["Outcome", "With", "Without", "Difference", "95 % interval", "Range", "On a line", "Origin"];

function is_undetermined(outcome: Outcome): boolean {
  if (outcome.prior) return outcome.prior.verdict === "undetermined";
  return outcome.ci95 !== null && outcome.ci95[0] <= 0 && outcome.ci95[1] >= 0;
}

function cell(label: string, look: string, ...content: (Node | string | false)[]): HTMLElement {
  return h("td", { role: "cell", class: look, "data-label": label }, ...content);
}

function plot(outcome: Outcome): SVGSVGElement {
  const range: [number, number] | null = outcome.prior ? [outcome.prior.q05, outcome.prior.q95] : null;
  const values = [outcome.difference, ...(outcome.ci95 ?? []), ...(range ?? [])];
  return interval_plot({
    value: outcome.difference,
    interval: outcome.ci95,
    range,
    extent: balanced(values),
    look: is_undetermined(outcome) ? "undetermined" : origin(outcome),
  });
}

function lean_item(lean: Lean, about: Leaned | undefined, by_chance: number): HTMLElement {
  const direction =
    Math.abs(lean.correlation) <= by_chance
      ? "no larger than chance alone gives"
      : lean.correlation > 0
        ? "where it is larger, the difference tends to be higher"
        : "where it is larger, the difference tends to be lower";
  return h(
    "li",
    {},
    h("p", {}, h("code", {}, lean.name), about?.meaning && `: ${about.meaning}`),
    h("p", { class: "facts" }, `${!about || about.default === null ? "" : `Here ${with_unit(about.default, about.unit)}. `}Correlation with the difference ${signed(lean.correlation, 2)}: ${direction}.`),
    about !== undefined && about.command !== "" && command_line(about.command, `the command that changes ${lean.name}`),
  );
}

function verdict_words(outcome: Outcome): string {
  if (!outcome.prior) return "";
  const { negative, positive, draws, verdict } = outcome.prior;
  const words = { holds: "so the direction holds", likely: "so the direction is likely", undetermined: "so the direction is undetermined" }[verdict];
  return `Of ${draws} draws from the priors ${percent(negative)} say lower and ${percent(positive)} higher, ${words}.`;
}

function argue(outcome: Outcome, leaned_on: Leaned[]): HTMLElement {
  const leans = outcome.prior?.leans_on ?? [];
  const by_chance = outcome.prior?.chance_correlation ?? 0;
  const unit = difference_unit(outcome);
  return fold(
    h("span", {}, "Argue with this number", h("span", { class: "visually-hidden" }, `: ${outcome.label}`)),
    h(
      "div",
      { class: "argue" },
      h("p", {}, sentence(outcome.meaning), unit && ` Differences: ${unit}.`),
      outcome.put_in && h("p", {}, h("strong", {}, "Put in: "), outcome.put_in),
      outcome.prior && h("p", {}, verdict_words(outcome)),
      leans.length > 0
        ? h("p", {}, "The judged numbers that this difference leans on most.", h("span", { class: "invitation" }, " Do you think another value more plausible? Put it in and ask again."))
        : h("p", {}, outcome.prior ? "It leans on no judged number in particular." : "Ask with --prior to see the judged numbers that it leans on."),
      leans.length > 0 && h("ul", { class: "leans" }, ...leans.map((lean) => lean_item(lean, leaned_on.find(({ name }) => name === lean.name), by_chance))),
    ),
  );
}

function rows(outcome: Outcome, leaned_on: Leaned[]): HTMLElement[] {
  const id = `outcome-${outcome.name}`;
  const undetermined = is_undetermined(outcome);
  const from = origin(outcome);
  const kind = ORIGINS[from];
  const raw = { "data-outcome": outcome.name, "data-difference": outcome.shown.difference, "data-with": outcome.shown.with, "data-without": outcome.shown.without };
  const top = h(
    "tr",
    { id, role: "row", class: undetermined ? "undetermined" : null, tabindex: -1, ...raw },
    h("th", { scope: "row", role: "rowheader" }, h("span", { class: "label" }, capital(outcome.label)), outcome.unit && h("span", { class: "unit" }, ` ${outcome.unit}`)),
    cell("With", "number", typeset(outcome.shown.with)),
    cell("Without", "number", typeset(outcome.shown.without)),
    cell("Difference", "number strong", typeset(outcome.shown.difference)),
    cell("95 % interval", "number wide", typeset(outcome.shown.ci95) || "none"),
    cell("Range", "number wide", typeset(outcome.shown.range) || "not asked"),
    cell("On a line", "line", plot(outcome)),
    cell("Origin", "origin", h("span", { class: `kind ${from}`, title: kind.long }, kind.short)),
  );
  const below = h("tr", { role: "row", class: "below" }, h("td", { role: "cell", colspan: COLUMNS.length }, argue(outcome, leaned_on)));
  return [top, below];
}

// Makes the row that the address names visible, whether it is of the first screen or not.
function reveal(table: HTMLElement, choice: HTMLInputElement): void {
  const name = decodeURIComponent(location.hash.slice(1));
  if (!name.startsWith("outcome-")) return;
  const row = document.getElementById(name);
  if (!row || !table.contains(row)) return;
  if (row.closest("tbody")?.classList.contains("more")) {
    choice.checked = true;
    choice.dispatchEvent(new Event("change"));
  }
  const details = row.nextElementSibling?.querySelector("details");
  if (details) details.open = true;
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
}

export function outcomes_section(data: PageData): HTMLElement {
  const { first, more } = by_headline(data.outcomes);
  const more_body = h("tbody", { role: "rowgroup", class: "more" }, ...more.flatMap((outcome) => rows(outcome, data.leaned_on)));
  const table = h(
    "table",
    { role: "table", class: "outcomes", "aria-labelledby": "differences-title" },
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...COLUMNS.map((name) => h("th", { scope: "col", role: "columnheader" }, name)))),
    h("tbody", { role: "rowgroup" }, ...first.flatMap((outcome) => rows(outcome, data.leaned_on))),
    more_body,
  );
  const choice = h("input", { type: "checkbox", id: "all-outcomes" });
  choice.addEventListener("change", () => more_body.classList.toggle("shown", choice.checked));
  if (first.length === 0) more_body.classList.add("shown");
  addEventListener("hashchange", () => reveal(table, choice));
  queueMicrotask(() => reveal(table, choice));
  return h(
    "section",
    { id: "differences", "aria-labelledby": "differences-title" },
    h("h2", { id: "differences-title" }, "What differed"),
    h(
      "p",
      { class: "lead" },
      `With and without are averages over ${pairs(data.worlds)} of histories, with our best guess of every number; what has a level at any time is averaged from ${month_words(data.question.adopt)} on. The 95\u00a0% interval is what luck leaves open of their difference` +
        (data.draws > 0 ? `; the range holds 90 of 100 answers when every guess is drawn anew, ${whole(data.draws)} times. Where it holds zero, or too few of them agree, the difference is called undetermined.` : ".") +
        " On a line, each on a scale of its own: the upright stroke is zero, the dot the difference, the thin line its interval" +
        (data.draws > 0 ? ", the wide bar the range." : "."),
    ),
    h(
      "ul",
      { class: "legend" },
      ...(["response", "joint", "conduct"] as const).map((kind) => h("li", {}, h("span", { class: `kind ${kind}` }, ORIGINS[kind].short), ` ${ORIGINS[kind].long}`)),
      h("li", {}, h("span", { class: "grey-sample" }), " grey: undetermined"),
    ),
    first.length > 0 && more.length > 0 && h("p", { class: "choice" }, h("label", {}, choice, ` Show all ${data.outcomes.length} outcomes`)),
    table,
  );
}
