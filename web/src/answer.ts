// SPDX-License-Identifier: Apache-2.0
// The head of the page: the question, its premise, the answer in sentences, and how to read them.

import type { PageData, Sentence } from "./data";
import { fold, h, s } from "./dom";
import { type Origin, month_words, origin, together, whole, year_of, year_words } from "./format";

const MARKS = { up: ["\u25b2", "rises"], down: ["\u25bc", "falls"], undetermined: ["?", "undetermined"] } as const;

const GROUPS: { kind: Origin | ""; title: string; note: string }[] = [
  { kind: "response", title: "Found", note: "what others then did, believed or felt" },
  { kind: "joint", title: "Made by both", note: "what came of the acts of all sides" },
  { kind: "conduct", title: "Put in", note: "what the actor did itself, and what moves because the doctrines say so" },
  { kind: "", title: "All in all", note: "" },
];

function sentence_item(sentence: Sentence, known: boolean): HTMLElement {
  const [mark, words] = MARKS[sentence.direction];
  return h(
    "li",
    { class: `sentence ${sentence.direction}` },
    h("span", { class: "mark", "aria-hidden": "true" }, known && mark),
    known && h("span", { class: "visually-hidden" }, `${words}: `),
    h(
      "span",
      {},
      together(sentence.text),
      known && " ",
      known && h("a", { class: "to-row", href: `#outcome-${sentence.outcome}` }, "numbers", h("span", { class: "visually-hidden" }, ` of: ${sentence.text}`)),
    ),
  );
}

export function answer_section(data: PageData): HTMLElement {
  const kinds = new Map(data.outcomes.map((outcome) => [outcome.name, origin(outcome)]));
  const groups = GROUPS.map(({ kind, title, note }) => {
    const sentences = data.answer.filter((sentence) => (kinds.get(sentence.outcome) ?? "") === kind);
    if (sentences.length === 0) return null;
    return h(
      "section",
      { class: `sentences ${kind}` },
      h("h3", {}, title, note && h("span", { class: "note" }, `: ${note}`)),
      h("ul", {}, ...sentences.map((sentence) => sentence_item(sentence, kinds.has(sentence.outcome)))),
    );
  });
  return h(
    "section",
    { id: "answer", "aria-labelledby": "answer-title" },
    h("h2", { id: "answer-title" }, "The answer"),
    ...groups,
    h(
      "p",
      { class: "key" },
      "\u25b2 rises, \u25bc falls, ? undetermined: what is not known for certain about the model leaves the direction open.",
    ),
    how_to_read(data),
  );
}

// One line that forks: the past that twins share, and the two courses after the doctrine is taken up.
function fork(data: PageData): SVGSVGElement {
  const { start, adopt, until, doctrine, instead } = data.question;
  const months = (month: string): number => 12 * year_of(month) + Number(month.slice(-2));
  const share = (months(adopt) - months(start)) / Math.max(1, months(until) - months(start));
  // Not to scale at the ends, where the dates would touch.
  const split = Math.round(Math.min(230, Math.max(130, 24 + 400 * share)));
  const drawing = s(
    "svg",
    { class: "fork", viewBox: "0 0 440 132", role: "img", "aria-label": `One past until ${month_words(adopt)}; then two courses: with ${doctrine}, and with ${instead} instead.` },
    s("path", { class: "past", d: `M24 66H${split}` }),
    s("path", { class: "with", d: `M${split} 66C${split + 30} 66 ${split + 34} 34 ${split + 70} 34H424` }),
    s("path", { class: "without", d: `M${split} 66C${split + 30} 66 ${split + 34} 98 ${split + 70} 98H424` }),
    s("circle", { class: "past-dot", cx: split, cy: 66, r: 5 }),
    s("text", { x: split + 72, y: 26 }, `with: ${doctrine}`),
    s("text", { x: split + 72, y: 90 }, `without: ${instead}`),
    s("text", { class: "when", x: 24, y: 124 }, year_words(start)),
    s("text", { class: "when", x: split, y: 124, "text-anchor": "middle" }, month_words(adopt)),
    s("text", { class: "when", x: 424, y: 124, "text-anchor": "end" }, year_words(until)),
  );
  return drawing;
}

function how_to_read(data: PageData): HTMLElement {
  const { actor_name, doctrine, instead, adopt, start, until } = data.question;
  const uncertain =
    data.draws > 0
      ? h(
          "p",
          {},
          h("strong", {}, "The range"),
          ` (under the priors) is the larger uncertainty. Some numbers in the model no source gives; they are judged. The question was asked again ${whole(data.draws)} times,` +
            " each time with other plausible values for all of them. The range holds the middle 90\u00a0% of those answers. More pairs do not make it narrower, only better knowledge would." +
            " Where at least 95\u00a0% of them agree on rise or fall, the direction holds; from 80\u00a0% it is likely; otherwise it is called undetermined.",
        )
      : h("p", {}, "This page was made without draws from the priors, so it says nothing about what other plausible values of judged numbers would give. ", h("code", {}, "--prior 200"), " adds that.");
  return fold(
    "How to read this: pairs of twin histories, and how sure the numbers are",
    h(
      "div",
      { class: "explain" },
      fork(data),
      h(
        "p",
        {},
        `The program plays the time from ${month_words(start)} to ${month_words(until)} again and again, ${whole(data.worlds)} times. Each time it plays `,
        h("strong", {}, "a pair of twins"),
        `: two histories that are one and the same until ${month_words(adopt)}. Then ${actor_name} takes up ${doctrine} in one of them, and ${instead} in the other.` +
          " From then on both have the same luck: every throw of the dice, in every month and for every decision, is the same in both. Whatever differs between the two therefore comes from the doctrine and not from chance.",
      ),
      h(
        "p",
        {},
        h("strong", {}, "The interval"),
        " beside a difference (95\u00a0%) says how far it could be off because only so many pairs were played. With more pairs it becomes narrower.",
      ),
      uncertain,
      h(
        "p",
        {},
        h("strong", {}, "Put in or found."),
        " A doctrine tells a government how to behave. That it then behaves so was put in by hand and is no finding. A finding is what others made of it. Every row of the table says which it is.",
      ),
    ),
  );
}
