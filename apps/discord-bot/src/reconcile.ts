import type { LookAtGuild } from "@muster/discord";
import type { Engine, Log } from "@muster/engine";
import { inside, type Remote, type Workspace } from "@muster/incident";
import { nameOf } from "./guild-desk.ts";

/** Writes down that people deleted an incident's channel. It is made again if the incident still goes on. */
export async function channelGone(engine: Engine, workspaceId: string, channelId: string): Promise<void> {
  const gone = (remote: Remote): Remote => ({ ...remote, url: null, extra: { ...remote.extra, gone: true } });
  // Asked first: the channel that is made again has another id.
  const incident = await engine.read.byRemote(workspaceId, "channel", channelId);
  if (incident === null) return;
  const card = (await engine.read.remotes(incident.id))["status-card"];
  await engine.remotes.amend(workspaceId, "channel", channelId, gone, { redeliver: true });
  // The card went with the channel; the new one needs its own.
  if (card !== undefined) {
    await engine.remotes.amend(workspaceId, "status-card", card.id, (remote) => remote, { redeliver: true });
  }
}

/** What may have happened while nobody listened: channels of open incidents that are not there any more. */
export async function reconcile(
  { engine, lookAt, log }: { engine: Engine; lookAt: LookAtGuild; log: Log },
  workspace: Workspace,
): Promise<void> {
  if (workspace.guildId === null) return;
  try {
    // The record first: whatever stands in it was made before Discord is asked.
    const recorded: string[] = [];
    for (const incident of await engine.read.open(workspace.id, inside)) {
      const { channel } = await engine.read.remotes(incident.id);
      if (channel !== undefined && channel.extra["gone"] !== true) recorded.push(channel.id);
    }
    if (recorded.length === 0) return;
    // Asked anew: what a replica remembers from the time when another one listened lacks the channels made since.
    const { channels } = await lookAt(workspace.guildId, { fresh: true });
    const present = new Set(channels.map(({ id }) => id));
    for (const id of recorded) if (!present.has(id)) await channelGone(engine, workspace.id, id);
  } catch (error) {
    log.warn(
      { workspaceId: workspace.id, error: nameOf(error) },
      "channels could not be compared with the record",
    );
  }
}
