import type { Octokit } from "@octokit/rest";
import type { Delivery, Verdict } from "@muster/incident";
import { fiveWhysTemplate, mergePostmortem, postmortemPath, renderPostmortem } from "@muster/templates";
import { pullBranch } from "../branches.ts";
import { digestOf } from "../issue-memory.ts";
import { readPullMemory, type PullMemory } from "../pull-memory.ts";
import { pullText } from "../views/pull-text.ts";
import { keepPull, type Edited, type Files, type PullPlan } from "./keep-pull.ts";
import { NotText, sayNotText, type Repo } from "./repository.ts";
import { editTracker, trackerSection, writtenItems } from "./tracker.ts";

/**
 * Keeps a pull request open that holds the postmortem and the plan tracker with the action items, in one commit at first. What
 * people change in it stays; once it is merged or closed nothing of it is touched again.
 */
export async function deliverPostmortem(delivery: Delivery, octokit: Octokit, repo: Repo): Promise<Verdict> {
  const memory = delivery.remote === null ? null : readPullMemory(delivery.remote);
  return keepPull(delivery, octokit, repo, postmortemPlan(delivery, memory));
}

function postmortemPlan(delivery: Delivery, memory: PullMemory | null): PullPlan {
  const { incident, policy, remotes } = delivery;
  const path = postmortemPath(policy, incident);
  const tracker = policy.tracker.path;
  const section = trackerSection(delivery, memory?.items ?? null);
  const ours = renderPostmortem({ incident, policy }, fiveWhysTemplate);
  return {
    branch: pullBranch("postmortem", incident),
    round: 1,
    paths: [path, tracker],
    items: writtenItems(delivery),
    digest: digestOf(JSON.stringify([ours, incident.actions])),
    text: (notes) => pullText("postmortem", { incident, policy, remotes }, notes),
    edit(files) {
      const page = editPostmortem(files, { path, ours, memory, delivery });
      const tracked = editTracker(files, tracker, section);
      return {
        ...page,
        changes: [...page.changes, ...tracked.changes],
        notes: [...page.notes, ...tracked.notes],
      };
    },
  };
}

type Postmortem = { path: string; ours: string; memory: PullMemory | null; delivery: Delivery };

function editPostmortem(files: Files, { path, ours, memory, delivery }: Postmortem): Edited {
  const theirs = files[path] ?? null;
  // Whoever took the file out of the pull request did so on purpose.
  if (theirs === null && memory?.wrote != null) return { changes: [], notes: [], wrote: memory.wrote };
  if (theirs instanceof NotText)
    return { changes: [], notes: [sayNotText(theirs)], wrote: memory?.wrote ?? null };
  const base = memory?.wrote ?? null;
  const merged = theirs === null ? ours : mergePostmortem({ base, ours, theirs }, delivery.incident);
  // What we render is the base of the next merge, not what came out: words of people in that would count as ours.
  return { changes: merged === theirs ? [] : [{ path, content: merged }], notes: [], wrote: ours };
}
