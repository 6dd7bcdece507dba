import { actOnGithub } from "./act.ts";
import type { Pull } from "./answers.ts";
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
    ...(pull.checks.length + pull.reviews.length === 0
      ? []
      : [
          {
            key: `${key} checks`,
            look: JSON.stringify([pull.checks, pull.reviews]),
            make: () => checksView(pull),
          },
        ]),
    {
      key: `${key} merge`,
      look: JSON.stringify([pull.state, pull.merged, now().me]),
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

function checksView({ checks, reviews }: Pull): HTMLElement {
  return h(
    "ul",
    { class: "checks" },
    checks.map(({ name, status, conclusion, title, summary, annotations }) =>
      h(
        "li",
        {},
        `${conclusion === null ? "◌" : (conclusionMarks[conclusion] ?? "✗")} ${name}: ${conclusion ?? status}${title === null ? "" : `, ${title}`}`,
        summary === null
          ? ""
          : h(
              "details",
              { "data-name": `check ${name}` },
              h("summary", {}, "What it says"),
              markdownView(summary, "github"),
              annotations.map(({ path, line, level, message }) =>
                h("p", {}, h("code", {}, `${path}:${line}`), ` ${level}: ${message}`),
              ),
            ),
      ),
    ),
    reviews.map(({ author, state }) =>
      h(
        "li",
        {},
        `${state === "APPROVED" ? "✓" : "•"} ${author}: ${state.toLowerCase().replaceAll("_", " ")}`,
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
