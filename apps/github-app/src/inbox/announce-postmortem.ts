import type { Engine, Log } from "@muster/engine";
import { everybody, explain, mayKnow, muster, type Actor, type Incident } from "@muster/incident";

/** Muster drafts; people approve and publish. */
const drafter: Actor = { person: muster, via: "github", isResponder: true, groups: [], inRoom: false };

/**
 * Drafts a word to the public that the postmortem can be read, for each place where the policy wants that. Nothing goes out by itself:
 * a draft waits for its approval as any other. Once for each place, however often the merge is told of.
 */
export async function announcePostmortem(
  { engine, log }: { engine: Engine; log: Log },
  incident: Incident,
  url: string,
): Promise<void> {
  const { policy } = await engine.read.policy(incident.workspaceId);
  const share = incident.comms.report?.share ?? policy.communications.reports?.share ?? "public";
  if (incident.isDrill || share !== "public" || !mayKnow(incident, everybody)) return;
  const places = Object.entries(policy.publications).filter(([, { postmortems }]) => postmortems);
  for (const [where] of places) {
    const text = `We have published our account of the incident of ${incident.date}, “${incident.title}”: what happened, why, and what we change. ${url}`;
    const drafted = await engine.order({
      workspaceId: incident.workspaceId,
      incident: { id: incident.id },
      command: { do: "draft-public", where, template: null, blocks: [], text, nextUpdate: "none" },
      actor: drafter,
      requestId: `announce-postmortem:${incident.id}:${where}`,
    });
    if (!drafted.ok)
      log.info(
        { incident: incident.id, where, why: explain(drafted.refused) },
        "no announcement was drafted",
      );
  }
}
