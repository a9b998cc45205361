// SPDX-License-Identifier: Apache-2.0
// Elements by function.  Text of the data enters as text nodes and attributes only, never as markup.

export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

const SVG = "http://www.w3.org/2000/svg";

function fill<E extends Element>(element: E, attributes: Attributes, children: Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
  return element;
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function s<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

let counter = 0;
export function fresh_id(stem: string): string {
  return `${stem}-${++counter}`;
}

// Something folded: what it is about, and what is in it.
export function fold(summary: Child, ...children: Child[]): HTMLDetailsElement {
  return h("details", {}, h("summary", {}, summary), ...children);
}

// Built when it is opened for the first time.
export function fold_later(summary: Child, make: () => Node): HTMLDetailsElement {
  const details = fold(summary);
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(make());
  });
  return details;
}

// A command with a button that copies it.
export function command_line(command: string, what = "the command"): HTMLElement {
  const code = h("code", {}, command);
  const button = h("button", { type: "button", class: "copy", "aria-label": `Copy ${what}` }, "Copy");
  button.addEventListener("click", () => {
    void copy(command, code).then((done) => {
      button.textContent = done ? "Copied" : "Selected";
      say(done ? "Copied." : "Selected; copy it with your keyboard.");
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
  });
  return h("div", { class: "command" }, h("pre", { tabindex: 0, role: "group", "aria-label": what }, code), button);
}

async function copy(text: string, element: Node): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not everywhere may a page from disk write the clipboard: then it is selected for the reader.
    getSelection()?.selectAllChildren(element);
    return false;
  }
}

const live = h("div", { class: "visually-hidden", role: "status", "aria-live": "polite" });
export const live_region: HTMLElement = live;
export function say(text: string): void {
  live.textContent = text;
}
