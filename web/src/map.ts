// SPDX-License-Identifier: Apache-2.0
// Systems, and blocs where the data has them, on a map that a slider takes through time: the world with beside the world without.
// Polities without a place on today's map are tiles.

import { feature } from "topojson-client";
import world from "atlas";
import type { PageData, SystemsMap } from "./data";
import { fold, h } from "./dom";
import { month_words, percent, whole, year_of } from "./format";
import { draw_map, type Drawn } from "./mapdraw";
import { type Country, territories } from "./territories";

type Polity = SystemsMap["polities"][number];
type Arm = "with" | "without";
type Shares = number[] | null;

const ARMS: Arm[] = ["with", "without"];

// What the map is coloured by.
interface Theme {
  title: string;
  names: string[];
  shares: (polity: Polity, arm: Arm, date: number) => Shares;
  look: (index: number) => string; // a class with a colour
}

// Grey is for those who belong to none.
const GREY = "c7";
const coloured = (index: number): string => (index < 0 ? "none" : `c${index % 7}`);

function themes(map: SystemsMap): Theme[] {
  const all: Theme[] = [{ title: "system", names: map.systems, shares: (polity, arm, date) => polity[arm][date] ?? null, look: coloured }];
  if (map.blocs && map.blocs.length > 0) {
    const last = map.blocs.length - 1;
    all.push({
      title: "bloc",
      names: map.blocs,
      shares: (polity, arm, date) => polity[arm === "with" ? "bloc_with" : "bloc_without"]?.[date] ?? null,
      look: (index) => (index === last ? GREY : coloured(index)),
    });
  }
  return all;
}

function likeliest(shares: Shares): number {
  return shares ? shares.indexOf(Math.max(...shares)) : -1;
}

// Half the sum of absolute differences: the share of histories that would have to change.
function apart(one: Shares, other: Shares): number {
  if (!one || !other) return 0;
  return one.reduce((sum, share, i) => sum + Math.abs(share - (other[i] ?? 0)), 0) / 2000;
}

function swatch(look: string): HTMLElement {
  return h("span", { class: `swatch ${look}`, "aria-hidden": "true" });
}

function play_button(slider: HTMLInputElement, set: (date: number) => void): HTMLElement | false {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return false;
  const button = h("button", { type: "button", class: "play" }, "Play");
  let timer = 0;
  const stop = (): void => {
    clearInterval(timer);
    timer = 0;
    button.textContent = "Play";
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(slider.value) >= Number(slider.max)) set(0);
    button.textContent = "Stop";
    timer = setInterval(() => {
      set(Number(slider.value) + 1);
      if (Number(slider.value) >= Number(slider.max)) stop();
    }, 250);
  });
  slider.addEventListener("pointerdown", stop);
  slider.addEventListener("keydown", stop);
  return button;
}

interface Panel {
  element: HTMLElement;
  drawn: Drawn | null;
  tiles: Map<string, HTMLElement>;
}

function panel(arm: Arm, label: string, lands: Map<string, Country>, land: Country, tiled: Polity[], choose: (id: string) => void): Panel {
  const drawn = lands.size > 0 ? draw_map(lands, land, choose) : null;
  const tiles = new Map(tiled.map((polity) => [polity.id, h("li", { class: "tile" }, h("span", { class: "name" }, polity.name), h("span", { class: "share" }))]));
  const element = h(
    "div",
    { class: `panel ${arm}` },
    h("h3", {}, h("span", { class: `arm ${arm}` }, arm), ` ${label}`),
    drawn?.element,
    tiles.size > 0 && h("ul", { class: "tiles" }, ...tiles.values()),
  );
  return { element, drawn, tiles };
}

