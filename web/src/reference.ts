// SPDX-License-Identifier: Apache-2.0
// What the answer rests on: parameters, sources, the scenario's text, and how to make this page again.

import type { PageData, ParameterRow } from "./data";
import { command_line, fold, h, say } from "./dom";
import { plain, whole } from "./format";

function parameter_row(row: ParameterRow): HTMLElement {
  const changed = row.value !== row.default;
  const cell = (label: string, text: string, look = ""): HTMLElement => h("td", { role: "cell", "data-label": label, class: look }, text);
  return h(
    "tr",
    { role: "row", class: changed ? "changed" : null },
    h("th", { scope: "row", role: "rowheader" }, h("code", {}, row.name), changed && h("span", { class: "unit" }, ` changed from ${plain(row.default)}`)),
    cell("Value", plain(row.value), "number"),
    cell("Unit", row.unit === "1" ? "" : row.unit),
    cell("Prior", row.prior),
    cell("Meaning", row.meaning),
    cell("Source", row.source),
    cell("Mechanism", row.mechanism),
  );
}

function parameters(data: PageData): HTMLElement {
  const rows = data.parameters.map((row) => ({
    element: parameter_row(row),
    text: [row.name, row.meaning, row.source, row.mechanism, row.unit].join(" ").toLowerCase(),
  }));
  const count = h("span", { class: "note" }, `${rows.length} parameters`);
  const search = h("input", { type: "search", id: "find-parameter", autocomplete: "off", spellcheck: "false" });
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const { element, text } of rows) {
      const fits = words.every((word) => text.includes(word));
      element.hidden = !fits;
      if (fits) left += 1;
    }
    count.textContent = `${left} of ${rows.length} parameters`;
    say(count.textContent);
  });
  const head = ["Name", "Value", "Unit", "Prior", "Meaning", "Source", "Mechanism"];
  return fold(
    `Parameters (${rows.length})`,
    h("p", { class: "choice" }, h("label", { for: "find-parameter" }, "Search "), search, " ", count),
    h(
      "table",
      { role: "table", class: "parameters", "aria-label": "Parameters" },
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...head.map((name) => h("th", { scope: "col", role: "columnheader" }, name)))),
      h("tbody", { role: "rowgroup" }, ...rows.map(({ element }) => element)),
    ),
  );
}

export function behind_section(data: PageData): HTMLElement {
  return h(
    "section",
    { id: "behind", "aria-labelledby": "behind-title" },
    h("h2", { id: "behind-title" }, "What it rests on"),
    h("p", { class: "lead" }, `The scenario is \u201c${data.scenario.title}\u201d (`, h("code", {}, data.scenario.name), "). Every number that went in is here."),
    parameters(data),
    data.sources.length > 0 && fold(`Sources (${data.sources.length})`, h("ul", { class: "sources" }, ...data.sources.map((source) => h("li", {}, source)))),
    fold("The scenario as text", h("pre", { class: "scenario", tabindex: 0, role: "group", "aria-label": "The scenario's text" }, data.scenario.text)),
  );
}

export function again_section(data: PageData): HTMLElement {
  const facts: [string, string][] = [
    ["Program", `coexist ${data.coexist}`],
    ["Model", `version ${data.model}`],
    ["Pairs of histories", whole(data.worlds)],
    ["Draws from the priors", data.draws > 0 ? whole(data.draws) : "none"],
    ["Seed of all luck", data.seed],
    ["Digest of the results", data.digest],
    ["Changed", data.changed.length > 0 ? data.changed.join(", ") : "nothing"],
  ];
  if (data.marked > 0) facts.push(["Left out", `${whole(data.marked)} pairs, because a history of theirs went wrong`]);
  return h(
    "section",
    { id: "again", "aria-labelledby": "again-title" },
    h("h2", { id: "again-title" }, "Make this page again"),
    h("p", { class: "lead" }, "The same program gives the same numbers with this command, on every machine:"),
    command_line(data.command, "the command that makes this page"),
    h("dl", { class: "facts-list" }, ...facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
  );
}
