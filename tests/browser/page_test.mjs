// SPDX-License-Identifier: Apache-2.0
// The page in a browser: what it shows is what the data say, and its controls work.

import assert from "node:assert/strict";
import { statSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { agrees, as_terminal, changed_page, data_of, launch, open, page_file, page_of, set_range } from "./support.mjs";

let browser;
let file;
let data;
before(async () => {
  browser = await launch();
  file = page_file();
  data = data_of(file);
});
after(() => browser.close());

// A test on a page of its own, which must not have complained.
function on_page(name, options, body) {
  test(name, async () => {
    const { page, faults, close } = await open(browser, file, options);
    await body(page);
    assert.deepEqual(faults, []);
    await close();
  });
}

const outcome_of = (name) => data.outcomes.find((outcome) => outcome.name === name);
const leaned = (name) => data.leaned_on.find((number) => number.name === name);

test("one file of at most 600 KB that forbids every request", () => {
  assert.ok(statSync(file).size <= 600 * 1024, `${statSync(file).size} bytes`);
  const html = readFileSync(file, "utf8");
  assert.match(html, /<html lang="en">/);
  assert.match(html, /http-equiv="Content-Security-Policy" content="default-src 'none';/);
});

on_page("the question is the title, every sentence of the answer is there", {}, async (page) => {
  assert.equal(await page.title(), data.question.text);
  assert.equal(await page.locator("h1").innerText(), data.question.text);
  assert.equal(await page.locator(".premise").innerText(), data.question.premise);
  assert.equal(await page.locator(".sentence").count(), data.answer.length);
  const text = (await page.locator("#answer").innerText()).replaceAll("\u00a0", " ");
  for (const sentence of data.answer) assert.ok(text.includes(sentence.text), sentence.text);
});

on_page("a sentence leads to its row, also to one that is not on the first screen", {}, async (page) => {
  const links = page.locator(".sentence a");
  const known = data.answer.filter((sentence) => outcome_of(sentence.outcome));
  assert.equal(await links.count(), known.length);
  for (let i = 0; i < known.length; i += 1) {
    const target = (await links.nth(i).getAttribute("href")).slice(1);
    await links.nth(i).click();
    await page.waitForFunction((id) => document.activeElement?.id === id, target);
    const row = page.locator(`[id="${target}"]`);
    assert.ok(await row.isVisible(), target);
    assert.ok(await row.locator("xpath=following-sibling::tr[1]//details").evaluate((details) => details.open), target);
  }
});

on_page("the table shows every outcome as the terminal does", {}, async (page) => {
  const shown = () => page.locator(".outcomes tr[data-outcome]:visible").count();
  const headlines = data.outcomes.filter((outcome) => outcome.headline).length;
  assert.equal(await shown(), headlines);
  const order = data.outcomes.filter((outcome) => outcome.headline).sort((a, b) => a.headline - b.headline);
  assert.deepEqual(order.map((outcome) => outcome.headline), order.map((_outcome, i) => i + 1));
  const rows = await page.locator(".outcomes tr[data-outcome]:visible").evaluateAll((all) => all.map((row) => row.dataset.outcome));
  assert.deepEqual(rows, order.map((outcome) => outcome.name));
  await page.locator("#all-outcomes").check();
  assert.equal(await shown(), data.outcomes.length);
  for (const outcome of data.outcomes) {
    const cells = await page.locator(`[id="outcome-${outcome.name}"] td`).allInnerTexts();
    const { with: one, without, difference, ci95, range } = outcome.shown;
    assert.deepEqual(cells.slice(0, 5).map(as_terminal), [one, without, difference, ci95 || "none", range || "not asked"], outcome.name);
    const drawing = page.locator(`[id="outcome-${outcome.name}"] svg.interval`);
    assert.equal(await drawing.locator(".zero").count(), 1);
    assert.equal(await drawing.locator(".range").count(), outcome.prior ? 1 : 0);
    const undetermined = (await drawing.getAttribute("class")).includes("undetermined");
    if (outcome.prior) assert.equal(undetermined, outcome.prior.verdict === "undetermined", outcome.name);
  }
});

on_page("beside an effect stands what it leans on, and the command that changes it can be copied", {}, async (page) => {
  const outcome = data.outcomes.find(({ headline, prior }) => headline && prior?.leans_on.some(({ name }) => leaned(name).command));
  const below = page.locator(`[id="outcome-${outcome.name}"] + tr`);
  await below.locator("summary").click();
  for (const lean of outcome.prior.leans_on) assert.ok((await below.innerText()).includes(lean.name), lean.name);
  const facts = await below.locator(".facts").allInnerTexts();
  outcome.prior.leans_on.forEach((lean, i) => assert.equal(facts[i].includes("chance alone"), Math.abs(lean.correlation) <= outcome.prior.chance_correlation, lean.name));
  const commands = outcome.prior.leans_on.map(({ name }) => leaned(name).command).filter(Boolean);
  assert.deepEqual(await below.locator(".command code").allInnerTexts(), commands);
  await below.locator(".copy").first().click();
  await page.waitForFunction((row) => /^(Copied|Selected)$/.test(document.getElementById(row).nextElementSibling.querySelector(".copy").textContent), `outcome-${outcome.name}`);
});

on_page("every chart has a title with unit, a legend, a text and a table, and something drawn", {}, async (page) => {
  const charts = page.locator("figure.chart");
  assert.equal(await charts.count(), data.courses.charts.length);
  assert.ok(data.courses.charts.length > 0);
  for (const [i, chart] of data.courses.charts.entries()) {
    const figure = charts.nth(i);
    assert.equal(await figure.locator("h3").innerText(), `${chart.title} ${chart.unit}`);
    assert.deepEqual(await figure.locator(".legend .name").allInnerTexts(), ["with", "without"]);
    const words = await figure.locator("[role=img]").getAttribute("aria-label");
    assert.ok(words.startsWith(`${chart.title}, ${chart.unit}. `) && words.length > chart.title.length + chart.unit.length + 20, words);
    await figure.locator("summary").click();
    await figure.locator("details table").waitFor();
    assert.equal(await figure.locator("details tbody tr").count(), data.courses.months.length);
    const colours = await figure.locator("canvas").evaluate((canvas) => {
      const { data: bytes } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(bytes.buffer)).size;
    });
    assert.ok(colours > 20, `${chart.id}: ${colours} colours`);
  }
});

on_page("the slider reads every chart, by keyboard too", {}, async (page) => {
  const values = (month) => data.courses.charts.flatMap((chart) => ["with", "without"].map((arm) => chart.lines.find((line) => line.arm === arm).mean[month]));
  const check = async (month) => {
    const texts = await page.locator("figure.chart .legend output").allInnerTexts();
    values(month).forEach((value, i) => {
      if (value === null) assert.equal(texts[i], "no value");
      else agrees(texts[i], value, `reading ${i} of month ${month}`);
    });
  };
  const last = data.courses.months.length - 1;
  await check(last);
  await set_range(page, "#chart-month", 40);
  await check(40);
  const before_key = await page.locator("#courses .month").innerText();
  await page.locator("#chart-month").focus();
  await page.keyboard.press("ArrowRight");
  await check(41);
  assert.notEqual(await page.locator("#courses .month").innerText(), before_key);
  assert.equal(await page.locator("#chart-month").getAttribute("aria-valuetext"), await page.locator("#courses .month").innerText());
  await page.locator("figure.chart .u-over").first().hover({ position: { x: 3, y: 50 } });
  await check(Number(await page.locator("#chart-month").inputValue()));
  assert.ok(Number(await page.locator("#chart-month").inputValue()) < 10);
});

on_page("the switches show each set of parts", {}, async (page) => {
  const { parts, outcomes } = data.attribution;
  const boxes = page.locator("[role=switch]");
  assert.equal(await boxes.count(), parts.length);
  const select = page.locator("#parts select");
  const names = await select.locator("option").evaluateAll((options) => options.map((option) => option.value));
  assert.deepEqual([...names].sort(), outcomes.map(({ outcome }) => outcome).sort());
  for (const name of [names[0], names.at(-1)]) {
    await select.selectOption(name);
    const row = outcomes.find(({ outcome }) => outcome === name);
    const { scale } = outcome_of(name);
    assert.equal(row.sets.length, 2 ** parts.length);
    for (let set = 0; set < row.sets.length; set += 1) {
      for (let i = 0; i < parts.length; i += 1) await boxes.nth(i).setChecked(Boolean(set & (1 << i)));
      const result = page.locator(".switch-result b");
      assert.equal(Number(await result.getAttribute("data-set")), set);
      agrees(await result.innerText(), row.sets[set][0] * scale, `${name}, set ${set}`);
    }
    const shares = await page.locator("#parts tbody tr").evaluateAll((rows) => rows.map((each) => each.querySelector("td")?.textContent));
    [...row.parts.map((part) => part.value), row.difference].forEach((value, i) => agrees(shares[i], value * scale, `${name}, part ${i}`));
  }
  await page.getByRole("button", { name: "All off" }).click();
  assert.equal(await page.locator(".switch-result b").innerText(), "0");
  await boxes.first().focus();
  await page.keyboard.press("Space");
  assert.equal(await page.locator(".switch-result b").getAttribute("data-set"), "1");
});

on_page("channels and their remainder are bars", {}, async (page) => {
  const rows = page.locator("#channels tbody tr");
  assert.equal(await rows.count(), data.channels.channels.length + 2);
  const name = await page.locator("#channels select").inputValue();
  const row = data.channels.outcomes.find(({ outcome }) => outcome === name);
  const shares = await rows.evaluateAll((all) => all.map((each) => each.querySelector("td")?.textContent));
  [...row.channels.map(({ value }) => value), row.remainder.value, row.difference].forEach((value, i) => agrees(shares[i], value * outcome_of(name).scale, `${name}, channel ${i}`));
});

on_page("the map goes through time, by slider, key and button", {}, async (page) => {
  const { polities, dates } = data.map;
  const tiles = await page.locator(".panel.with .tile").count();
  assert.equal(await page.locator(".panel.with svg.map g g").count(), polities.length - tiles);
  assert.equal(tiles, 0);
  const title = (arm, i) => page.locator(`.panel.${arm} svg.map g g title`).evaluateAll((titles, name) => titles.map((each) => each.textContent).find((text) => text.startsWith(`${name}: `)), polities[i].name);
  const radio = page.locator("input[name=map-theme][value=system]");
  if (await radio.count()) await radio.check();
  for (const date of [0, Math.floor(dates.length / 2), dates.length - 1]) {
    await set_range(page, "#map-date", date);
    for (const i of [0, polities.length - 1]) {
      for (const arm of ["with", "without"]) {
        const shares = polities[i][arm][date];
        const first = shares.indexOf(Math.max(...shares));
        assert.equal((await title(arm, i)).replaceAll("\u00a0", " "), `${polities[i].name}: ${data.map.systems[first]}, ${Math.round(shares[first] / 10)} %`);
      }
    }
  }
  await set_range(page, "#map-date", 0);
  const start = await page.locator("#map .month").innerText();
  await page.locator("#map-date").focus();
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await page.locator("#map .month").innerText(), start);
  await page.locator(".play").click();
  await page.waitForFunction(() => Number(document.querySelector("#map-date").value) > 2);
  await page.locator(".play").click();
  await page.locator("#map-polity").selectOption(polities[1].id);
  assert.match(await page.locator("#map .readout caption").innerText(), new RegExp(polities[1].name));
  assert.equal(await page.locator("svg.map .chosen").count(), 2);
  await page.locator("#map-region").selectOption({ index: 1 });
  await page.locator("#map details summary").click();
  assert.equal(await page.locator("#map details tbody tr").count(), polities.length);
});

