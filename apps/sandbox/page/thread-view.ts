import { actOnGithub } from "./act.ts";
import type { Comment } from "./answers.ts";
import { h, type Keyed } from "./dom.ts";
import { isPull, labelView, stateView, type Thread } from "./issue-list.ts";
import { markdownView } from "./markdown-view.ts";
import { attempt } from "./notice.ts";
import { now } from "./state.ts";
import { timeView } from "./time-view.ts";

/** The parts that an issue and a pull request share: head, labels, words, comments. Each is redrawn only when it changed. */
export function threadParts(thread: Thread, back: () => void): Keyed[] {
  const key = `${isPull(thread) ? "pull" : "issue"} ${thread.number}`;
  return [
    {
      key: `${key} head`,
      look: JSON.stringify([
        thread.title,
        thread.state,
        isPull(thread) && [thread.merged, thread.head, thread.base],
      ]),
      make: () => headView(thread, back),
    },
    {
      key: `${key} labels`,
      look: JSON.stringify([thread.labels, thread.assignees]),
      make: () => labelsView(thread),
    },
    {
      key: `${key} body`,
      look: JSON.stringify([thread.body, linkedChannels()]),
      make: () => bodyView(thread),
    },
  ];
}

export function discussionParts(thread: Thread): Keyed[] {
  const key = `${isPull(thread) ? "pull" : "issue"} ${thread.number}`;
  return [
    ...thread.comments.map((comment) => ({
      key: `${key} comment ${comment.id}`,
      look: JSON.stringify([comment.body, comment.reactions, linkedChannels()]),
      make: () => commentView(comment),
    })),
    { key: `${key} form`, look: JSON.stringify([thread.state, now().me]), make: () => commentForm(thread) },
  ];
}

/** Links to channels open here as soon as the person who looks may see the channel. */
const linkedChannels = (): string[] => now().seen.channels.map(({ id }) => id);

function headView(thread: Thread, back: () => void): HTMLElement {
  return h(
    "header",
    {},
    h(
      "button",
      { type: "button", class: "quiet", onclick: back, "data-name": "back" },
      isPull(thread) ? "← All pull requests" : "← All issues",
    ),
    h("h3", {}, thread.title, " ", h("span", { class: "hint" }, `#${thread.number}`)),
    h(
      "p",
      {},
      stateView(thread),
      " ",
      h("span", { class: "hint" }, `opened by ${thread.author} `, timeView(new Date(thread.createdAt), "R")),
      isPull(thread)
        ? h(
            "span",
            { class: "hint" },
            " · ",
            h("code", {}, thread.head),
            " into ",
            h("code", {}, thread.base),
          )
        : null,
    ),
  );
}

function labelsView(thread: Thread): HTMLElement {
  const part = h("div", { class: "labels" });
  const change = (control: HTMLElement, words: string, wish: { add?: string[]; remove?: string[] }): void => {
    void attempt(control, part, () => actOnGithub(words, { label: { issue: thread.number, ...wish } }));
  };
  for (const name of thread.labels) {
    const remove = h(
      "button",
      { type: "button", "aria-label": `Remove the label ${name}`, "data-name": `remove ${name}` },
      "✕",
    );
    remove.addEventListener("click", () => change(remove, `removes the label ${name}`, { remove: [name] }));
    const label = labelView(name);
    label.append(remove);
    part.append(label);
  }
  const input = h("input", {
    id: "new-label",
    size: 14,
    autocomplete: "off",
    placeholder: "Add a label",
    "aria-label": "Add a label",
    "data-name": "label",
  });
  const add = h("button", { type: "submit" }, "Add");
  const form = h("form", { class: "row" }, input, add);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.value.trim() !== "")
      change(add, `adds the label ${input.value}`, { add: [input.value.trim()] });
  });
  part.append(form);
  if (thread.assignees.length > 0)
    part.append(h("span", { class: "hint" }, `Assigned: ${thread.assignees.join(", ")}`));
  return part;
}

