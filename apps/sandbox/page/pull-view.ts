import { actOnGithub } from "./act.ts";
import type { Check, Pull } from "./answers.ts";
import { h, type Keyed } from "./dom.ts";
import { diffLines, type DiffLine } from "./line-diff.ts";
import { attempt } from "./notice.ts";
import { markdownView } from "./markdown-view.ts";
import { openGithub } from "./navigate.ts";
import { now } from "./state.ts";

/** The files that a pull request changes, its checks and reviews, and what can be done with it. */
export function pullParts(pull: Pull, base: Record<string, string>): Keyed[] {
  const key = `pull ${pull.number}`;
  const changed = Object.entries(pull.files).filter(([path, content]) => base[path] !== content);
  return [
    ...(pull.checks.length + pull.reviews.length + pull.requestedReviewers.length === 0
      ? []
      : [
          {
            key: `${key} checks`,
            look: JSON.stringify([pull.checks, pull.reviews, pull.requestedReviewers]),
            make: () => checksView(pull),
          },
        ]),
    {
      key: `${key} merge`,
      look: JSON.stringify([pull.state, pull.merged, pull.draft, now().me]),
      make: () => mergeView(pull),
    },
    ...changed.map(([path, content]) => ({
      key: `${key} file ${path}`,
      look: `${base[path] ?? "-"}${content}`,
      make: () => fileView(path, base[path] ?? "", content, path in base ? "changed" : "new"),
    })),
  ];
}

const conclusionMarks: Record<string, string> = { success: "✓", neutral: "•" };

function checksView({ checks, reviews, requestedReviewers }: Pull): HTMLElement {
  return h(
    "ul",
    { class: "checks" },
    checks.map(checkView),
    reviews.map(({ author, state }) =>
      h(
        "li",
        {},
        `${state === "APPROVED" ? "✓" : "•"} ${author}: ${state.toLowerCase().replaceAll("_", " ")}`,
      ),
    ),
    requestedReviewers.map((login) => h("li", {}, `◌ ${login}: asked for a review`)),
  );
}

function checkView({ name, status, conclusion, title, summary, annotations }: Check): HTMLElement {
  const mark = conclusion === null ? "◌" : (conclusionMarks[conclusion] ?? "✗");
  const head = `${mark} ${name}: ${conclusion ?? status}${title === null ? "" : `, ${title}`}`;
  if (summary === null) return h("li", {}, head);
  return h(
    "li",
    {},
    head,
    h(
      "details",
      { "data-name": `check ${name}` },
      h("summary", {}, "What it says"),
      markdownView(summary, "github"),
    ),
    annotations.length === 0
      ? ""
      : h(
          "details",
          { "data-name": `annotations ${name}` },
          h("summary", {}, `${annotations.length} at their lines`),
          h(
            "ul",
            { class: "annotations" },
            annotations.map(({ path, line, level, message }) =>
              h(
                "li",
                { class: level },
                h("code", {}, `${path}:${line}`),
                h("span", {}, ` ${level === "failure" ? "✗" : "•"} ${message}`),
              ),
            ),
          ),
        ),
  );
}

function mergeView(pull: Pull): HTMLElement {
  const part = h("div", { class: "merge" });
  if (pull.merged) {
    part.append(
      h("p", {}, `Merged into ${pull.base}. `),
      h(
        "button",
        {
          type: "button",
          class: "link",
          onclick: () => void openGithub(now().repoName, { tab: "files", path: newest(pull) }),
        },
        "See it in the files",
      ),
    );
    return part;
  }
  if (pull.state === "closed") return h("p", { class: "hint" }, "Closed without merging.");
  if (pull.draft) {
    const ready = h("button", { type: "button", class: "success", "data-name": "ready" }, "Ready for review");
    ready.addEventListener("click", () => {
      void attempt(ready, part, () =>
        actOnGithub(`says that #${pull.number} is ready for review`, { ready: pull.number }),
      );
    });
    part.append(
      h("p", { class: "hint" }, "This is a draft: it cannot be merged until somebody says that it is ready."),
      h("div", { class: "row" }, ready),
    );
    return part;
  }
  const merge = h("button", { type: "button", class: "success", "data-name": "merge" }, "Merge pull request");
  const approve = h("button", { type: "button", "data-name": "approve" }, "Approve");
  merge.addEventListener("click", () => {
    void attempt(merge, part, () => actOnGithub(`merges #${pull.number}`, { merge: pull.number }));
  });
  approve.addEventListener("click", () => {
    void attempt(approve, part, () => actOnGithub(`approves #${pull.number}`, { approve: pull.number }));
  });
  part.append(h("div", { class: "row" }, merge, approve));
  return part;
}

/** The page that the pull request is most likely about. */
function newest(pull: Pull): string | null {
  return Object.keys(pull.files).findLast((path) => path.startsWith("incidents/")) ?? null;
}

const marks: Record<DiffLine["mark"], string> = { same: " ", added: "+", removed: "−", skipped: "…" };

function fileView(path: string, before: string, after: string, kind: "new" | "changed"): HTMLElement {
  const lines = diffLines(before, after);
  const count = (mark: DiffLine["mark"]): number => lines.filter((line) => line.mark === mark).length;
  return h(
    "details",
    { class: "changed", open: true, "data-name": `file ${path}` },
    h(
      "summary",
      {},
      h("code", {}, path),
      ` ${kind === "new" ? "(new) " : ""}`,
      h("span", { class: "hint" }, `+${count("added")} −${count("removed")}`),
    ),
    h(
      "pre",
      { tabindex: 0, role: "group", "aria-label": `Changes of ${path}` },
      lines.map(({ mark, text }) => h("span", { class: `line ${mark}` }, `${marks[mark]} ${text}\n`)),
    ),
  );
}
