// SPDX-License-Identifier: Apache-2.0
// The colours that are drawn on canvases, as the style sheet has them: light, dark, or paper.

export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

type Listener = (paper: boolean) => void;
const listeners: Listener[] = [];

// Called when colours change, and before and after printing.
export function on_look(listener: Listener): void {
  listeners.push(listener);
}

// On paper everything is unfolded; afterwards it is as it was.
let unfolded: HTMLDetailsElement[] = [];

function set_paper(paper: boolean): void {
  const root = document.documentElement;
  if (root.classList.contains("paper") === paper) return;
  root.classList.toggle("paper", paper);
  if (paper) {
    unfolded = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open]):not(.screen-only)")];
    for (const details of unfolded) details.open = true;
  } else {
    for (const details of unfolded) details.open = false;
    unfolded = [];
  }
  for (const listener of listeners) listener(paper);
}

export function watch_look(): void {
  const print = matchMedia("print");
  addEventListener("beforeprint", () => set_paper(true));
  addEventListener("afterprint", () => set_paper(false));
  print.addEventListener("change", () => set_paper(print.matches));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const listener of listeners) listener(document.documentElement.classList.contains("paper"));
  });
}
