// SPDX-License-Identifier: Apache-2.0
// Reads the data that the program put into the page and builds the page from it.

import { again_section, behind_section } from "./reference";
import { answer_section } from "./answer";
import { contents, type Entry } from "./contents";
import { courses_section } from "./courses";
import type { PageData } from "./data";
import { h, live_region } from "./dom";
import { map_section } from "./map";
import { outcomes_section } from "./outcomes";
import { attribution_section, channels_section } from "./parts";
import { story_section } from "./story";
import { watch_look } from "./theme";

interface Part {
  title: string;
  element: HTMLElement;
}

// A section that the data does not have.
function absent(id: string, heading: string, what: string): HTMLElement {
  return h("section", { id, class: "absent", "aria-labelledby": `${id}-title` }, h("h2", { id: `${id}-title` }, heading), h("p", {}, `${what}: not in this page.`));
}

function parts_of(data: PageData): Part[] {
  return [
    { title: "The answer", element: answer_section(data) },
    { title: "What differed", element: outcomes_section(data) },
    {
      title: "Over time",
      element: data.courses ? courses_section(data, data.courses) : absent("courses", "Over time", "Charts over time with and without the doctrine"),
    },
    {
      title: "Which part",
      element: data.attribution
        ? attribution_section(data, data.attribution)
        : absent("parts", "Which part of the doctrine did it", "The difference split by the parts of the doctrine"),
    },
    {
      title: "Which way",
      element: data.channels
        ? channels_section(data, data.channels)
        : absent("channels", "Which way it went", "The difference split by the channels it went through"),
    },
    { title: "Map", element: data.map ? map_section(data, data.map) : absent("map", "Map", "Systems in both worlds") },
    { title: "One pair", element: data.story ? story_section(data.story) : absent("story", "One pair of twins", "A pair of twin histories, told") },
    { title: "What it rests on", element: behind_section(data) },
    { title: "Make it again", element: again_section(data) },
  ];
}

function build(data: PageData): void {
  const parts = parts_of(data);
  const entries: Entry[] = parts.map(({ title, element }) => ({ id: element.id, title }));
  document.title = data.question.text;
  const page = document.getElementById("page");
  page?.replaceChildren(
    h(
      "header",
      { class: "top" },
      h("p", { class: "kicker" }, data.scenario.title),
      h("h1", {}, data.question.text),
      h("p", { class: "premise" }, data.question.premise),
    ),
    h("div", { class: "layout" }, contents(entries), h("main", { id: "main", tabindex: -1 }, ...parts.map(({ element }) => element))),
    h("footer", {}, h("p", {}, `Made by coexist ${data.coexist}, model version ${data.model}. Everything is in this one file; it asks nothing of any network.`)),
    live_region,
  );
  watch_look();
}

const text = document.getElementById("data")?.textContent?.trim() ?? "";
if (text === "") {
  document.getElementById("page")?.replaceChildren(h("main", { id: "main" }, h("h1", {}, "No answer yet"), h("p", {}, "This page holds no data. The program puts it in: coexist ask SCENARIO --report FILE.html")));
} else {
  build(JSON.parse(text) as PageData);
}
