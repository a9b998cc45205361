// SPDX-License-Identifier: Apache-2.0
// Which part of the doctrine did it (Shapley values), switches that try every set of parts, and which way it went (channels).

import type { Attribution, Channels, Interval, PageData } from "./data";
import { fresh_id, h, say } from "./dom";
import { by_headline, capital, difference_unit, finer_decimals_of, pairs, shown, whole } from "./format";
import { extent_of, interval_plot } from "./intervals";

interface Bar {
  name: string;
  meaning: string;
  value: number;
  ci95: Interval | null;
  look?: string;
}

// Bars on one scale, as rows of a table, which is their text as well; the last is the whole.
function bar_table(first: string, bars: Bar[], scale: number, unit: string, title: string): HTMLElement {
  const extent = extent_of(bars.flatMap(({ value, ci95 }) => [value, ...(ci95 ?? [])]));
  const decimals = finer_decimals_of(bars.at(-1)?.ci95 ?? null, scale);
  const id = fresh_id("bars");
  return h(
    "figure",
    { class: "bars", "aria-labelledby": id },
    h("figcaption", {}, h("h3", { id }, title, h("span", { class: "unit" }, ` ${unit}`))),
    h(
      "ul",
      { class: "legend" },
      h("li", {}, h("span", { class: "bar-sample" }), " share of the difference"),
      h("li", {}, h("span", { class: "whisker-sample" }), " 95 % interval"),
    ),
    h(
      "table",
      { role: "table", "aria-labelledby": id },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...[first, "Share", "95 % interval", "On a line"].map((name) => h("th", { scope: "col", role: "columnheader" }, name)))),
      h(
        "tbody",
        { role: "rowgroup" },
        ...bars.map((bar) => {
          const { value, interval } = shown(bar.value, bar.ci95, scale, decimals);
          return h(
            "tr",
            { role: "row", class: bar.look ?? null },
            h("th", { scope: "row", role: "rowheader" }, h("span", { class: "label" }, bar.name), bar.meaning && h("span", { class: "unit" }, ` ${bar.meaning}`)),
            h("td", { role: "cell", class: "number strong", "data-label": "Share" }, value),
            h("td", { role: "cell", class: "number", "data-label": "95 % interval" }, interval),
            h("td", { role: "cell", class: "line", "data-label": "On a line" }, interval_plot({ value: bar.value, bar: true, interval: bar.ci95, extent, ...(bar.look ? { look: bar.look } : {}) })),
          );
        }),
      ),
    ),
  );
}

// A choice among the outcomes that both the table and this section know; says which is chosen.
function outcome_choice(data: PageData, names: string[], show: (name: string) => void): HTMLElement {
  const id = fresh_id("outcome-choice");
  const { first, more } = by_headline(data.outcomes.filter((outcome) => names.includes(outcome.name)));
  const option = (outcome: PageData["outcomes"][number]): HTMLElement => h("option", { value: outcome.name }, capital(outcome.label));
  const group = (label: string, outcomes: PageData["outcomes"]): HTMLElement | false => outcomes.length > 0 && h("optgroup", { label }, ...outcomes.map(option));
  const select = h("select", { id }, group("First in the answer", first), group("More outcomes", more));
  select.addEventListener("change", () => show(select.value));
  const chosen = (first[0] ?? more[0])?.name;
  if (chosen !== undefined) {
    select.value = chosen;
    show(chosen);
  }
  return h("p", { class: "choice" }, h("label", { for: id }, "Outcome "), select);
}

