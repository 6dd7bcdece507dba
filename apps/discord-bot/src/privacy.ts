import {
  discordClient,
  groupRolesIn,
  guildLookup,
  lookForLeaks,
  type Leak,
  type PrivateRoom,
} from "@muster/discord";
import { membersOf, type Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";

export type RestrictedRoom = { incident: Incident; policy: Policy; channelId: string | null };

/** Looks at a server from the place of somebody who may know of none of these incidents. */
export async function discordLeaks(
  { token, apiBase }: { token: string; apiBase: string | null },
  {
    guildId,
    restricted,
    channels,
  }: { guildId: string; restricted: readonly RestrictedRoom[]; channels: readonly string[] },
): Promise<{ leaks: Leak[]; seeAll: string[] }> {
  const client = discordClient({ apiBase });
  client.rest.setToken(token);
  try {
    const { roles } = await guildLookup(client, () => null)(guildId, { fresh: true });
    const rooms = restricted.map(({ incident, policy, channelId }): PrivateRoom => {
      const ofGroups = groupRolesIn(roles, policy);
      const roleIds = membersOf(incident).groups.flatMap((group) => ofGroups[group] ?? []);
      return { ref: incident.ref, channelId, roleIds, marks: marksOf(incident) };
    });
    return await lookForLeaks(client, { guildId, rooms, channels });
  } finally {
    await client.destroy();
  }
}

/** Short titles stand in other texts by chance. */
const titleMin = 8;

/** What gives an incident away wherever it stands. */
export function marksOf({ ref, id, title, slug, date }: Incident): string[] {
  return [ref, id, `incident-${date}-${slug}`, ...(title.length < titleMin ? [] : [title])];
}
