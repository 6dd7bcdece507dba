type Props = Record<string, string | boolean | number | null | undefined | ((event: never) => unknown)>;
type Child = Node | string | null | undefined | false;

/**
 * Makes an element. Text only ever becomes text: there is no way here to turn a string into markup.
 * `on…` listens, a boolean sets or leaves out the attribute (of `aria-…` it is the value), null leaves it out.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value == null || (value === false && !name.startsWith("aria-"))) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  return element;
}

export function byId(id: string): HTMLElement;
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind;
export function byId(id: string, kind: new () => HTMLElement = HTMLElement): HTMLElement {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no #${id} of that kind.`);
  return found;
}

export type Keyed = {
  key: string;
  /** The same look means the same element may stay. */ look: string;
  make: () => HTMLElement;
};

const looks = new WeakMap<HTMLElement, string>();

/**
 * Brings the children of `parent` in line with `wanted`, touching only what changed: whoever is typing, reading or about
 * to press something in another child does not notice. A child that had the focus gives it on to its successor.
 */
export function keep(parent: HTMLElement, wanted: readonly Keyed[]): void {
  const present = new Map<string, HTMLElement>();
  for (const child of Array.from(parent.children)) {
    if (child instanceof HTMLElement && child.dataset["key"] !== undefined)
      present.set(child.dataset["key"], child);
    else child.remove();
  }
  let at: Element | null = parent.firstElementChild;
  for (const { key, look, make } of wanted) {
    const old = present.get(key);
    present.delete(key);
    // What somebody is editing in there waits for them.
    if (old !== undefined && (looks.get(old) === look || old.querySelector("[data-editing]") !== null)) {
      if (old === at) at = at.nextElementSibling;
      else parent.insertBefore(old, at);
      continue;
    }
    const fresh = make();
    fresh.dataset["key"] = key;
    looks.set(fresh, look);
    if (old === undefined) {
      parent.insertBefore(fresh, at);
      continue;
    }
    if (old === at) at = at.nextElementSibling;
    replace(old, fresh);
    if (fresh.nextElementSibling !== at) parent.insertBefore(fresh, at);
  }
  for (const left of present.values()) left.remove();
}

function replace(old: HTMLElement, fresh: HTMLElement): void {
  const focused = document.activeElement;
  const name = focused !== null && old.contains(focused) ? nameOf(focused) : null;
  for (const details of fresh.querySelectorAll("details")) {
    const before = [...old.querySelectorAll("details")].find((one) => nameOf(one) === nameOf(details));
    if (before !== undefined) details.open = before.open;
  }
  old.replaceWith(fresh);
  if (name === null) return;
  const successor = [
    ...fresh.querySelectorAll<HTMLElement>("button, a, input, select, textarea, summary"),
  ].find((one) => nameOf(one) === name);
  successor?.focus({ preventScroll: true });
}

const nameOf = (element: Element): string =>
  element.getAttribute("data-name") ?? `${element.tagName} ${element.textContent ?? ""}`;

/** Shows one element's new children only when `look` differs from last time. */
export function fill(parent: HTMLElement, look: string, make: () => (Child | Child[])[]): void {
  if (looks.get(parent) === look) return;
  looks.set(parent, look);
  parent.replaceChildren(
    ...make()
      .flat()
      .filter((child) => child != null && child !== false),
  );
}

/** Says `words` to whoever listens to the page, without moving anything. */
export function announce(words: string): void {
  byId("announcer").textContent = words;
}
