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
  // The last section that begins at or above the top of the window, where a link leads; at the end of the page the last of all.
  let waiting = false;
  const look = (): void => {
    waiting = false;
    const at_end = innerHeight + scrollY >= document.documentElement.scrollHeight - 4;
    const reached = entries.filter(({ id }) => (document.getElementById(id)?.getBoundingClientRect().top ?? Infinity) < 120);
    mark((at_end && scrollY > 0 ? entries.at(-1) : (reached.at(-1) ?? entries[0]))?.id ?? "");
  };
  const look_soon = (): void => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  };
  addEventListener("scroll", look_soon, { passive: true });
  queueMicrotask(look);
  return h("nav", { class: "contents", "aria-label": "Contents" }, list);
}