export function map_section(data: PageData, map: SystemsMap): HTMLElement {
  const countries = new Map<string, Country>();
  for (const country of feature(world, world.objects.countries).features) countries.set(String(country.id), country as Country);
  const placed = map.polities.filter((polity) => polity.ccode !== null);
  const by_state = territories(placed.map((polity) => polity.ccode ?? 0), year_of(map.dates[0] ?? ""), countries);
  const lands = new Map<string, Country>();
  for (const polity of placed) {
    const land = by_state.get(polity.ccode ?? 0);
    if (land) lands.set(polity.id, land);
  }
  const tiled = map.polities.filter((polity) => !lands.has(polity.id));
  const land: Country = {
    type: "Feature",
    properties: {},
    geometry: { type: "MultiPolygon", coordinates: [...countries.values()].flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)) },
  };

  const all_themes = themes(map);
  let theme = all_themes[all_themes.length - 1] as Theme;
  let date = map.dates.length - 1;
  let chosen = "";
  const choose = (id: string): void => {
    chosen = id;
    select.value = id;
    update();
  };
  const panels: Record<Arm, Panel> = {
    with: panel("with", data.question.doctrine, lands, land, tiled, choose),
    without: panel("without", `${data.question.instead} instead`, lands, land, tiled, choose),
  };

  const slider = h("input", { type: "range", id: "map-date", min: 0, max: map.dates.length - 1, step: 1 });
  const month = h("output", { for: "map-date", class: "month" });
  const select = h("select", { id: "map-polity" }, ...map.polities.map((polity) => h("option", { value: polity.id }, polity.name)));
  const sentence = h("p", { class: "summary map-summary" });
  const legend = h("ul", { class: "legend" });
  const readout = h("div", { class: "readout" });
  const body = h("tbody");
  const table_caption = h("caption");
  const zoom = zoom_choice(map, lands, (ids) => ARMS.forEach((arm) => panels[arm].drawn?.zoom(ids)));

  const in_words = (shares: Shares): string => {
    const first = likeliest(shares);
    return shares && first >= 0 ? `${theme.names[first]}, ${percent((shares[first] ?? 0) / 1000)}` : "not there yet";
  };

  const update_readout = (polity: Polity): void => {
    const line = (name: string, i: number): HTMLElement =>
      h(
        "tr",
        {},
        h("th", { scope: "row" }, swatch(theme.look(i)), ` ${name}`),
        ...ARMS.map((arm) => {
          const shares = theme.shares(polity, arm, date);
          return h("td", { class: "number" }, shares ? percent((shares[i] ?? 0) / 1000) : "not there yet");
        }),
      );
    readout.replaceChildren(
      h(
        "table",
        { class: "small" },
        h("caption", {}, `${polity.name}, ${month_words(map.dates[date] ?? "")}: share of histories`),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, theme.title), h("th", { scope: "col" }, "With"), h("th", { scope: "col" }, "Without"))),
        h("tbody", {}, ...theme.names.map(line)),
      ),
    );
  };

  const update = (): void => {
    const when = month_words(map.dates[date] ?? "");
    slider.value = String(date);
    slider.setAttribute("aria-valuetext", when);
    month.textContent = when;
    for (const arm of ARMS) {
      for (const polity of map.polities) {
        const shares = theme.shares(polity, arm, date);
        const first = likeliest(shares);
        const share = shares && first >= 0 ? (shares[first] ?? 0) / 1000 : 0;
        const words = `${polity.name}: ${in_words(shares)}`;
        panels[arm].drawn?.paint(polity.id, theme.look(first), share, words, polity.id === chosen);
        const tile = panels[arm].tiles.get(polity.id);
        if (!tile) continue;
        tile.className = `tile ${theme.look(first)}`;
        const text = tile.querySelector(".share");
        if (text) text.textContent = in_words(shares);
      }
    }
    const ranked = map.polities
      .map((polity) => ({ polity, by: apart(theme.shares(polity, "with", date), theme.shares(polity, "without", date)) }))
      .filter(({ by }) => by >= 0.005)
      .sort((a, b) => b.by - a.by)
      .slice(0, 3);
    const text =
      ranked.length === 0
        ? `${when}: the two worlds look alike; no polity differs in more than 1 % of histories.`
        : `${when}: the two worlds differ most in ` +
          ranked
            .map(({ polity }) => `${polity.name} (with: ${in_words(theme.shares(polity, "with", date))} of histories; without: ${in_words(theme.shares(polity, "without", date))})`)
            .join(", ") +
          ".";
    sentence.textContent = text;
    for (const arm of ARMS) panels[arm].drawn?.describe(`The world ${arm}, by ${theme.title}. ${text}`);
    const polity = map.polities.find(({ id }) => id === chosen);
    if (polity) update_readout(polity);
    table_caption.textContent = `Likeliest ${theme.title} and its share of histories, ${when}`;
    body.replaceChildren(
      ...map.polities.map((each) => h("tr", {}, h("th", { scope: "row" }, each.name), ...ARMS.map((arm) => h("td", {}, in_words(theme.shares(each, arm, date)))))),
    );
  };

  const set_date = (next: number): void => {
    date = Math.min(map.dates.length - 1, Math.max(0, next));
    update();
  };
  const set_theme = (next: Theme): void => {
    theme = next;
    legend.replaceChildren(...theme.names.map((name, i) => h("li", {}, swatch(theme.look(i)), ` ${name}`)), h("li", { class: "note" }, "the fainter, the fewer histories"), h("li", { class: "note" }, swatch("none"), " not in the scenario"));
    update();
  };
  slider.addEventListener("input", () => set_date(Number(slider.value)));
  select.addEventListener("change", () => choose(select.value));
  const first = map.polities
    .map((polity) => ({ id: polity.id, by: apart(theme.shares(polity, "with", date), theme.shares(polity, "without", date)) }))
    .sort((a, b) => b.by - a.by)[0];
  chosen = first?.id ?? "";
  select.value = chosen;
  set_theme(theme);

  return h(
    "section",
    { id: "map", "aria-labelledby": "map-title" },
    h("h2", { id: "map-title" }, "Map"),
    h(
      "p",
      { class: "lead" },
      `Likeliest ${all_themes.map(({ title }) => title).join(" or ")} of each polity, % of ${whole(map.worlds)} histories: the world with ${data.question.doctrine} beside the world without.` +
        (lands.size > 0 ? " Drawn on today's borders; states that are gone are put together from today's, or cut by a straight line." : ""),
    ),
    h("div", { class: "scrubber" }, h("label", { for: "map-date" }, "Date"), slider, month, play_button(slider, set_date)),
    h("div", { class: "choices" }, all_themes.length > 1 && theme_choice(all_themes, theme, set_theme), zoom),
    legend,
    h("div", { class: "panels" }, panels.with.element, panels.without.element),
    h("div", { class: "polity" }, sentence, h("div", {}, h("p", { class: "choice" }, h("label", { for: "map-polity" }, "Polity "), select), readout)),
    fold("The map as a table", h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "The map as a table" }, h("table", { class: "data" }, table_caption, h("thead", {}, h("tr", {}, ...["Polity", "With", "Without"].map((name) => h("th", { scope: "col" }, name)))), body))),
  );
}

function theme_choice(all: Theme[], chosen: Theme, set: (theme: Theme) => void): HTMLElement {
  const option = (theme: Theme): HTMLElement => {
    const radio = h("input", { type: "radio", name: "map-theme", value: theme.title, checked: theme === chosen });
    radio.addEventListener("change", () => set(theme));
    return h("label", {}, radio, ` ${theme.title}`);
  };
  return h("fieldset", { class: "choice inline" }, h("legend", {}, "Colour by"), ...all.map(option));
}

// Regions as the scenario names them.
function zoom_choice(map: SystemsMap, lands: Map<string, Country>, zoom: (ids: string[]) => void): HTMLElement | false {
  const regions = [...new Set(map.polities.filter(({ id }) => lands.has(id)).map(({ region }) => region))];
  if (regions.length < 2) return false;
  const select = h("select", { id: "map-region" }, h("option", { value: "" }, "all"), ...regions.map((region) => h("option", { value: region }, region.replaceAll("_", " "))));
  select.addEventListener("change", () =>
    zoom(map.polities.filter(({ id, region }) => lands.has(id) && (select.value === "" || region === select.value)).map(({ id }) => id)),
  );
  return h("p", { class: "choice" }, h("label", { for: "map-region" }, "Look at "), select);
}
