import { actOnGithub } from "./act.ts";
import { h, type Keyed } from "./dom.ts";
import { icon } from "./icon.ts";
import { markdownView } from "./markdown-view.ts";
import { attempt } from "./notice.ts";
import { now } from "./state.ts";

export function filesParts(
  files: Record<string, string>,
  path: string | null,
  open: (path: string | null) => void,
): Keyed[] {
  const content = path === null ? undefined : files[path];
  const paths = Object.keys(files).toSorted();
  if (path === null || content === undefined) {
    return [{ key: "tree", look: JSON.stringify(paths), make: () => treeView(paths, open) }];
  }
  return [
    { key: "path", look: path, make: () => pathView(path, open) },
    { key: `file ${path}`, look: content, make: () => h("div", {}, contentView(path, content)) },
  ];
}

function treeView(paths: readonly string[], open: (path: string) => void): HTMLElement {
  const folders = Map.groupBy(paths, (path) => path.slice(0, path.lastIndexOf("/") + 1));
  return h(
    "div",
    { class: "tree" },
    [...folders.entries()].map(([folder, inside]) =>
      h(
        "section",
        {},
        h("h3", {}, folder === "" ? "Top of the repository" : [icon("folder"), ` ${folder}`]),
        h(
          "ul",
          {},
          inside.map((path) =>
            h(
              "li",
              {},
              h(
                "button",
                { type: "button", class: "link", "data-name": `file ${path}`, onclick: () => open(path) },
                path.slice(folder.length),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function pathView(path: string, open: (path: null) => void): HTMLElement {
  return h(
    "header",
    {},
    h(
      "button",
      { type: "button", class: "quiet", onclick: () => open(null), "data-name": "back" },
      "← All files",
    ),
    h("h3", {}, path),
  );
}

function contentView(path: string, content: string): HTMLElement {
  const edit = h("button", { type: "button", class: "quiet", "data-name": "edit file" }, "Edit");
  const plain = (): HTMLElement =>
    h("pre", { tabindex: 0, role: "group", "aria-label": path }, h("code", {}, content));
  const isMarkdown = path.endsWith(".md");
  const body = h("div", {}, isMarkdown ? markdownView(withoutFrontMatter(content), "github") : plain());
  const raw = isMarkdown
    ? h("button", { type: "button", class: "quiet", "aria-pressed": "false" }, "Source")
    : null;
  raw?.addEventListener("click", () => {
    const shows = raw.getAttribute("aria-pressed") !== "true";
    raw.setAttribute("aria-pressed", String(shows));
    body.replaceChildren(shows ? plain() : markdownView(withoutFrontMatter(content), "github"));
  });
  const view = h(
    "div",
    { class: "comment" },
    h("div", { class: "byline" }, h("span", { class: "hint" }, `${content.length} characters`), raw, edit),
    body,
  );
  edit.addEventListener("click", () => view.replaceWith(editor(path, content, view)));
  return view;
}

const withoutFrontMatter = (content: string): string => content.replace(/^---\n[\s\S]*?\n---\n/, "");

function editor(path: string, content: string, view: HTMLElement): HTMLElement {
  const area = h(
    "textarea",
    { rows: 20, "aria-label": `Content of ${path}`, class: "mono", spellcheck: "false" },
    content,
  );
  const save = h("button", { type: "submit", class: "primary" }, `Commit as ${now().me}`);
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
      actOnGithub(`edits ${path}`, { edit: { path, content: area.value } }),
    ).then((went) => went && form.isConnected && form.replaceWith(view));
  });
  return form;
}