function switches(data: PageData, attribution: Attribution): { element: HTMLElement; show: (name: string) => void } {
  let chosen = 2 ** attribution.parts.length - 1;
  let outcome = attribution.outcomes[0]?.outcome ?? "";
  const result = h("p", { class: "switch-result", role: "status" });
  const drawing = h("div", { class: "switch-line" });
  const boxes = attribution.parts.map((part, i) => {
    const box = h("input", { type: "checkbox", role: "switch", checked: true, "data-part": part.name });
    box.addEventListener("change", () => {
      chosen = box.checked ? chosen | (1 << i) : chosen & ~(1 << i);
      update();
    });
    return box;
  });
  const update = (): void => {
    const row = attribution.outcomes.find((each) => each.outcome === outcome);
    const sets = row?.sets?.map(([value, low, high]) => ({ value, ci95: low === undefined || high === undefined ? null : ([low, high] as Interval) }));
    const set = sets?.[chosen];
    const whole_set = sets?.[sets.length - 1];
    element.hidden = !set;
    if (!sets || !set || !whole_set) return;
    const about = data.outcomes.find((each) => each.name === outcome);
    const unit = difference_unit(about);
    const scale = about?.scale ?? 1;
    const decimals = finer_decimals_of(row.ci95, scale);
    const { value, interval } = shown(set.value, set.ci95, scale, decimals);
    const full = shown(whole_set.value, whole_set.ci95, scale, decimals).value;
    const on = attribution.parts.filter((_part, i) => chosen & (1 << i)).map((part) => part.name);
    const which = on.length === 0 ? "No part on" : on.length === attribution.parts.length ? "All parts on" : `Only ${on.join(", ")} on`;
    result.replaceChildren(
      `${which}: `,
      h("b", { "data-set": chosen, "data-value": set.value }, on.length === 0 ? "0" : value),
      ` ${unit}`,
      on.length > 0 && interval !== "none" ? ` (95 % interval ${interval})` : "",
      on.length < attribution.parts.length ? `; the whole doctrine: ${full}.` : ".",
    );
    // One scale for all sets, so that the bar can be watched while switches move.
    const extent = extent_of(sets.flatMap(({ value: each, ci95 }) => [each, ...(ci95 ?? [])]));
    drawing.replaceChildren(interval_plot({ value: set.value, bar: true, interval: set.ci95, extent }));
  };
  const all = (on: boolean): HTMLElement => {
    const button = h("button", { type: "button" }, on ? "All on" : "All off");
    button.addEventListener("click", () => {
      chosen = on ? 2 ** boxes.length - 1 : 0;
      for (const box of boxes) box.checked = on;
      update();
    });
    return button;
  };
  const element = h(
    "fieldset",
    { class: "switches" },
    h("legend", {}, "Switch the parts on and off"),
    h("p", { class: "note" }, `What would the difference be if the new doctrine had only these parts, and the others stayed as in ${data.question.instead}?`),
    h("div", { class: "switch-row" }, ...boxes.map((box, i) => h("label", { title: attribution.parts[i]?.meaning ?? "" }, box, h("span", {}, attribution.parts[i]?.name ?? "")))),
    h("p", { class: "switch-buttons" }, all(true), all(false)),
    drawing,
    result,
  );
  return {
    element,
    show: (name) => {
      outcome = name;
      update();
    },
  };
}

export function attribution_section(data: PageData, attribution: Attribution): HTMLElement {
  const chart = h("div", {});
  const board = switches(data, attribution);
  const show = (name: string): void => {
    const row = attribution.outcomes.find((each) => each.outcome === name);
    const about = data.outcomes.find((each) => each.name === name);
    if (!row || !about) return;
    const bars: Bar[] = attribution.parts.map((part, i) => ({ name: part.name, meaning: part.meaning, value: row.parts[i]?.value ?? 0, ci95: row.parts[i]?.ci95 ?? null }));
    bars.push({ name: "together", meaning: "the whole difference", value: row.difference, ci95: row.ci95, look: "total" });
    chart.replaceChildren(bar_table("Part", bars, about.scale, difference_unit(about), `Parts of the difference: ${about.label}`));
    board.show(name);
    say(`${about.label} is shown.`);
  };
  const choice = outcome_choice(data, attribution.outcomes.map((row) => row.outcome), show);
  return h(
    "section",
    { id: "parts", "aria-labelledby": "parts-title" },
    h("h2", { id: "parts-title" }, "Which part of the doctrine did it"),
    h(
      "p",
      { class: "lead" },
      `A doctrine is more than one thing. All ${whole(2 ** attribution.parts.length)} sets of its parts were played on the same luck, ${pairs(attribution.worlds)} each. ` +
        "A part's share is what it adds on average, whichever parts came before it (its Shapley value); the shares add up to the difference.",
    ),
    choice,
    chart,
    board.element,
  );
}

export function channels_section(data: PageData, channels: Channels): HTMLElement {
  const chart = h("div", {});
  const show = (name: string): void => {
    const row = channels.outcomes.find((each) => each.outcome === name);
    const about = data.outcomes.find((each) => each.name === name);
    if (!row || !about) return;
    const bars: Bar[] = channels.channels.map((channel, i) => ({ name: channel.name, meaning: channel.meaning, value: row.channels[i]?.value ?? 0, ci95: row.channels[i]?.ci95 ?? null }));
    bars.push({ name: "remainder", meaning: "through none of these alone", ...row.remainder, look: "remainder" });
    bars.push({ name: "together", meaning: "the whole difference", value: row.difference, ci95: row.ci95, look: "total" });
    chart.replaceChildren(bar_table("Channel", bars, about.scale, difference_unit(about), `Channels of the difference: ${about.label}`));
    say(`${about.label} is shown.`);
  };
  const choice = outcome_choice(data, channels.outcomes.map((row) => row.outcome), show);
  return h(
    "section",
    { id: "channels", "aria-labelledby": "channels-title" },
    h("h2", { id: "channels-title" }, "Which way it went"),
    h(
      "p",
      { class: "lead" },
      `A channel's share is the part of the difference that disappears when that quantity is held at its value in the other twin (${pairs(channels.worlds)}). What no single channel explains is the remainder; all together add up to the difference.`,
    ),
    choice,
    chart,
  );
}
