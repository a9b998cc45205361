// SPDX-License-Identifier: Apache-2.0
// One world map as SVG: land, the polities' lands on it, and a dot for lands too small to see.

import { geoEqualEarth, geoPath } from "d3-geo";
import type { FeatureCollection, Position } from "geojson";
import { s } from "./dom";
import type { Country } from "./territories";

const WIDTH = 560;
const LEAST = 180; // the drawing is between these high, as what is looked at asks for
const MOST = 340;
const SMALL = 24; // square units of the drawing

export interface Drawn {
  element: SVGSVGElement;
  paint(id: string, look: string, share: number, words: string, chosen: boolean): void;
  zoom(ids: string[]): void;
  describe(text: string): void;
}

// The largest ring of a land: islands far away should not decide what is looked at.
function mainland(land: Country): Country {
  const all = land.geometry.type === "Polygon" ? [land.geometry.coordinates] : land.geometry.coordinates;
  const size = (rings: Position[][]): number =>
    Math.abs((rings[0] ?? []).reduce((sum, [x = 0, y = 0], i, ring) => sum + x * (ring[(i + 1) % ring.length]?.[1] ?? 0) - y * (ring[(i + 1) % ring.length]?.[0] ?? 0), 0));
  const largest = all.reduce((best, rings) => (size(rings) > size(best) ? rings : best), all[0] ?? []);
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: largest } };
}

function width_of({ geometry }: Country): number {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const longitudes = polygons.flat(2).map(([x = 0]) => x);
  return Math.max(...longitudes) - Math.min(...longitudes);
}

export function draw_map(lands: Map<string, Country>, land: Country, choose: (id: string) => void): Drawn {
  const projection = geoEqualEarth().rotate([-11, 0]);
  const path = geoPath(projection).digits(1);
  const ground = s("path", { class: "ground" });
  const shapes = new Map([...lands.keys()].map((id) => [id, { shape: s("path", { class: "land" }), dot: s("circle", { class: "land", r: 4 }), title: s("title"), group: s("g") }]));
  for (const [id, { shape, dot, title, group }] of shapes) {
    group.append(title, shape, dot);
    group.addEventListener("click", () => choose(id));
  }
  // The chosen polity is drawn last, so that its outline is whole.
  const layer = s("g", {}, ...[...shapes.values()].map(({ group }) => group));
  const element = s("svg", { class: "map", role: "img" }, ground, layer);

  const zoom = (ids: string[]): void => {
    // A land that reaches around half the globe is seen in part when there are others to look at.
    const all = ids.flatMap((id) => lands.get(id) ?? []);
    const looked_at = ids.length === lands.size ? all : all.map(mainland).filter((each) => width_of(each) < 90);
    const collection: FeatureCollection = { type: "FeatureCollection", features: looked_at.length > 0 ? looked_at : all };
    projection.fitWidth(WIDTH, collection);
    const [[, above], [, below]] = path.bounds(collection);
    const height = Math.round(Math.min(MOST, Math.max(LEAST, below - above + 24)));
    projection.fitExtent([[10, 12], [WIDTH - 10, height - 12]], collection);
    element.setAttribute("viewBox", `0 0 ${WIDTH} ${height}`);
    ground.setAttribute("d", path(land) ?? "");
    for (const [id, { shape, dot }] of shapes) {
      const country = lands.get(id);
      if (!country) continue;
      shape.setAttribute("d", path(country) ?? "");
      const [x, y] = path.centroid(mainland(country));
      dot.setAttribute("cx", x.toFixed(1));
      dot.setAttribute("cy", y.toFixed(1));
      dot.setAttribute("visibility", path.area(country) < SMALL ? "visible" : "hidden");
    }
  };
  zoom([...lands.keys()]);

  return {
    element,
    zoom,
    paint: (id, look, share, words, chosen) => {
      const drawn = shapes.get(id);
      if (!drawn) return;
      drawn.title.textContent = words;
      drawn.group.setAttribute("class", `${look}${chosen ? " chosen" : ""}`);
      drawn.group.setAttribute("fill-opacity", (0.25 + 0.75 * share * share).toFixed(2));
      if (chosen) layer.append(drawn.group);
    },
    describe: (text) => element.setAttribute("aria-label", text),
  };
}
