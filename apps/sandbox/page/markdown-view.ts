import { readBlocks, type Block, type Item } from "./blocks.ts";
import { h } from "./dom.ts";
import type { Flavour, Inline } from "./inline-marks.ts";
import { linkView } from "./links.ts";
import { openChannelById } from "./navigate.ts";
import { now } from "./state.ts";
import { timeView } from "./time-view.ts";

/** Below the page's own headings (h1 the page, h2 a side, h3 a channel or an issue) whatever level people wrote. */
const headingsStartAt = 4;
const headingMax = 6;

export function markdownView(text: string, flavour: Flavour): HTMLElement {
  return h("div", { class: `markdown ${flavour}` }, blockViews(readBlocks(text, flavour)));
}

function blockViews(blocks: readonly Block[]): HTMLElement[] {
  let above = headingsStartAt - 1;
  return blocks.map((block) => {
    if (block.kind !== "heading") return blockView(block);
    // Whoever jumps from heading to heading finds no level missing, however people numbered theirs.
    above = Math.min(headingsStartAt + block.level - 1, above + 1, headingMax);
    return headingView(block, above);
  });
}

function headingView(block: Extract<Block, { kind: "heading" }>, level: number): HTMLElement {
  return h(`h${level as 4 | 5 | 6}`, { class: `level-${block.level}` }, inlineViews(block.inner));
}

function blockView(block: Exclude<Block, { kind: "heading" }>): HTMLElement {
  switch (block.kind) {
    case "paragraph":
      return h("p", {}, inlineViews(block.inner));
    case "small":
      return h("p", { class: "small" }, inlineViews(block.inner));
    case "list":
      return listView(block.items);
    case "quote":
      return h("blockquote", {}, blockViews(block.blocks));
    case "code":
      return h("pre", { tabindex: 0, role: "group", "aria-label": "Code" }, h("code", {}, block.text));
    case "rule":
      return h("hr");
    case "table":
      return tableView(block.rows);
  }
}

function listView(items: readonly Item[]): HTMLElement {
  return h(
    "ul",
    { class: "items" },
    items.map(({ depth, marker, checked, inner }) =>
      h(
        "li",
        { class: `depth-${Math.min(depth, 5)}` },
        h(
          "span",
          { class: "marker", "aria-hidden": checked === null && marker === "•" },
          markOf(marker, checked),
        ),
        checked === null ? null : h("span", { class: "hidden" }, checked ? "Done: " : "To do: "),
        h("span", {}, inlineViews(inner)),
      ),
    ),
  );
}

function markOf(marker: string, checked: boolean | null): string {
  if (checked === null) return marker;
  return checked ? "☑" : "☐";
}

function tableView([head = [], ...rows]: Inline[][][]): HTMLElement {
  return h(
    "div",
    { class: "table", tabindex: 0, role: "group", "aria-label": "Table" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          head.map((cell) => h("th", { scope: "col" }, inlineViews(cell))),
        ),
      ),
      h(
        "tbody",
        {},
        rows.map((row) =>
          h(
            "tr",
            {},
            row.map((cell) => h("td", {}, inlineViews(cell))),
          ),
        ),
      ),
    ),
  );
}

const inlineViews = (inner: readonly Inline[]): (Node | string)[] => inner.map(inlineView);

const tags = { strong: "strong", em: "em", underline: "u", strike: "s" } as const;

function inlineView(inline: Inline): Node | string {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "break":
      return h("br");
    case "code":
      return h("code", {}, inline.text);
    case "command":
      return h("span", { class: "mention" }, inline.text);
    case "link":
      return linkView(inline.href, inlineViews(inline.inner));
    case "time":
      return timeView(new Date(inline.unix * 1_000), inline.style);
    case "user":
      return h("span", { class: "mention" }, `@${now().names.users[inline.id] ?? "somebody"}`);
    case "role":
      return h("span", { class: "mention" }, `@${now().names.roles[inline.id] ?? "a role"}`);
    case "channel":
      return channelMention(inline.id);
    case "spoiler":
      return spoiler(inlineViews(inline.inner));
    default:
      return h(tags[inline.kind], {}, inlineViews(inline.inner));
  }
}

function channelMention(id: string): HTMLElement {
  const channel = now().seen.channels.find((one) => one.id === id);
  if (channel === undefined) return h("span", { class: "mention" }, "#no access");
  return h(
    "button",
    { type: "button", class: "mention", onclick: () => openChannelById(id) },
    `#${channel.name}`,
  );
}

function spoiler(inner: (Node | string)[]): HTMLElement {
  const hidden = h("span", { hidden: true }, inner);
  const button = h("button", { type: "button", class: "spoiler" }, "Show spoiler");
  button.addEventListener("click", () => {
    button.remove();
    hidden.hidden = false;
  });
  return h("span", {}, button, hidden);
}