on_page("the story has every entry in its column", {}, async (page) => {
  assert.equal(await page.locator("#story .entry").count(), data.story.entries.length);
  for (const [arm, selector] of [["both", ".both"], ["with", ".side.with"], ["without", ".side.without"]]) {
    assert.equal(await page.locator(`#story ${selector} .entry`).count(), data.story.entries.filter((entry) => entry.arm === arm).length);
  }
});

on_page("parameters are found by words, and the run can be made again", {}, async (page) => {
  await page.locator("#behind summary", { hasText: "Parameters" }).click();
  const rows = page.locator(".parameters tbody tr:visible");
  assert.equal(await rows.count(), data.parameters.length);
  const { name } = data.parameters[3];
  await page.locator("#find-parameter").fill(name);
  assert.ok((await rows.count()) >= 1 && (await rows.count()) < data.parameters.length);
  assert.ok((await rows.allInnerTexts()).some((text) => text.includes(name)));
  const again = await page.locator("#again").innerText();
  for (const fact of [data.command, data.digest, data.seed, data.coexist]) assert.ok(again.includes(fact), fact);
  await page.locator("#behind summary", { hasText: "scenario" }).click();
  assert.equal(await page.locator(".scenario").textContent(), data.scenario.text);
});

on_page("contents lead to every section and mark it", {}, async (page) => {
  const links = page.locator(".contents a");
  assert.equal(await links.count(), await page.locator("main > section").count());
  for (let i = 0; i < (await links.count()); i += 1) {
    const id = (await links.nth(i).getAttribute("href")).slice(1);
    await links.nth(i).click();
    await page.waitForFunction((target) => document.querySelector(".contents [aria-current]")?.hash === target || scrollY + innerHeight >= document.documentElement.scrollHeight - 4, `#${id}`);
    assert.ok(await page.locator(`#${id}`).isVisible());
  }
});

