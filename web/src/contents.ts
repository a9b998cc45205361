// SPDX-License-Identifier: Apache-2.0
// The list of contents, which stays in sight and marks where the reader is.

import { h } from "./dom";

export interface Entry {
  id: string;
  title: string;
}

export function contents(entries: Entry[]): HTMLElement {
  const links = entries.map(({ id, title }) => h("a", { href: `#${id}` }, title));
  const list = h("ol", {}, ...links.map((link) => h("li", {}, link)));
  const mark = (id: string): void => {
    for (const link of links) {
      const here = link.hash === `#${id}`;
      if (here === link.hasAttribute("aria-current")) continue;
      if (!here) {
        link.removeAttribute("aria-current");
        continue;
      }
      link.setAttribute("aria-current", "true");
      // On a phone the list is one line that scrolls sideways.
      list.scrollTo({ left: link.offsetLeft - 24 });
    }
  };
  queueMicrotask(() => {
    const seen = new Set<string>();
    const observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) seen.add(target.id);
          else seen.delete(target.id);
        }
        const first = entries.find(({ id }) => seen.has(id));
        if (first) mark(first.id);
      },
      { rootMargin: "-20% 0px -65% 0px" },
    );
    for (const { id } of entries) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
  });
  return h("nav", { class: "contents", "aria-label": "Contents" }, list);
}
