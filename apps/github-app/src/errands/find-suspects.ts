import { changesBefore } from "@muster/github";
import { muster } from "@muster/incident";
import type { ErrandHand } from "./errand-hand.ts";

/** Looks what changed in the repository before the incident was noticed, and gives it to those in the incident. */
export const findSuspects: ErrandHand<"find-suspects"> = async (
  { engine, github },
  { delivery, errand, repo },
) => {
  const incident = await engine.read.byId(errand.incident);
  const noticedAt = incident?.anchors.detected?.at ?? incident?.anchors.declared?.at;
  if (incident === null || noticedAt === undefined) return { verdict: "sent", remote: null };
  const { suspects } = await engine.read.policyOf(incident);
  const until = new Date(noticedAt);
  // Asked for by hand it is looked for even where the policy looks for nothing by itself.
  const from = new Date(until.getTime() - (suspects.windowMin || defaultWindowMin) * 60_000);
  const octokit = await github.forRepo(repo, "changes");
  const found = await changesBefore(octokit, repo, { from, until, botLogin: await github.botLogin() });
  await engine.order({
    workspaceId: incident.workspaceId,
    incident: { id: incident.id },
    command: { do: "note-suspects", found },
    actor: { person: muster, via: "github", isResponder: true, groups: [], inRoom: false },
    requestId: `errand:${delivery.key}`,
  });
  return { verdict: "sent", remote: null };
};

const defaultWindowMin = 120;
