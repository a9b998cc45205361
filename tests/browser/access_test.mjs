// SPDX-License-Identifier: Apache-2.0
// The page for everyone: by keyboard, in dark mode, at the width of a phone, for readers of screens, and on paper.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { artefacts, data_of, launch, open, page_file } from "./support.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const LOOKS = [
  { name: "wide-light", width: 1280, scheme: "light" },
  { name: "wide-dark", width: 1280, scheme: "dark" },
  { name: "phone-light", width: 390, scheme: "light" },
  { name: "phone-dark", width: 390, scheme: "dark" },
];

let browser;
let file;
before(async () => {
  browser = await launch();
  file = page_file();
});
after(() => browser.close());

const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));

async function grave_faults(page) {
  // The page forbids scripts from elsewhere; what the driver evaluates is not the page's.
  await page.evaluate(readFileSync(axe, "utf8"));
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

for (const look of LOOKS) {
  test(`${look.name}: no complaint, nothing sticks out, no grave fault of accessibility, folded or not`, async () => {
    const { page, faults, close } = await open(browser, file, look);
    const sticks_out = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await page.waitForSelector("figure.chart canvas");
    await page.screenshot({ path: join(artefacts, `page-${look.name}.png`), fullPage: true });
    assert.equal(await sticks_out(), 0);
    assert.deepEqual(await grave_faults(page), []);
    await page.locator("#all-outcomes").check();
    await unfold(page);
    assert.equal(await sticks_out(), 0);
    assert.deepEqual(await grave_faults(page), []);
    assert.deepEqual(faults, []);
    await close();
  });
}

test("nothing sticks out of the narrowest phone either", async () => {
  const { page, faults, close } = await open(browser, file, { width: 320 });
  await unfold(page);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(faults, []);
  await close();
});

test("dark mode is dark, and the charts follow it", async () => {
  const { page, close } = await open(browser, file);
  const drawn = () => page.locator("figure.chart canvas").first().evaluate((canvas) => canvas.toDataURL());
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [light, light_chart] = [await ground(), await drawn()];
  assert.equal(light, "rgb(255, 255, 255)");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction((before_change) => document.querySelector("figure.chart canvas").toDataURL() !== before_change, light_chart);
  assert.notEqual(await ground(), light);
  await close();
});

test("the tabulator reaches every control, and each shows that it is reached", async () => {
  const { page, close } = await open(browser, file);
  await page.evaluate(() => {
    // One of a group of radio buttons stands for all.
    const groups = new Set();
    let number = 0;
    for (const control of document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")) {
      if (!control.checkVisibility() || control.disabled) continue;
      if (control.type === "radio" && (groups.has(control.name) || !control.checked)) continue;
      if (control.type === "radio") groups.add(control.name);
      control.dataset.control = String(++number);
    }
  });
  const wanted = await page.locator("[data-control]").count();
  assert.ok(wanted > 40, `${wanted} controls`);
  const reached = new Set();
  const unmarked = [];
  for (let i = 0; i < wanted + 5; i += 1) {
    await page.keyboard.press("Tab");
    const { control, marked, html } = await page.evaluate(() => {
      const active = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      return { control: active.dataset.control, marked: outlineStyle !== "none" && outlineWidth !== "0px", html: active.outerHTML.slice(0, 120) };
    });
    if (control) reached.add(control);
    if (control && !marked) unmarked.push(html);
  }
  assert.equal(reached.size, wanted);
  assert.deepEqual(unmarked, []);
  await close();
});

test("the first stop of the tabulator skips to the answer", async () => {
  const { page, close } = await open(browser, file, { width: 390 });
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await close();
});

test("paper shows every section, every outcome and every chart, unfolded; the screen is as it was afterwards", async () => {
  const data = data_of(file);
  const { page, faults, close } = await open(browser, file, { scheme: "dark" });
  const folded = () => page.locator("details:not([open]):not(.screen-only)").count();
  const at_first = await folded();
  assert.ok(at_first > 0);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.waitForFunction(() => document.documentElement.classList.contains("paper"));
  assert.equal(await folded(), 0);
  for (const section of await page.locator("main > section").all()) assert.ok(await section.isVisible());
  assert.equal(await page.locator(".outcomes tr[data-outcome]:visible").count(), data.outcomes.length);
  assert.equal(await page.locator("figure.chart canvas:visible").count(), data.courses.charts.length);
  assert.equal(await page.locator(".contents:visible, .copy:visible").count(), 0);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  await page.screenshot({ path: join(artefacts, "page-print.png") });
  await page.emulateMedia({ media: "screen", colorScheme: "dark" });
  await page.waitForFunction(() => !document.documentElement.classList.contains("paper"));
  assert.equal(await folded(), at_first);
  await page.emulateMedia({ media: null });
  await page.pdf({ path: join(artefacts, "page.pdf"), format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } });
  assert.deepEqual(faults, []);
  await close();
});
