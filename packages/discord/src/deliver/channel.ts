import { ChannelType, Routes, type RESTPostAPIGuildChannelResult } from "discord-api-types/v10";
import type { Delivery, Verdict } from "@muster/incident";
import { DiscordAPIError } from "discord.js";
import { auditReason, channelName, channelTopic, topicMark } from "../views/channel.ts";
import { channelUrl } from "../views/links.ts";
import { isActive } from "../views/words.ts";
import type { Overwrite } from "./category.ts";
import { groupRolesIn, named } from "./guild.ts";
import { done, guildOf, type Hand, type Hands } from "./hands.ts";
import { codeOf, codes, judge, type Doing } from "./judge.ts";
import { keepRoom } from "./keep-room.ts";
import { letInto, privateTo } from "./room.ts";
import { ourId } from "./send.ts";

const doing: Doing = {
  what: "open the incident channel",
  permission: "Manage Channels, Manage Roles, View Channels, Send Messages and Read Message History",
  where: "in the server settings",
};

/**
 * Opens the incident's channel, in one call and private from the first moment. Afterwards only one thing of it is changed: who is in it.
 */
export const keepChannel: Hand = async (hands, delivery) => {
  const { remote, incident, attempt } = delivery;
  const isDeleted = remote?.extra["gone"] === true;
  if (remote !== null && !isDeleted) return keepRoom(hands, delivery, remote);
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
  const isRestricted = incident.restricted !== null;
  if (responders === null && !isRestricted) {
    return {
      verdict: "never",
      why: `The role “${policy.discord.responderRole}” does not exist in this server, so nobody could see the incident channel.`,
      fix: "Create the role, or name another as `discord.responderRole` in .muster/policy.yaml, then retry.",
    };
  }

  const guests = letInto(incident, groupRolesIn(roles, policy));
  const base = privateTo(
    guildId,
    isRestricted || responders === null ? [] : [responders.id],
    ourId(hands.client),
  );
  const overwrites = [...base, ...guests];
  // Its own category, seen by nobody: how full the other one is would tell that there is something in it.
  const place = isRestricted
    ? { guildId, wanted: policy.restricted.category, overwrites: base }
    : { guildId, wanted: policy.discord.category, overwrites };
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

function kept({ workspace, incident }: Delivery, channelId: string, guests: Overwrite[] = []): Verdict {
  const extra = {
    ...(guests.length === 0 ? {} : { letIn: guests.map(({ id }) => id) }),
    ...(incident.restricted === null ? {} : { isClosed: true }),
  };
  return done({ id: channelId, url: channelUrl(workspace, channelId), rendered: null, extra });
}

/** Discord names the reason only inside the field errors. */
function isCategoryFull(error: unknown): boolean {
  return (
    codeOf(error) === codes.malformed &&
    error instanceof DiscordAPIError &&
    /CHANNEL_PARENT_MAX_CHANNELS|parent_id/.test(JSON.stringify(error.rawError))
  );
}
