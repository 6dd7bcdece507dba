import { createHash } from "node:crypto";
import type { Engine } from "@muster/engine";
import {
  putCheckRun,
  readActionIssues,
  releaseGateName,
  releaseGateRun,
  releasePull,
  releasePulls,
  type Octokit,
  type ReleaseHold,
} from "@muster/github";
import { releaseHolds, type ErrandDelivery } from "@muster/incident";
import type { ErrandHand, ErrandHands, Repo } from "./errand-hand.ts";

/** Puts the release gate on one pull request. */
export const checkRelease: ErrandHand<"check-release"> = async (hands, { delivery, errand, repo }) => {
  const gate = delivery.policy.actions.releaseGate;
  if (gate === null) return { verdict: "sent", remote: null };
  const octokit = await hands.github.forRepo(repo, "checks");
  const pull = await releasePull(octokit, repo, gate, errand.pull);
  if (pull !== null) await put(hands, octokit, { delivery, repo, heads: [pull.head] });
  return { verdict: "sent", remote: null };
};

/** Puts it anew on all that are open, after an item was done, became overdue, or was marked. */
export const checkReleases: ErrandHand<"check-releases"> = async (hands, { delivery, repo }) => {
  const gate = delivery.policy.actions.releaseGate;
  if (gate === null) return { verdict: "sent", remote: null };
  const octokit = await hands.github.forRepo(repo, "checks");
  const pulls = await releasePulls(octokit, repo, gate);
  if (pulls.length > 0) await put(hands, octokit, { delivery, repo, heads: pulls.map(({ head }) => head) });
  return { verdict: "sent", remote: null };
};

type Putting = { delivery: ErrandDelivery; repo: Repo; heads: string[] };

async function put(
  { engine }: ErrandHands,
  octokit: Octokit,
  { delivery, repo, heads }: Putting,
): Promise<void> {
  const run = releaseGateRun(await holdsIn(engine, delivery));
  const digest = createHash("sha256").update(JSON.stringify(run)).digest("hex").slice(0, 32);
  for (const head of heads)
    await putCheckRun(octokit, repo, { name: releaseGateName, head, looksFirst: true, digest }, run);
}

/** Only what everybody may know of: of the others not even their number. */
async function holdsIn(engine: Engine, { workspace, policy, now }: ErrandDelivery): Promise<ReleaseHold[]> {
  const incidents = await engine.read.withOpenActions(workspace.id);
  return Promise.all(
    releaseHolds(incidents, policy, now).map(async (hold) => {
      const remotes = await engine.read.remotes(hold.incident.id);
      const own = readActionIssues(remotes["action-issues"]).items[hold.item.id];
      return { ...hold, url: own?.url ?? remotes.issue?.url ?? null };
    }),
  );
}
