// SPDX-License-Identifier: Apache-2.0
// Makes the page: one file, page.html, with script, style and map in it and an empty place for the data.
//   node build.mjs FILE              the page is FILE (default: dist/page.html)
//   node build.mjs --out FOLDER      the page is FOLDER/page.html
// The same sources give the same bytes.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { presimplify, simplify } from "topojson-simplify";
import { quantize } from "topojson-client";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
// With its data the page may have 600 KB.
const LARGEST = 220 * 1024;

function target() {
  const [first, folder] = process.argv.slice(2);
  if (first !== "--out") return resolve(first ?? join(here, "dist", "page.html"));
  if (!folder) throw new Error("--out: no folder given");
  return resolve(folder, "page.html");
}

// The countries of today, keyed by ISO 3166 number, or by name where they have none; without Antarctica.
function atlas() {
  const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-110m.json"), "utf8"));
  const geometries = world.objects.countries.geometries
    .filter((country) => country.id !== "010")
    .map(({ type, arcs, id, properties }) => ({ type, arcs, id: id ?? properties.name }));
  const kept = { type: "Topology", objects: { countries: { type: "GeometryCollection", geometries } }, arcs: world.arcs };
  if (world.transform) kept.transform = world.transform;
  // Points that enclose less than this many square degrees with their neighbours are not seen at the width of a page.
  return quantize(simplify(presimplify(kept), 0.1), 4000);
}

const generated = {
  name: "atlas",
  setup(builder) {
    builder.onResolve({ filter: /^atlas$/ }, () => ({ path: "atlas", namespace: "atlas" }));
    builder.onLoad({ filter: /.*/, namespace: "atlas" }, () => ({ contents: JSON.stringify(atlas()), loader: "json" }));
  },
};

const common = { bundle: true, minify: true, write: false, charset: "utf8", legalComments: "none", metafile: true, absWorkingDir: here, logLevel: "warning" };
const script = await build({
  ...common,
  entryPoints: ["src/main.ts"],
  format: "iife",
  target: "es2022",
  plugins: [generated],
});
const style = await build({ ...common, entryPoints: ["src/style.css"], target: ["chrome110", "firefox110", "safari16"] });

// Whose work is in the page, and on what terms, as their licences ask.
function notices() {
  const inputs = [...Object.keys(script.metafile.inputs), ...Object.keys(style.metafile.inputs)];
  const packages = new Set(inputs.map((path) => /node_modules\/([^/]+)\//.exec(path)?.[1]).filter(Boolean));
  const texts = [...packages, "world-atlas"].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((each) => join(folder, each)).find(existsSync);
    if (!file) throw new Error(`${name} has no licence file`);
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${name} ${version}\n\n${readFileSync(file, "utf8").trim().replaceAll("\r", "").replace(/-{2,}/g, "-")}`;
  });
  return texts.join("\n\n\n");
}

// What closes a script must not occur in it.
const code = script.outputFiles[0].text.trimEnd().replaceAll("</script", "<\\/script");
const sheet = style.outputFiles[0].text.trimEnd();
const page = readFileSync(join(here, "src/page.html"), "utf8")
  .replace("/*notices*/", notices)
  .replace("/*style*/", () => sheet)
  .replace("/*script*/", () => code);
const size = Buffer.byteLength(page);
if (size > LARGEST) throw new Error(`page.html has ${size} bytes, more than ${LARGEST}`);

const file = target();
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, page);
console.log(`${file}: ${size} bytes`);
