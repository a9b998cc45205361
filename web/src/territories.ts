// SPDX-License-Identifier: Apache-2.0
// Where a polity lies on today's map: Correlates of War state numbers to today's countries (ISO 3166 numbers, or names where there
// are none).  States that are gone are put together from, or cut out of, those that are there: cuts are straight lines, close
// enough at the width of a page and no statement about a border.

import type { Feature, MultiPolygon, Polygon, Position } from "geojson";

// Keeps what lies on the left of the line from one point to the other, looking along it (degrees east, degrees north).
type Cut = [Position, Position];

const CUTS: Record<string, { country: string; cuts: Cut[] }[]> = {
  "germany-east": [{ country: "276", cuts: [[[10.95, 54.5], [10.1, 50.4]], [[10.1, 50.4], [12.5, 50.3]]] }],
  "germany-west": [
    { country: "276", cuts: [[[10.1, 50.4], [10.95, 54.5]]] },
    { country: "276", cuts: [[[10.95, 54.5], [10.1, 50.4]], [[12.5, 50.3], [10.1, 50.4]]] },
  ],
  "vietnam-north": [{ country: "704", cuts: [[[100, 17], [110, 17]]] }],
  "vietnam-south": [{ country: "704", cuts: [[[110, 17], [100, 17]]] }],
  "yemen-north": [{ country: "887", cuts: [[[43.5, 12.6], [46, 17]]] }],
  "yemen-south": [{ country: "887", cuts: [[[46, 17], [43.5, 12.6]]] }],
  "malaysia-west": [{ country: "458", cuts: [[[107, -5], [107, 10]]] }],
  "malaysia-east": [{ country: "458", cuts: [[[107, 10], [107, -5]]] }],
};

// What a state always holds; and what it holds besides for some years, unless another polity of the scenario has it.
interface Claim {
  own: string[];
  besides?: { what: string[]; from?: number; until?: number }[];
}

const REPUBLICS = ["233", "428", "440", "804", "112", "498", "051", "268", "031", "398", "860", "795", "417", "762"];

const COMPOSED: Record<number, Claim> = {
  2: { own: ["840"], besides: [{ what: ["630"] }] },
  255: { own: ["germany-west", "germany-east"] },
  260: { own: ["germany-west"], besides: [{ what: ["germany-east"], from: 1990 }] },
  265: { own: ["germany-east"] },
  300: { own: ["040", "348"], besides: [{ what: ["203", "703", "705", "191", "070"], until: 1918 }] },
  315: { own: ["203"], besides: [{ what: ["703"], until: 1992 }] },
  345: { own: ["688"], besides: [{ what: ["705", "191", "807", "070"], until: 1991 }, { what: ["499"], until: 2005 }, { what: ["Kosovo"], until: 2007 }] },
  352: { own: ["196"], besides: [{ what: ["N. Cyprus"] }] },
  365: { own: ["643"], besides: [{ what: REPUBLICS, until: 1991 }] },
  390: { own: ["208"], besides: [{ what: ["304"] }] },
  520: { own: ["706"], besides: [{ what: ["Somaliland"] }] },
  530: { own: ["231"], besides: [{ what: ["232"], from: 1952, until: 1992 }] },
  560: { own: ["710"], besides: [{ what: ["516"], from: 1915, until: 1989 }] },
  625: { own: ["729"], besides: [{ what: ["728"], until: 2010 }] },
  678: { own: ["yemen-north"] },
  679: { own: ["yemen-north", "yemen-south"] },
  680: { own: ["yemen-south"] },
  730: { own: ["408", "410"] },
  770: { own: ["586"], besides: [{ what: ["050"], until: 1971 }] },
  816: { own: ["vietnam-north"], besides: [{ what: ["vietnam-south"], from: 1975 }] },
  817: { own: ["vietnam-south"] },
  820: { own: ["malaysia-west"], besides: [{ what: ["malaysia-east"], from: 1963 }] },
};

