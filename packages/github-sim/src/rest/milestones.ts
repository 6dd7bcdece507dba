import { loginOf } from "../actor.ts";
import { nextId, stamp } from "../context.ts";
import { notFound, validationFailed } from "../refusal.ts";
import { milestoneShape } from "../shapes/issue.ts";
import type { Milestone } from "../world.ts";
import { paged } from "./paging.ts";
import { bodyOf, created, numberParam, ok, repoOf, type Call, type Route } from "./route.ts";

const base = "/repos/{owner}/{repo}/milestones";
const read = ["issues:read", "pull_requests:read"] as const;
const write = ["issues:write", "pull_requests:write"] as const;

type MilestoneBody = { title?: string; state?: "open" | "closed"; description?: string; due_on?: string };

export const milestoneRoutes: Route[] = [
  {
    method: "GET",
    path: base,
    needs: read,
    run(call) {
      const state = call.query.get("state") ?? "open";
      const found = repoOf(call).milestones.filter(
        (milestone) => state === "all" || milestone.state === state,
      );
      return paged(call, found, (milestone) => milestoneShape(call.ctx, repoOf(call), milestone));
    },
  },
  { method: "POST", path: base, needs: write, run: createMilestone },
  {
    method: "GET",
    path: `${base}/{milestone_number}`,
    needs: read,
    run: (call) => ok(milestoneShape(call.ctx, repoOf(call), milestoneOf(call))),
  },
  {
    method: "PATCH",
    path: `${base}/{milestone_number}`,
    needs: write,
    run(call) {
      const milestone = milestoneOf(call);
      const body = bodyOf<MilestoneBody>(call);
      milestone.title = body.title ?? milestone.title;
      milestone.description = body.description ?? milestone.description;
      milestone.dueOn = body.due_on ?? milestone.dueOn;
      milestone.state = body.state ?? milestone.state;
      milestone.closedAt = milestone.state === "closed" ? stamp(call.ctx) : null;
      milestone.updatedAt = stamp(call.ctx);
      return ok(milestoneShape(call.ctx, repoOf(call), milestone));
    },
  },
];

function milestoneOf(call: Call): Milestone {
  const found = repoOf(call).milestones.find(
    (entry) => entry.number === numberParam(call, "milestone_number"),
  );
  if (found === undefined) throw notFound();
  return found;
}

function createMilestone(call: Call) {
  const { ctx, actor } = call;
  const repo = repoOf(call);
  const body = bodyOf<MilestoneBody & { title: string }>(call);
  if (repo.milestones.some((milestone) => milestone.title === body.title)) {
    throw validationFailed({ resource: "Milestone", code: "already_exists", field: "title" });
  }
  const at = stamp(ctx);
  const milestone: Milestone = {
    id: nextId(ctx),
    number: Math.max(0, ...repo.milestones.map((entry) => entry.number)) + 1,
    title: body.title,
    description: body.description ?? null,
    state: body.state ?? "open",
    creator: loginOf(actor),
    dueOn: body.due_on ?? null,
    createdAt: at,
    updatedAt: at,
    closedAt: null,
  };
  repo.milestones.push(milestone);
  const shape = milestoneShape(ctx, repo, milestone);
  ctx.emit({ event: "milestone", action: "created", actor, repo, payload: { milestone: shape } });
  return created(shape);
}
