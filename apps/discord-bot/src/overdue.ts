import type { Engine } from "@muster/engine";
import { overdueActions, type OverdueAction } from "@muster/incident";

/** What is overdue, with where it can be read: the incident's issue lists its items, else its channel. */
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
      const { issue, channel } = await engine.read.remotes(one.incident.id);
      return { ...one, url: issue?.url ?? channel?.url ?? null };
    }),
  );
}
