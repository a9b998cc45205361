// SPDX-License-Identifier: Apache-2.0
// For the tests of the page: a page made by the program, a browser without any network, and what several tests ask of a page.
//   COEXIST    the program
//   ARTEFACTS  where the page and its screenshots are kept
//   PAGE       a page that is there already (while working on web/), instead of one made by the program

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const artefacts = resolve(process.env.ARTEFACTS ?? join(tmpdir(), "coexist-page"));
mkdirSync(artefacts, { recursive: true });

const DATA = /(<script type="application\/json" id="data">)([\s\S]*?)(<\/script>)/;

// Made once a process; each file of tests has a process of its own, and so a page of its own.
let made;
export function page_file() {
  if (made) return made;
  if (process.env.PAGE) return (made = resolve(process.env.PAGE));
  assert.ok(process.env.COEXIST, "COEXIST: the program that makes the page");
  return (made = page_of("cold-war-1953", 512, 4));
}

export function page_of(scenario, worlds, draws = 0) {
  const file = join(artefacts, `${basename(process.argv[1] ?? "page", ".mjs")}-${scenario}.html`);
  execFileSync(process.env.COEXIST, ["ask", scenario, "--worlds", String(worlds), "--prior", String(draws), "--quiet", "--force", "--report", file], { stdio: ["ignore", "ignore", "inherit"] });
  return file;
}

export function data_of(file) {
  return JSON.parse(DATA.exec(readFileSync(file, "utf8"))[2]);
}

// The same page about other data.
export function changed_page(name, change) {
  const data = data_of(page_file());
  change(data);
  const text = JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const file = join(artefacts, `${name}.html`);
  writeFileSync(file, readFileSync(page_file(), "utf8").replace(DATA, (_all, before, _data, after) => before + text + after));
  return file;
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

// The page opened from disk.  What the browser complains of or asks a network for is in `faults`.
export async function open(browser, file, { width = 1280, scheme = "light", motion = "no-preference", hash = "" } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: motion, offline: true });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.stack}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const address = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== address && !request.url().startsWith("data:")) faults.push(`request: ${request.url()}`);
  });
  await page.goto(address + hash);
  await page.waitForSelector("main > section");
  return { page, faults, close: () => context.close() };
}

// As the terminal writes it, from what the page shows.
export function as_terminal(text) {
  return text.replaceAll("\u2212", "-").replaceAll("\u00a0", " ").replace(/±/g, "+-").replace(/ to /g, " .. ");
}

export function number_of(text) {
  return Number(text.replaceAll("\u2212", "-").replaceAll(",", ""));
}

// A number as it is shown agrees with the number it shows: equal to half of its last digit.
export function agrees(text, value, what) {
  const decimals = (/\.(\d+)$/.exec(text)?.[1] ?? "").length;
  assert.ok(Math.abs(number_of(text) - value) <= 0.5 * 10 ** -decimals * 1.000001 + 1e-12, `${what}: shows ${text}, is ${value}`);
}

export async function set_range(page, selector, value) {
  await page.locator(selector).evaluate((input, to) => {
    input.value = String(to);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, value);
}
