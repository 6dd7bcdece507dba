import { Routes } from "discord-api-types/v10";
import type { Delivery, Remote, Verdict } from "@muster/incident";
import { auditReason, farewellMessage, welcomeMessage } from "../views/channel.ts";
import { idsOf } from "../views/person.ts";
import type { Overwrite } from "./category.ts";
import { groupRolesIn, named } from "./guild.ts";
import { channelGone, done, guildOf, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";
import { letInto, privateTo } from "./room.ts";
import { ourId, post } from "./send.ts";

const doing: Doing = {
  what: "let people into the incident channel and out of it",
  permission: "Manage Channels, Manage Roles, View Channels and Send Messages",
  where: "in the server settings",
};

/** Makes the room's doors match the incident: lets in whoever is named since, closes it for those whom nothing names any more. */
export async function keepRoom(hands: Hands, delivery: Delivery, remote: Remote): Promise<Verdict> {
  const { incident, policy } = delivery;
  const guildId = guildOf(delivery);
  if (guildId === null) return done(remote);
  try {
    const { roles } = await hands.lookAt(guildId);
    const wanted = letInto(incident, groupRolesIn(roles, policy));
    const before = knownIn(remote);
    const fresh = wanted.filter(({ id }) => !before.includes(id));
    const gone = before.filter((id) => wanted.every((one) => one.id !== id));
    const isClosed = incident.restricted !== null;
    const turns = isClosed !== (remote.extra["isClosed"] === true);
    if (!turns && fresh.length + gone.length === 0) return done(remote);

    // They read it while they still can.
    if (!turns && gone.length > 0) await sayGoodbye(hands, delivery, remote.id, gone);
    if (isClosed || turns) {
      const responders = named(roles, policy.discord.responderRole);
      const open = isClosed || responders === null ? [] : [responders.id];
      const all = [...privateTo(guildId, open, ourId(hands.client)), ...wanted];
      await replaceAll(hands, delivery, remote.id, all);
    } else {
      await change(hands, delivery, remote.id, { fresh, gone });
    }
    delivery.checkpoint("room kept");
    if (!turns) await welcome(hands, delivery, remote.id, fresh);
    const letIn = wanted.map(({ id }) => id);
    return done({ ...remote, extra: { ...remote.extra, letIn, isClosed } });
  } catch (error) {
    if (codeOf(error) === codes.unknownChannel) return channelGone(hands, delivery, remote.id);
    return judge(error, doing);
  }
}

function knownIn({ extra }: Remote): string[] {
  const known = extra["letIn"];
  return Array.isArray(known) ? known.filter((id) => typeof id === "string") : [];
}

/** All doors in one call, so that there is no moment in which the wrong ones are open. What people opened by hand is closed too. */
async function replaceAll(
  { client }: Hands,
  { incident }: Delivery,
  channelId: string,
  overwrites: Overwrite[],
): Promise<void> {
  await client.rest.patch(Routes.channel(channelId), {
    body: { permission_overwrites: overwrites },
    reason: auditReason(incident, "who may see the incident channel"),
  });
}

async function change(
  { client }: Hands,
  { incident }: Delivery,
  channelId: string,
  { fresh, gone }: { fresh: Overwrite[]; gone: string[] },
): Promise<void> {
  for (const { id, ...overwrite } of fresh) {
    await client.rest.put(Routes.channelPermission(channelId, id), {
      body: overwrite,
      reason: auditReason(incident, "called in"),
    });
  }
  for (const id of gone) {
    try {
      await client.rest.delete(Routes.channelPermission(channelId, id), {
        reason: auditReason(incident, "nothing more to do here"),
      });
    } catch (error) {
      // Somebody has taken it away by hand.
      if (codeOf(error) !== codes.unknownOverwrite) throw error;
    }
  }
}

/** Whoever was named is told so in the room: what they were asked stands above. Those who were called are told by the call. */
async function welcome(
  { client }: Hands,
  { incident, key }: Delivery,
  channelId: string,
  fresh: Overwrite[],
): Promise<void> {
  const named = idsOf([...incident.response.guests, ...incident.access.invited]);
  for (const { id } of fresh) {
    if (!named.includes(id)) continue;
    await post(client, channelId, welcomeMessage(incident, id), `${key}:welcome:${id}`);
  }
}

async function sayGoodbye(
  { client }: Hands,
  { incident, key }: Delivery,
  channelId: string,
  gone: string[],
): Promise<void> {
  // Of those who were taken out the room has heard.
  const taken = idsOf(incident.access.removed);
  const leaving = gone.filter((id) => !taken.includes(id));
  if (leaving.length === 0) return;
  await post(client, channelId, farewellMessage(leaving), `${key}:bye:${incident.seq}`);
}
