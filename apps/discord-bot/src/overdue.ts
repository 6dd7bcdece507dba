import type { Engine } from "@muster/engine";
import { overdueActions, ownIssueUrl, type OverdueAction } from "@muster/incident";

/** What is overdue, with where it is followed: its own issue. Not the incident's: whoever closes that one resolves the incident. Else the channel. */
export async function overdueIn(
  engine: Engine,
  workspaceId: string,
  now: Date,
): Promise<(OverdueAction & { url: string | null })[]> {
  const [incidents, { policy }] = await Promise.all([
    engine.read.withOpenActions(workspaceId),
    engine.read.policy(workspaceId),
  ]);
  const items = overdueActions(incidents, policy, { now, withSnoozed: false });
  return Promise.all(
    items.map(async (one) => {
      const remotes = await engine.read.remotes(one.incident.id);
      const own = ownIssueUrl(remotes["action-issues"], one.item.id);
      return { ...one, url: own ?? remotes.channel?.url ?? null };
    }),
  );
}
