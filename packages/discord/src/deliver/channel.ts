import {
  ChannelType,
  OverwriteType,
  PermissionFlagsBits as bits,
  Routes,
  type RESTPostAPIGuildChannelResult,
} from "discord-api-types/v10";
import type { Delivery, Incident, Remote, Verdict } from "@muster/incident";
import { DiscordAPIError } from "discord.js";
import { auditReason, channelName, channelTopic, topicMark, welcomeMessage } from "../views/channel.ts";
import { channelUrl } from "../views/links.ts";
import { idsOf } from "../views/person.ts";
import { isActive } from "../views/words.ts";
import type { Overwrite } from "./category.ts";
import { groupRolesIn, named } from "./guild.ts";
import { channelGone, done, groupRolesOf, guildOf, type Hand, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";
import { ourId, post } from "./send.ts";

const doing: Doing = {
  what: "open the incident channel",
  permission: "Manage Channels, Manage Roles, View Channels, Send Messages and Read Message History",
  where: "in the server settings",
};

/** A bot may only grant what it holds. The rest comes from what the roles may do anyway. */
const granted = String(bits.ViewChannel | bits.SendMessages | bits.ReadMessageHistory);

/**
 * Opens the incident's channel, in one call and private from the first moment. Afterwards only one thing of it is changed: whoever is
 * called, or named for a role or a task, is let in.
 */
export const keepChannel: Hand = async (hands, delivery) => {
  const { remote, incident, attempt } = delivery;
  const isDeleted = remote?.extra["gone"] === true;
  if (remote !== null && !isDeleted) return letIn(hands, delivery, remote);
  // People who delete the channel of an incident that is over mean it.
  if (isDeleted && !isActive(incident)) return done(remote);
  const guildId = guildOf(delivery);
  if (guildId === null) return done(null);

  try {
    const found = attempt > 1 ? await findChannel(hands, guildId, incident.id) : null;
    return found === null ? await open(hands, delivery, guildId) : kept(delivery, found);
  } catch (error) {
    return judge(error, doing);
  }
};

async function findChannel(hands: Hands, guildId: string, incidentId: string): Promise<string | null> {
  const { channels } = await hands.lookAt(guildId, { fresh: true });
  return channels.find(({ topic }) => topic?.endsWith(topicMark(incidentId)) === true)?.id ?? null;
}

async function open(hands: Hands, delivery: Delivery, guildId: string): Promise<Verdict> {
  const { incident, policy } = delivery;
  const { roles } = await hands.lookAt(guildId);
  const responders = named(roles, policy.discord.responderRole);
  if (responders === null) {
    return {
      verdict: "never",
      why: `The role “${policy.discord.responderRole}” does not exist in this server, so nobody could see the incident channel.`,
      fix: "Create the role, or name another as `discord.responderRole` in .muster/policy.yaml, then retry.",
    };
  }

  const guests = guestsOf(incident, groupRolesIn(roles, policy));
  const overwrites = [...privateTo(guildId, [responders.id], ourId(hands.client)), ...guests];
  const place = { guildId, wanted: policy.discord.category, overwrites };
  const category = await hands.findCategory(place);
  try {
    return kept(delivery, await create(hands, delivery, { guildId, category, overwrites }), guests);
  } catch (error) {
    if (!isCategoryFull(error)) throw error;
    const next = await hands.findCategory({ ...place, not: [category] });
    return kept(delivery, await create(hands, delivery, { guildId, category: next, overwrites }), guests);
  }

  async function create(
    { client }: Hands,
    now: Delivery,
    at: { guildId: string; category: string; overwrites: Overwrite[] },
  ): Promise<string> {
    const channel = (await client.rest.post(Routes.guildChannels(at.guildId), {
      body: {
        name: channelName(incident),
        type: ChannelType.GuildText,
        topic: channelTopic(incident),
        parent_id: at.category,
        permission_overwrites: at.overwrites,
      },
      reason: auditReason(incident, "incident channel"),
    })) as RESTPostAPIGuildChannelResult;
    now.checkpoint("channel created");
    return channel.id;
  }
}

function kept({ workspace }: Delivery, channelId: string, guests: Overwrite[] = []): Verdict {
  const extra = guests.length === 0 ? {} : { letIn: guests.map(({ id }) => id) };
  return done({ id: channelId, url: channelUrl(workspace, channelId), rendered: null, extra });
}

/**
 * Those who were called, or named for a role or a task, and are no responders could not see the room that they are wanted in. In a drill
 * nobody is called.
 */
function guestsOf({ calls, response, isDrill }: Incident, groupRoles: Record<string, string>): Overwrite[] {
  const named = idsOf(response.guests).map((id) => ({
    id,
    type: OverwriteType.Member,
    allow: granted,
    deny: "0",
  }));
  if (isDrill) return named;
  const roles = calls.calls.flatMap(({ kind, whom }) => (kind === "group" ? (groupRoles[whom] ?? []) : []));
  const people = idsOf(calls.calls.flatMap(({ asked, answeredBy }) => [...asked, answeredBy]));
  return [
    ...[...new Set(roles)].map((id) => ({ id, type: OverwriteType.Role, allow: granted, deny: "0" })),
    ...people
      .filter((id) => named.every((guest) => guest.id !== id))
      .map((id) => ({ id, type: OverwriteType.Member, allow: granted, deny: "0" })),
    ...named,
  ];
}

async function letIn(hands: Hands, delivery: Delivery, remote: Remote): Promise<Verdict> {
  const known = remote.extra["letIn"];
  const before: unknown[] = Array.isArray(known) ? known : [];
  const guests = guestsOf(delivery.incident, await groupRolesOf(hands, delivery));
  const fresh = guests.filter(({ id }) => !before.includes(id));
  if (fresh.length === 0) return done(remote);
  const { incident } = delivery;
  const named = idsOf(incident.response.guests);
  try {
    for (const { id, ...overwrite } of fresh) {
      await hands.client.rest.put(Routes.channelPermission(remote.id, id), {
        body: overwrite,
        reason: auditReason(delivery.incident, "called in"),
      });
      // A mention from before they could see the room rang nobody.
      if (named.includes(id))
        await post(hands.client, remote.id, welcomeMessage(incident, id), `guest:${incident.id}:${id}`);
    }
  } catch (error) {
    if (codeOf(error) === codes.unknownChannel) return channelGone(hands, delivery, remote.id);
    return judge(error, doing);
  }
  delivery.checkpoint("called people let in");
  return done({ ...remote, extra: { ...remote.extra, letIn: [...before, ...fresh.map(({ id }) => id)] } });
}

/** Hidden from everyone but the responders and the bot itself, which would otherwise lock itself out. */
function privateTo(guildId: string, roleIds: string[], botId: string): Overwrite[] {
  return [
    { id: guildId, type: OverwriteType.Role, allow: "0", deny: String(bits.ViewChannel) },
    ...roleIds.map((id) => ({ id, type: OverwriteType.Role as const, allow: granted, deny: "0" })),
    { id: botId, type: OverwriteType.Member, allow: granted, deny: "0" },
  ];
}

/** Discord names the reason only inside the field errors. */
function isCategoryFull(error: unknown): boolean {
  return (
    codeOf(error) === codes.malformed &&
    error instanceof DiscordAPIError &&
    /CHANNEL_PARENT_MAX_CHANNELS|parent_id/.test(JSON.stringify(error.rawError))
  );
}
