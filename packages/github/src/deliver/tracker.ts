import type { Octokit } from "@octokit/rest";
import type { Delivery, Verdict } from "@muster/incident";
import { explainTracker, putIncident, type TrackerSection, type WrittenItem } from "@muster/templates";
import { pullBranch } from "../branches.ts";
import { digestOf } from "../issue-memory.ts";
import { readPullMemory, type PullMemory } from "../pull-memory.ts";
import { pullText } from "../views/pull-text.ts";
import { keepPull, type Edited, type Files, type PullPlan } from "./keep-pull.ts";
import { NotText, sayNotText, type Repo } from "./repository.ts";

/** Puts the action items of an incident into the plan tracker by a pull request of their own; after a merge, by another. */
export async function deliverTracker(delivery: Delivery, octokit: Octokit, repo: Repo): Promise<Verdict> {
  const memory = delivery.remote === null ? null : readPullMemory(delivery.remote);
  const told = await keepPull(delivery, octokit, repo, trackerPlan(delivery, memory?.round ?? 1, memory));
  const after = told.verdict === "sent" && told.remote !== null ? readPullMemory(told.remote) : null;
  if (after?.state !== "merged" || isTold(delivery, after)) return told;
  const next = { ...delivery, remote: null };
  return keepPull(next, octokit, repo, trackerPlan(delivery, after.round + 1, after));
}

const unchanged: Edited = { changes: [], notes: [], wrote: null };

function trackerPlan(delivery: Delivery, round: number, memory: PullMemory | null): PullPlan {
  const { incident, policy, remotes } = delivery;
  const { path } = policy.tracker;
  const branch = pullBranch("tracker", incident);
  const section = trackerSection(delivery, memory?.items ?? null);
  return {
    branch: round === 1 ? branch : `${branch}-${round}`,
    round,
    paths: [path],
    items: writtenItems(delivery),
    digest: digestOf(JSON.stringify(putIncident(null, { ...section, written: null }))),
    text: (notes) => pullText("tracker", { incident, policy, remotes }, notes),
    // A pull request of its own is worth opening only for items.
    edit: (files) => (section.items.length === 0 ? unchanged : editTracker(files, path, section)),
  };
}

/** What the incident puts into the tracker. Items that the postmortem carried there are known as written. */
export function trackerSection(delivery: Delivery, written: readonly WrittenItem[] | null): TrackerSection {
  const { incident, remotes } = delivery;
  const carried = remotes.postmortem === undefined ? null : readPullMemory(remotes.postmortem);
  return {
    ref: incident.ref,
    title: incident.title,
    url: remotes.issue?.url ?? null,
    items: incident.actions,
    written: written ?? (carried?.state === "merged" ? carried.items : null),
  };
}

/** The tracker with the section in it, or why it is left alone. */
export function editTracker(files: Files, path: string, section: TrackerSection): Edited {
  const page = files[path] ?? null;
  if (page instanceof NotText) return { changes: [], notes: [sayNotText(page)], wrote: null };
  const put = putIncident(page, section);
  if (!put.ok) return { changes: [], notes: [`${path}: ${explainTracker(put.refused)}`], wrote: null };
  return { changes: put.value === page ? [] : [{ path, content: put.value }], notes: [], wrote: null };
}

export function writtenItems({ incident }: Delivery): WrittenItem[] {
  return incident.actions.map(({ id, done }) => ({ id, done }));
}

function isTold(delivery: Delivery, { items }: PullMemory): boolean {
  return JSON.stringify(items) === JSON.stringify(writtenItems(delivery));
}