// All others: one state, one country.  Written as pairs of numbers.
const SINGLE =
  "20 124 31 044 40 192 41 332 42 214 51 388 52 780 70 484 80 084 90 320 91 340 92 222 93 558 94 188 95 591 100 170 101 862 110 328 " +
  "115 740 130 218 135 604 140 076 145 068 150 600 155 152 160 032 165 858 200 826 205 372 210 528 211 056 212 442 220 250 225 756 " +
  "230 724 235 620 290 616 305 040 310 348 316 203 317 703 325 380 339 008 341 499 343 807 344 191 346 070 349 705 350 300 355 100 " +
  "359 498 360 642 366 233 367 428 368 440 369 804 370 112 371 051 372 268 373 031 375 246 380 752 385 578 395 352 404 624 411 226 " +
  "420 270 432 466 433 686 434 204 435 478 436 562 437 384 438 324 439 854 450 430 451 694 452 288 461 768 471 120 475 566 481 266 " +
  "482 140 483 148 484 178 490 180 500 800 501 404 510 834 516 108 517 646 522 262 531 232 540 024 541 508 551 894 552 716 553 454 " +
  "565 516 570 426 571 072 572 748 580 450 600 504 615 012 616 788 620 434 626 728 630 364 640 792 645 368 651 818 652 760 660 422 " +
  "663 400 666 376 670 682 690 414 694 634 696 784 698 512 700 004 701 795 702 762 703 417 704 860 705 398 710 156 712 496 713 158 " +
  "731 408 732 410 740 392 750 356 760 064 771 050 775 104 780 144 790 524 800 764 811 116 812 418 835 096 840 608 850 360 860 626 " +
  "900 036 910 598 920 554 935 548 940 090 950 242";

const CLAIMS: Map<number, Claim> = (() => {
  const words = SINGLE.split(" ");
  const claims = new Map<number, Claim>([[347, { own: ["Kosovo"] }]]);
  for (let i = 0; i + 1 < words.length; i += 2) claims.set(Number(words[i]), { own: [words[i + 1] ?? ""] });
  for (const [state, claim] of Object.entries(COMPOSED)) claims.set(Number(state), claim);
  return claims;
})();

export type Country = Feature<Polygon | MultiPolygon>;

// What of a ring lies on the left of a line (Sutherland and Hodgman); the sense of the ring stays.
function clip(ring: Position[], [from, to]: Cut): Position[] {
  const side = ([x = 0, y = 0]: Position): number =>
    ((to[0] ?? 0) - (from[0] ?? 0)) * (y - (from[1] ?? 0)) - ((to[1] ?? 0) - (from[1] ?? 0)) * (x - (from[0] ?? 0));
  const open = ring.slice(0, -1);
  const kept: Position[] = [];
  open.forEach((point, i) => {
    const next = open[(i + 1) % open.length] ?? point;
    const [here, there] = [side(point), side(next)];
    if (here >= 0) kept.push(point);
    if (here >= 0 === there >= 0) return;
    const share = here / (here - there);
    kept.push([0, 1].map((axis) => (point[axis] ?? 0) + share * ((next[axis] ?? 0) - (point[axis] ?? 0))));
  });
  return kept.length > 2 && kept[0] ? [...kept, kept[0]] : [];
}

function polygons(country: Country | undefined): Position[][][] {
  if (!country) return [];
  return country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates;
}

function piece(name: string, countries: Map<string, Country>): Position[][][] {
  const parts = CUTS[name];
  if (!parts) return polygons(countries.get(name));
  return parts.flatMap(({ country, cuts }) =>
    polygons(countries.get(country))
      .map((rings) => rings.map((ring) => cuts.reduce(clip, ring)).filter((ring) => ring.length > 3))
      .filter((rings) => rings.length > 0),
  );
}

// The land of each of these states in a year; a state that has none on the map is left out.
export function territories(states: number[], year: number, countries: Map<string, Country>): Map<number, Country> {
  const taken = new Set(states.flatMap((state) => CLAIMS.get(state)?.own ?? []));
  const lands = new Map<number, Country>();
  for (const state of states) {
    const claim = CLAIMS.get(state);
    if (!claim) continue;
    const names = [...claim.own];
    for (const { what, from = -Infinity, until = Infinity } of claim.besides ?? []) {
      if (year >= from && year <= until) names.push(...what.filter((name) => !taken.has(name)));
    }
    const coordinates = names.flatMap((name) => piece(name, countries));
    if (coordinates.length > 0) lands.set(state, { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates } });
  }
  return lands;
}
