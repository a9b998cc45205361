// SPDX-License-Identifier: Apache-2.0
// Courses over time: for each reading the mean with and without, and the band that holds 90 % of histories.

import uPlot from "uplot";
import type { Courses, PageData, Reading } from "./data";
import { fold, fold_later, fresh_id, h } from "./dom";
import { fixed, month_words, pairs, sentence, short, year_words } from "./format";
import { colour, on_look } from "./theme";

type Chart = Courses["charts"][number];
type Line = Chart["lines"][number];

const PAPER_WIDTH = 310; // two side by side on A4
const HEIGHT = 220;

function last_index(line: Line): number {
  for (let i = line.mean.length - 1; i >= 0; i -= 1) if (line.mean[i] != null) return i;
  return -1;
}

function line_of(chart: Chart, arm: "with" | "without"): Line | undefined {
  return chart.lines.find((line) => line.arm === arm);
}

function in_words(value: Reading | undefined): string {
  return value == null ? "no value" : short(value);
}

// A sentence that says what the chart shows.
function summary(chart: Chart, months: string[]): string {
  const one = line_of(chart, "with");
  const other = line_of(chart, "without");
  if (!one || !other) return chart.title;
  const end = last_index(one);
  if (end < 0) return `${chart.title}: no values.`;
  let widest = -1;
  one.mean.forEach((value, i) => {
    const against = other.mean[i];
    if (value == null || against == null) return;
    const best = widest < 0 ? -1 : Math.abs((one.mean[widest] ?? 0) - (other.mean[widest] ?? 0));
    if (Math.abs(value - against) > best) widest = i;
  });
  const band = (line: Line): string => `${in_words(line.low[end])} to ${in_words(line.high[end])}`;
  const apart =
    widest >= 0 && one.mean[widest] !== other.mean[widest]
      ? ` The means are furthest apart in ${month_words(months[widest] ?? "")}: ${in_words(one.mean[widest])} with, ${in_words(other.mean[widest])} without.`
      : " The two means are the same throughout.";
  return (
    `${month_words(months[end] ?? "")}: on average ${in_words(one.mean[end])} with (90 % of histories ${band(one)}), ` +
    `${in_words(other.mean[end])} without (${band(other)}).${apart}`
  );
}

function data_table(chart: Chart, months: string[]): HTMLElement {
  const cells = (line: Line | undefined, i: number): HTMLElement[] => [
    h("td", {}, in_words(line?.mean[i])),
    h("td", {}, line?.low[i] == null ? "no value" : `${in_words(line.low[i])} to ${in_words(line.high[i])}`),
  ];
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": `Data: ${chart.title}` },
    h(
      "table",
      { class: "data" },
      h("caption", {}, `${chart.title}, ${chart.unit}`),
      h("thead", {}, h("tr", {}, ...["Month", "With: mean", "With: 90 % of histories", "Without: mean", "Without: 90 % of histories"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...months.map((month, i) => h("tr", {}, h("th", { scope: "row" }, month), ...cells(line_of(chart, "with"), i), ...cells(line_of(chart, "without"), i)))),
    ),
  );
}

// Januaries, so many years apart that their labels do not touch.
function year_marks(months: string[], width: number): number[] {
  const januaries = months.flatMap((month, i) => (month.endsWith("-01") ? [i] : []));
  const most = Math.max(2, Math.floor(width / 64));
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((years) => januaries.length / years <= most) ?? 200;
  return januaries.filter((i) => Number.parseInt(year_words(months[i] ?? ""), 10) % step === 0);
}

function axis_labels(splits: number[]): string[] {
  const step = splits.length > 1 ? (splits[1] ?? 0) - (splits[0] ?? 0) : 1;
  const decimals = [0, 1, 2, 3, 4].find((digits) => Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6) ?? 5;
  return splits.map((value) => fixed(value, decimals));
}

class Drawing {
  readonly figure: HTMLElement;
  private readonly holder: HTMLElement;
  private readonly readout: Record<"with" | "without", HTMLElement>;
  private plot: uPlot | null = null;
  private moving = false;

  constructor(
    private readonly chart: Chart,
    private readonly courses: Courses,
    private readonly adopt: number,
    private readonly moved: (index: number) => void,
  ) {
    const id = fresh_id("chart");
    const words = summary(chart, courses.months);
    this.readout = { with: h("output", { class: "value" }), without: h("output", { class: "value" }) };
    this.holder = h("div", { class: "canvas", role: "img", "aria-label": `${chart.title}, ${chart.unit}. ${words}` });
    const entry = (arm: "with" | "without"): HTMLElement =>
      h("li", { class: arm }, h("span", { class: "stroke", "aria-hidden": "true" }), h("span", { class: "name" }, arm), this.readout[arm]);
    const table = fold_later("Data as a table", () => data_table(chart, courses.months));
    table.classList.add("screen-only");
    this.figure = h(
      "figure",
      { class: "chart", "aria-labelledby": id, "data-chart": chart.id },
      h("figcaption", {}, h("h3", { id }, chart.title, h("span", { class: "unit" }, ` ${chart.unit}`))),
      h("ul", { class: "legend lines" }, entry("with"), entry("without")),
      this.holder,
      h("p", { class: "summary" }, words),
      chart.note && h("p", { class: "summary" }, sentence(chart.note)),
      table,
    );
  }

  draw(width: number): void {
    this.plot?.destroy();
    const { months, dated } = this.courses;
    const [one, other] = [line_of(this.chart, "with"), line_of(this.chart, "without")];
    const none: Reading[] = months.map(() => null);
    const columns = [other?.low, other?.high, one?.low, one?.high, other?.mean, one?.mean].map((values) => values ?? none);
    const text = colour("muted");
    const hidden = { stroke: "transparent", width: 0, points: { show: false } };
    const axis = { stroke: text, grid: { stroke: colour("grid"), width: 1 }, ticks: { show: false }, font: "12px system-ui, sans-serif" };
    const dates = new Set(dated.map((fact) => months.indexOf(fact.month)).filter((i) => i >= 0));
    this.plot = new uPlot(
      {
        width,
        height: HEIGHT,
        padding: [10, 8, 0, 0],
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 } },
        scales: { x: { time: false }, y: { range: (_u, low, high) => (low === high ? [low - 1, high + 1] : uPlot.rangeNum(Math.min(low, 0), high, 0.05, true)) } },
        axes: [
          { ...axis, grid: { show: false }, space: 0, size: 28, splits: () => year_marks(months, width), values: (_u, splits) => splits.map((i) => year_words(months[i] ?? "")) },
          { ...axis, size: 48, values: (_u, splits) => axis_labels(splits) },
        ],
        series: [
          {},
          { ...hidden }, { ...hidden }, { ...hidden }, { ...hidden },
          { stroke: colour("without"), width: 2.25, dash: [7, 4], points: { show: false } },
          { stroke: colour("with"), width: 2.25, points: { show: false } },
        ],
        bands: [
          { series: [2, 1], fill: colour("without-band") },
          { series: [4, 3], fill: colour("with-band") },
        ],
        hooks: {
          drawAxes: [(u) => this.mark_dates(u, dates)],
          setCursor: [
            (u) => {
              if (!this.moving && u.cursor.idx != null && (u.cursor.left ?? -1) >= 0) this.moved(u.cursor.idx);
            },
          ],
        },
      },
      [months.map((_month, i) => i), ...columns] as uPlot.AlignedData,
      this.holder,
    );
  }

  // The month of adoption as a line, other dated history as strokes at the foot.
  private mark_dates(u: uPlot, dates: Set<number>): void {
    const context = u.ctx;
    const { top, height } = u.bbox;
    const ratio = devicePixelRatio;
    context.save();
    context.strokeStyle = colour("muted");
    context.lineWidth = ratio;
    const stroke = (i: number, from: number): void => {
      const x = Math.round(u.valToPos(i, "x", true));
      context.beginPath();
      context.moveTo(x, from);
      context.lineTo(x, top + height);
      context.stroke();
    };
    for (const i of dates) stroke(i, top + height - 7 * ratio);
    if (this.adopt > 0) stroke(this.adopt, top);
    context.restore();
  }

  show(index: number): void {
    for (const arm of ["with", "without"] as const) this.readout[arm].textContent = in_words(line_of(this.chart, arm)?.mean[index]);
    if (!this.plot) return;
    this.moving = true;
    this.plot.setCursor({ left: this.plot.valToPos(index, "x"), top: 0 });
    this.moving = false;
  }
}

