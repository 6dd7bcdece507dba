import { act } from "./act.ts";
import type { Component, Media } from "./answers.ts";
import { h } from "./dom.ts";
import { icon } from "./icon.ts";
import { linkView } from "./links.ts";
import { markdownView } from "./markdown-view.ts";
import { attempt } from "./notice.ts";
import { now } from "./state.ts";

/** Where the components stand: a press must name its message. */
export type On = { channel: string; message: string };

/** https://discord.com/developers/docs/components/reference#component-object-component-types */
const kinds: Record<number, (component: Component, on: On) => HTMLElement> = {
  1: row,
  2: button,
  3: menu,
  5: menu,
  9: section,
  10: ({ content }) => markdownView(content ?? "", "discord"),
  11: ({ media, description }) => picture(media, description),
  12: ({ items }) =>
    h(
      "div",
      { class: "gallery" },
      (items ?? []).map((item) => picture(item.media, item.description)),
    ),
  13: ({ file, name, size }) => fileView(name ?? "File", file?.url ?? "", size ?? null),
  14: ({ divider, spacing }) =>
    h(divider === false ? "div" : "hr", { class: spacing === 2 ? "wide space" : "space" }),
  17: container,
};

export function componentViews(components: readonly Component[], on: On): HTMLElement[] {
  return components.map(
    (component) =>
      kinds[component.type]?.(component, on) ??
      h("p", { class: "hint" }, `(This page does not show components of type ${component.type}.)`),
  );
}

function container(component: Component, on: On): HTMLElement {
  const element = h("div", { class: "container" }, componentViews(component.components ?? [], on));
  if (component.accent_color != null) element.style.setProperty("--accent", colourOf(component.accent_color));
  return element;
}

export const colourOf = (colour: number): string => `#${colour.toString(16).padStart(6, "0").slice(-6)}`;

function section(component: Component, on: On): HTMLElement {
  return h(
    "div",
    { class: "section" },
    h("div", {}, componentViews(component.components ?? [], on)),
    component.accessory === undefined ? null : componentViews([component.accessory], on),
  );
}

function row(component: Component, on: On): HTMLElement {
  return h("div", { class: "row" }, componentViews(component.components ?? [], on));
}

/** https://discord.com/developers/docs/components/reference#button-button-styles */
const looks: Record<number, string> = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const linkStyle = 5;

function button(component: Component, on: On): HTMLElement {
  const words = [component.emoji?.name, component.label].filter(Boolean).join(" ");
  const look = `button ${looks[component.style ?? 2] ?? "secondary"}`;
  if (component.style === linkStyle) return linkView(component.url ?? "", [words], look);
  const element = h(
    "button",
    {
      type: "button",
      class: look,
      disabled: component.disabled === true,
      "data-name": component.custom_id ?? words,
    },
    words,
  );
  element.addEventListener("click", () => {
    const place = element.closest<HTMLElement>(".message") ?? element;
    void attempt(element, place, () =>
      act(`presses “${words}”`, { in: on.channel, message: on.message, press: component.custom_id }),
    );
  });
  return element;
}

/** A menu whose choices are buttons with their descriptions: opened, read and chosen with Enter, like Discord's. */
function menu(component: Component, on: On): HTMLElement {
  const words = component.placeholder ?? "Choose";
  const isPeople = component.type === 5;
  const options = isPeople
    ? Object.entries(now().names.users).map(([value, label]) => ({ value, label, description: undefined }))
    : (component.options ?? []);
  const max = component.max_values ?? 1;
  if (component.disabled === true)
    return h("button", { type: "button", class: "button secondary", disabled: true }, words);
  const details = h(
    "details",
    { class: "menu", "data-name": component.custom_id ?? words },
    h("summary", {}, words),
  );
  const choose = (values: string[]): void => {
    const place = details.closest<HTMLElement>(".message") ?? details;
    void attempt(details, place, () =>
      act(`chooses “${values.join(", ")}” in “${words}”`, {
        in: on.channel,
        message: on.message,
        choose: { [component.custom_id ?? words]: values },
      }),
    ).then((went) => {
      if (went) details.open = false;
    });
  };
  const list =
    max > 1
      ? manyOf(options, choose)
      : h(
          "div",
          { class: "options", role: "group", "aria-label": words },
          options.map(({ label, value, description }) =>
            h(
              "button",
              { type: "button", onclick: () => choose([value]) },
              h("strong", {}, label),
              description === undefined ? null : h("span", { class: "hint" }, ` ${description}`),
            ),
          ),
        );
  details.append(list);
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    details.open = false;
    details.querySelector("summary")?.focus();
  });
  return details;
}

function manyOf(
  options: readonly { label: string; value: string; description?: string | undefined }[],
  choose: (values: string[]) => void,
): HTMLElement {
  const boxes = options.map(({ value }) => h("input", { type: "checkbox", value }));
  const chosen = (): string[] => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  return h(
    "div",
    { class: "options" },
    options.map(({ label, description }, index) =>
      h(
        "label",
        {},
        boxes[index],
        h("strong", {}, ` ${label}`),
        description === undefined ? null : h("span", { class: "hint" }, ` ${description}`),
      ),
    ),
    h("button", { type: "button", onclick: () => choose(chosen()) }, "Choose these"),
  );
}

function picture(media: Media | undefined, description: string | null | undefined): HTMLElement {
  const image = h("img", {
    src: media?.url ?? "",
    alt: description ?? "Picture without a description",
    loading: "lazy",
  });
  return h("figure", {}, image);
}

export function fileView(name: string, url: string, size: number | null): HTMLElement {
  const words = size === null ? name : `${name} (${Math.max(1, Math.round(size / 1024))} KB)`;
  return h(
    "p",
    { class: "file" },
    icon("file"),
    " ",
    h("a", { href: url, target: "_blank", rel: "noopener", download: name }, words),
  );
}
