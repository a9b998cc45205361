// SPDX-License-Identifier: Apache-2.0
// A value with its interval and its range on a line with a marked zero.  The numbers stand beside it in the table, so the drawing
// itself is hidden from readers of screens.

import type { Interval } from "./data";
import { s } from "./dom";

export interface Extent {
  low: number;
  high: number;
}

// What holds zero and all of the values, with some air.
export function extent_of(values: number[]): Extent {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const air = (high - low || 1) * 0.04;
  return { low: low < 0 ? low - air : low - air / 2, high: high > 0 ? high + air : high + air / 2 };
}

// Zero in the middle.
export function balanced(values: number[]): Extent {
  const most = Math.max(...values.map(Math.abs), 0) * 1.06 || 1;
  return { low: -most, high: most };
}

export interface Drawn {
  value: number | null;
  bar?: boolean; // from zero to the value
  interval: Interval | null;
  range?: Interval | null;
  extent: Extent;
  look?: string; // a class
}

export function interval_plot({ value, bar, interval, range, extent, look }: Drawn): SVGSVGElement {
  const at = (x: number): string => `${((100 * (x - extent.low)) / (extent.high - extent.low)).toFixed(3)}%`;
  const wide = (from: number, to: number): string => `${((100 * Math.abs(to - from)) / (extent.high - extent.low)).toFixed(3)}%`;
  const plot = s("svg", { class: `interval ${look ?? ""}`, "aria-hidden": "true", focusable: "false" });
  plot.append(s("line", { class: "zero", x1: at(0), x2: at(0), y1: 0, y2: "100%" }));
  if (range) {
    plot.append(s("rect", { class: "range", x: at(range[0]), width: wide(range[0], range[1]), y: "30%", height: "40%", rx: 2 }));
  }
  if (bar && value !== null) {
    plot.append(s("rect", { class: "bar", x: at(Math.min(0, value)), width: wide(0, value), y: "20%", height: "60%" }));
  }
  if (interval) {
    plot.append(s("line", { class: "whisker", x1: at(interval[0]), x2: at(interval[1]), y1: "50%", y2: "50%" }));
    for (const end of interval) plot.append(s("line", { class: "whisker", x1: at(end), x2: at(end), y1: "36%", y2: "64%" }));
  }
  if (value !== null && !bar) plot.append(s("circle", { class: "dot", cx: at(value), cy: "50%", r: 4.5 }));
  return plot;
}