function dated_list(courses: Courses): HTMLElement | false {
  if (courses.dated.length === 0) return false;
  const arms = { with: "in the history with", without: "in the history without", both: "" };
  return fold(
    `Dated history (${courses.dated.length}): what is given by date, not found`,
    h("ol", { class: "dated" }, ...courses.dated.map((fact) => h("li", {}, h("b", {}, month_words(fact.month)), `: ${fact.text}${arms[fact.arm] && ` (${arms[fact.arm]})`}`))),
  );
}

export function courses_section(data: PageData, courses: Courses): HTMLElement {
  const { months } = courses;
  const adopt = months.indexOf(data.question.adopt);
  const slider = h("input", { type: "range", id: "chart-month", min: 0, max: months.length - 1, step: 1 });
  const month = h("output", { for: "chart-month", class: "month" });
  const event = h("p", { class: "event", "aria-live": "off" });
  const drawings: Drawing[] = [];
  const show = (index: number): void => {
    const name = month_words(months[index] ?? "");
    slider.value = String(index);
    slider.setAttribute("aria-valuetext", name);
    month.textContent = name;
    event.textContent = courses.dated.filter((fact) => fact.month === months[index]).map((fact) => fact.text).join("; ");
    for (const drawing of drawings) drawing.show(index);
  };
  for (const chart of courses.charts) drawings.push(new Drawing(chart, courses, adopt, show));
  slider.addEventListener("input", () => show(Number(slider.value)));

  const grid = h("div", { class: "charts" }, ...drawings.map((drawing) => drawing.figure));
  let drawn = 0;
  const draw = (width: number): void => {
    drawn = width;
    for (const drawing of drawings) drawing.draw(width);
    show(Number(slider.value));
  };
  const room = (): number => Math.floor(grid.firstElementChild?.clientWidth ?? 0);
  // Only a new width is a reason to draw again.
  new ResizeObserver(() => {
    const width = room();
    if (width > 0 && width !== drawn && !document.documentElement.classList.contains("paper")) draw(width);
  }).observe(grid);
  on_look((paper) => draw(paper ? PAPER_WIDTH : room()));
  show(months.length - 1);
  return h(
    "section",
    { id: "courses", "aria-labelledby": "courses-title" },
    h("h2", { id: "courses-title" }, "Over time"),
    h(
      "p",
      { class: "lead" },
      `Lines are means over ${pairs(courses.worlds)}, bands hold 90 % of the histories: how much luck alone spreads them. Where bands overlap, a single history could be of either kind. ` +
        (adopt > 0 ? `The upright line is ${month_words(data.question.adopt)}, when the twins part; strokes at the foot mark dated history.` : "Strokes at the foot mark dated history."),
    ),
    h("div", { class: "scrubber" }, h("label", { for: "chart-month" }, "Read the charts at"), slider, month, event),
    grid,
    dated_list(courses),
  );
}
