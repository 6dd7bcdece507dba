import type { Actor } from "../actor.ts";
import { nextId, type Context } from "../context.ts";
import { issueShape } from "../shapes/issue.ts";
import { repoShape } from "../shapes/repo.ts";
import type { Issue, Repo } from "../world.ts";
import { announce } from "./announce.ts";
import { ensureLabels } from "./labels.ts";
import { mustBe } from "./rights.ts";

/** Moves an issue with its conversation; it gets a new id and number, and the old address leads to the new one. */
export function transferIssue(ctx: Context, actor: Actor, from: Repo, issue: Issue, to: Repo): Issue {
  mustBe(ctx, actor, from, "write", "transfer issues");
  mustBe(ctx, actor, to, "write", "transfer issues here");
  const names = from.labels.filter((label) => issue.labels.includes(label.id)).map((label) => label.name);
  const labels = ensureLabels(ctx, actor, to, names).map((label) => label.id);
  to.nextNumber += 1;
  const moved: Issue = {
    ...structuredClone(issue),
    id: nextId(ctx),
    number: to.nextNumber,
    labels,
    milestone: null,
    parent: null,
    subIssues: [],
    pinned: false,
  };
  to.issues.push(moved);
  from.issues = from.issues.filter((candidate) => candidate !== issue);
  from.gone.push({ number: issue.number, movedTo: `/repos/${to.owner}/${to.name}/issues/${moved.number}` });
  const changes = { new_issue: issueShape(ctx, to, moved), new_repository: repoShape(ctx, to) };
  announce(ctx, actor, from, issue, "transferred", { changes });
  announce(ctx, actor, to, moved, "opened", {
    changes: { old_issue: issueShape(ctx, from, issue), old_repository: repoShape(ctx, from) },
  });
  return moved;
}
