import type { Issue, Pull } from "./answers.ts";
import { h, type Keyed } from "./dom.ts";
import { timeView } from "./time-view.ts";

export type Thread = Issue | Pull;

export const isPull = (thread: Thread): thread is Pull => "merged" in thread;

export function stateView(thread: Thread): HTMLElement {
  const [mark, words] = stateOf(thread);
  return h(
    "span",
    { class: `state ${words.toLowerCase()}` },
    h("span", { "aria-hidden": true }, `${mark} `),
    words,
  );
}

function stateOf(thread: Thread): [string, string] {
  if (isPull(thread) && thread.merged) return ["⇥", "Merged"];
  if (thread.state === "closed") return ["✓", "Closed"];
  if (isPull(thread) && thread.draft) return ["◌", "Draft"];
  return ["◉", "Open"];
}

export function labelView(name: string): HTMLElement {
  return h("span", { class: `label${name.startsWith("severity:") ? " severity" : ""}` }, name);
}

export function threadItem(thread: Thread, open: (number: number) => void): Keyed {
  return {
    key: `item ${thread.number}`,
    look: JSON.stringify([
      thread.title,
      thread.labels,
      thread.state,
      isPull(thread) && thread.merged,
      thread.comments.length,
    ]),
    make: () =>
      h(
        "div",
        { class: "item" },
        stateView(thread),
        h(
          "div",
          {},
          h(
            "button",
            {
              type: "button",
              class: "link title",
              onclick: () => open(thread.number),
              "data-name": `open ${thread.number}`,
            },
            thread.title,
          ),
          " ",
          thread.labels.map(labelView),
          h(
            "p",
            { class: "hint" },
            `#${thread.number} by ${thread.author}, `,
            timeView(new Date(thread.createdAt), "R"),
            thread.comments.length === 0
              ? ""
              : ` · ${thread.comments.length} comment${thread.comments.length === 1 ? "" : "s"}`,
          ),
        ),
      ),
  };
}
