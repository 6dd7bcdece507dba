import type { GithubSim } from "@muster/github-sim";
import { z } from "zod";
import { Unknown } from "./failure.ts";

const number = z.number().int().positive();
const names = z.array(z.string().min(1));

/** What a person may do on GitHub through `POST /api/github/act`. One deed a call; `repo` chooses another repository. */
const deeds = {
  merge: number,
  ready: number,
  approve: number,
  close: number,
  reopen: number,
  comment: z.strictObject({ issue: number, body: z.string() }),
  editComment: z.strictObject({ comment: number, body: z.string() }),
  deleteComment: number,
  label: z.strictObject({ issue: number, add: names.optional(), remove: names.optional() }),
  open: z.strictObject({ title: z.string().min(1), body: z.string().default(""), labels: names.default([]) }),
  edit: z.strictObject({ path: z.string().min(1), content: z.string(), branch: z.string().optional() }),
  pull: z.strictObject({
    title: z.string().min(1),
    head: z.string().min(1),
    base: z.string().optional(),
    body: z.string().default(""),
  }),
  editIssue: z.strictObject({ issue: number, title: z.string().optional(), body: z.string().optional() }),
  closeAs: z.strictObject({ issue: number, reason: z.enum(["completed", "not_planned", "duplicate"]) }),
  assign: z.strictObject({ issue: number, to: names }),
  unassign: z.strictObject({ issue: number, from: names }),
  tick: z.strictObject({ issue: number, box: z.string().min(1), done: z.boolean().default(true) }),
  check: z.strictObject({
    name: z.string().min(1),
    ref: z.string().min(1),
    conclusion: z.string().nullable().default(null),
  }),
  deploy: z.strictObject({
    environment: z.string().optional(),
    state: z.string().min(1),
    ref: z.string().optional(),
  }),
  deleteLabel: z.string().min(1),
  renameLabel: z.strictObject({ from: z.string().min(1), to: z.string().min(1) }),
} as const;

type DeedName = keyof typeof deeds;
type Deed = { [Name in DeedName]: { name: Name; wish: z.infer<(typeof deeds)[Name]> } }[DeedName];

/** Does it as that person would in the browser. Returns what became of it, for example the number of a new issue. */
export function actOnGithub(github: GithubSim, defaultRepo: string, body: unknown): Record<string, unknown> {
  const { as, repo = defaultRepo, deed } = readDeed(body);
  const person = github.person(as);
  switch (deed.name) {
    case "open":
      return { number: person.openIssue(deed.wish, repo) };
    case "comment":
      return { comment: person.comment(deed.wish, repo) };
    case "editComment":
      person.editComment({ id: deed.wish.comment, body: deed.wish.body }, repo);
      return {};
    case "deleteComment":
      person.deleteComment(deed.wish, repo);
      return {};
    case "merge":
      // As in the browser: a draft has no merge button until somebody says that it is ready.
      if (github.state(repo).pulls.some(({ number: other, draft }) => other === deed.wish && draft))
        person.readyForReview(deed.wish, repo);
      person.merge(deed.wish, undefined, repo);
      return {};
    case "ready":
      person.readyForReview(deed.wish, repo);
      return {};
    case "approve":
      person.approve(deed.wish, repo);
      return {};
    case "close":
      person.close(deed.wish, repo);
      return {};
    case "reopen":
      person.reopen(deed.wish, repo);
      return {};
    case "label":
      person.label(deed.wish, repo);
      return {};
    case "edit": {
      const { branch } = deed.wish;
      // As in the browser: a commit may start a branch of its own.
      if (branch !== undefined && !github.state(repo).branches.includes(branch)) {
        person.createBranch({ name: branch }, repo);
      }
      person.editFile(deed.wish, repo);
      return {};
    }
    case "pull":
      return { number: person.openPull({ ...deed.wish, base: deed.wish.base ?? "main" }, repo) };
    case "editIssue":
      person.editIssue(deed.wish, repo);
      return {};
    case "closeAs":
      person.close(deed.wish.issue, repo, deed.wish.reason);
      return {};
    case "assign":
      person.assign(deed.wish, repo);
      return {};
    case "unassign":
      person.unassign(deed.wish, repo);
      return {};
    case "tick": {
      const { issue } = deed.wish;
      const { body = "" } = github.state(repo).issues.find((one) => one.number === issue) ?? {};
      person.editIssue({ issue, body: ticked(body, deed.wish) }, repo);
      return {};
    }
    case "check":
      return { check: person.check(deed.wish, repo) };
    case "deploy":
      return { deployment: person.deploy(deed.wish, repo) };
    case "deleteLabel":
      person.deleteLabel(deed.wish, repo);
      return {};
    case "renameLabel":
      person.renameLabel(deed.wish, repo);
      return {};
  }
}

/** The issue's text after a click on the box whose line has these words: GitHub changes one character. */
function ticked(body: string, { box, done }: { box: string; done: boolean }): string {
  const lines = body.split("\n");
  const at = lines.findIndex((line) => line.includes(box) && /^\s*[-*+] \[[ xX]\]/.test(line));
  if (at === -1) throw new Unknown(`The issue has no box with “${box}”.`);
  lines[at] = lines[at]!.replace(/\[[ xX]\]/, done ? "[x]" : "[ ]"); // `at` is a line of these.
  return lines.join("\n");
}

function readDeed(body: unknown): { as: string; repo: string | undefined; deed: Deed } {
  const { as, repo, ...rest } = z
    .looseObject({ as: z.string().min(1), repo: z.string().optional() })
    .parse(body);
  const found = (Object.keys(deeds) as DeedName[]).filter((name) => Object.hasOwn(rest, name));
  const [name] = found;
  if (name === undefined || found.length > 1) {
    throw new Unknown(`Say one of ${Object.keys(deeds).join(", ")} in each call.`);
  }
  // The schema that parses it is the one listed under this very name.
  return { as, repo, deed: { name, wish: deeds[name].parse(rest[name]) } as Deed };
}
