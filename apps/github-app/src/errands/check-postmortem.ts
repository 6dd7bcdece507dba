import { createHash } from "node:crypto";
import {
  checkPostmortems,
  openPullAt,
  postmortemCheckName,
  postmortemCheckRun,
  pullFiles,
  putCheckRun,
  readReviewers,
  wantedReviewers,
} from "@muster/github";
import { everybody, mayKnow, type Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { ErrandHand, ErrandHands } from "./errand-hand.ts";

/** Puts a check run on the head of a pull request that brings in or changes a postmortem: what it lacks, each thing at its line. */
export const checkPostmortemPull: ErrandHand<"check-postmortem"> = async (
  { engine, github },
  { delivery, errand, repo },
) => {
  const octokit = await github.forRepo(repo, "checks");
  const { workspace, now } = delivery;
  const { pull, ref } = errand;
  const standing = errand.head !== null && ref === null ? null : await openPullAt(octokit, repo, pull);
  const head = errand.head ?? standing?.head ?? null;
  if (head === null) return { verdict: "sent", remote: null };

  const changed = await pullFiles(octokit, repo, pull);
  const incident = ref === null ? null : await engine.read.byRef(workspace.id, ref);
  // What is known of a restricted one may not stand where everybody reads.
  if (incident !== null && !mayKnow(incident, everybody)) return { verdict: "sent", remote: null };
  const policy = incident === null ? delivery.policy : await engine.read.policyOf(incident);
  const today = now.toISOString().slice(0, 10);
  const files = await checkPostmortems(octokit, repo, changed, { head, policy, incident, today });
  if (files.length === 0) return { verdict: "sent", remote: null };

  const reviewers =
    incident === null
      ? null
      : await reviewersOf(engine, { incident, policy, waitsFor: standing?.waitsFor ?? [] });
  const run = postmortemCheckRun(files, reviewers);
  const digest = createHash("sha256").update(JSON.stringify(run)).digest("hex").slice(0, 32);
  const plan = { name: postmortemCheckName, head, looksFirst: true, digest };
  const { id, url } = await putCheckRun(octokit, repo, plan, run);
  return { verdict: "sent", remote: { id: String(id), url, rendered: null, extra: {} } };
};

/** As Muster remembers it; just after it was opened, as it stands on GitHub. */
async function reviewersOf(
  engine: ErrandHands["engine"],
  { incident, policy, waitsFor }: { incident: Incident; policy: Policy; waitsFor: string[] },
): Promise<NonNullable<ReturnType<typeof readReviewers>>> {
  const { postmortem } = await engine.read.remotes(incident.id);
  const known = postmortem === undefined ? null : readReviewers(postmortem);
  if (known !== null) return known;
  const people = await engine.read.people(incident.workspaceId);
  return { asked: waitsFor, notAsked: wantedReviewers(incident, policy, people).notAsked };
}