function bodyView(thread: Thread): HTMLElement {
  const view = wordsView(thread.author, thread.createdAt, thread.body);
  if (isPull(thread)) return view;
  const edit = h("button", { type: "button", class: "quiet", "data-name": "edit body" }, "Edit");
  edit.addEventListener("click", () => {
    const area = h("textarea", { rows: 12, "aria-label": "Text of the issue", class: "mono" }, thread.body);
    const save = h("button", { type: "submit", class: "primary" }, "Save");
    const cancel = h("button", { type: "button" }, "Cancel");
    const form = h(
      "form",
      { class: "stack", "data-editing": true },
      area,
      h("div", { class: "row" }, save, cancel),
    );
    cancel.addEventListener("click", () => form.replaceWith(view));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void attempt(save, form, () =>
        actOnGithub(`edits issue #${thread.number}`, {
          editIssue: { issue: thread.number, body: area.value },
        }),
      ).then((went) => went && form.isConnected && form.replaceWith(view));
    });
    const part = view.parentElement;
    view.replaceWith(form);
    if (part !== null) area.focus();
  });
  view.querySelector(".byline")?.append(edit);
  // Its successor takes the place of the whole part, so an open editor needs a part around it.
  return h("div", {}, view);
}

function commentView({ id, author, at, body, reactions }: Comment): HTMLElement {
  const view = wordsView(author, at, body);
  view.id = `issuecomment-${id}`;
  if (reactions.length > 0) {
    const words = reactions.map(({ user, content }) => `${pictures[content] ?? content} ${user}`);
    view.append(h("p", { class: "hint", "aria-label": "Reactions" }, words.join(" · ")));
  }
  return view;
}

/** GitHub's names for reactions, each with its picture and a word for whoever cannot see that. */
const pictures: Record<string, string> = {
  "+1": "👍 thumbs up by",
  "-1": "👎 thumbs down by",
  laugh: "😄 laugh by",
  confused: "😕 confused:",
  heart: "❤️ heart by",
  hooray: "🎉 hooray by",
  rocket: "🚀 rocket by",
  eyes: "👀 looked at by",
};

export function wordsView(author: string, at: string, body: string): HTMLElement {
  return h(
    "article",
    { class: "comment" },
    h(
      "div",
      { class: "byline" },
      h("strong", {}, author),
      h("span", { class: "hint" }, timeView(new Date(at), "R")),
    ),
    body.trim() === "" ? h("p", { class: "hint" }, "No description.") : markdownView(body, "github"),
  );
}

function commentForm(thread: Thread): HTMLElement {
  const { me } = now();
  const noun = isPull(thread) ? "pull request" : "issue";
  const area = h("textarea", { id: "comment", rows: 3, "data-name": "comment" });
  const send = h("button", { type: "submit", class: "primary", "data-name": "send comment" }, "Comment");
  const isOpen = thread.state === "open";
  const turn = h(
    "button",
    { type: "button", "data-name": "turn" },
    isOpen ? `Close ${noun}` : `Reopen ${noun}`,
  );
  const form = h(
    "form",
    { class: "stack" },
    h("label", { for: "comment" }, `Comment as ${me}`),
    area,
    h("div", { class: "row" }, send, isPull(thread) && thread.merged ? null : turn),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (area.value.trim() === "") return area.focus();
    void attempt(send, form, () =>
      actOnGithub(`comments on #${thread.number}`, { comment: { issue: thread.number, body: area.value } }),
    ).then((went) => {
      if (went) area.value = "";
    });
  });
  turn.addEventListener("click", () => {
    void attempt(turn, form, () =>
      actOnGithub(`${isOpen ? "closes" : "reopens"} #${thread.number}`, {
        [isOpen ? "close" : "reopen"]: thread.number,
      }),
    );
  });
  return form;
}