test("without sections, places and trust: what is not there is said, and text stays text", async () => {
  const evil = "<img src=x onerror=alert(1)></script><script>alert(2)</script>";
  const other = changed_page("other", (changed) => {
    changed.attribution = changed.channels = changed.courses = changed.story = null;
    for (const polity of changed.map.polities) polity.ccode = null;
    changed.question.text = `What? ${evil}`;
    changed.answer[0].text = evil;
    changed.outcomes[0].label = evil;
    changed.map.polities[0].name = evil;
    changed.draws = 0;
    changed.leaned_on[0].default = null;
    for (const outcome of changed.outcomes.slice(1)) outcome.prior = null;
  });
  const { page, faults, close } = await open(browser, other);
  assert.equal(await page.locator("section.absent").count(), 4);
  for (const id of ["parts", "channels", "courses", "story"]) assert.match(await page.locator(`#${id}`).innerText(), /not in this page/);
  assert.equal(await page.locator("svg.map").count(), 0);
  assert.equal(await page.locator(".panel.without .tile").count(), data.map.polities.length);
  assert.ok((await page.locator("h1").innerText()).includes(evil));
  assert.ok((await page.locator("#map").textContent()).includes(evil));
  assert.equal(await page.locator("main img").count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test("years before our era are those of the terminal", { skip: !process.env.COEXIST }, async () => {
  const { page, faults, close } = await open(browser, page_of("sparta-athens", 400, 4));
  assert.match(await page.locator(".premise").innerText(), /in July 432 BC: .* 445 BC to 421 BC/);
  assert.match(await page.locator("svg.fork").getAttribute("aria-label"), /until July 432 BC/);
  assert.deepEqual(await page.locator("svg.fork .when").allTextContents(), ["445 BC", "July 432 BC", "421 BC"]);
  for (const month of await page.locator(".dated-month h4").allInnerTexts()) assert.match(month, /^[A-Z][a-z]+ 4[2-4]\d BC$/);
  assert.deepEqual(faults, []);
  await close();
});

test("reduced motion leaves out what moves by itself", async () => {
  const { page, faults, close } = await open(browser, file, { motion: "reduce" });
  assert.equal(await page.locator(".play").count(), 0);
  assert.deepEqual(faults, []);
  await close();
});
