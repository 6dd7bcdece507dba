import type { Deliver, Delivery, Place, Surface } from "@muster/incident";
import { whileHeld } from "@muster/outgoing";
import type { Client } from "discord.js";
import { keepAnnouncements } from "./announcements.ts";
import { categoryFinder } from "./category.ts";
import { keepChannel } from "./channel.ts";
import { guildLookup, type LookAtGuild } from "./guild.ts";
import { keepMeeting } from "./meeting.ts";
import type { Hand, Hands } from "./hands.ts";
import { keepOpsAlert } from "./ops-alert.ts";
import { keepPublicThread } from "./public-thread.ts";
import { editReply } from "./reply.ts";
import { sayInOpsAlerts, sayInRoom } from "./say.ts";
import { keepStatusCard } from "./status-card.ts";

export type DiscordDeliverOptions = {
  client: Client;
  /** How the deliverers look at a guild; by default through the client. */
  lookAt?: LookAtGuild;
  /** Told when Discord says that an incident's channel does not exist any more. */
  onGone?: Hands["onGone"];
};

const keeps: Partial<Record<Surface, Hand>> = {
  channel: keepChannel,
  "status-card": keepStatusCard,
  "ops-alert": keepOpsAlert,
  meeting: keepMeeting,
  announcements: keepAnnouncements,
  "public-thread": keepPublicThread,
};
const says: Record<Place, Hand> = { room: sayInRoom, "ops-alerts": sayInOpsAlerts, reply: editReply };

/** The hands of the Discord lane. They never throw weather, and look before they do anything a second time. */
export function createDiscordDeliver({
  client,
  lookAt = guildLookup(client),
  onGone = async () => {},
}: DiscordDeliverOptions): Deliver {
  const hands: Hands = { client, lookAt, findCategory: categoryFinder(client, lookAt), onGone };
  return async (delivery) => {
    const hand = handFor(delivery);
    if (hand === undefined) throw new Error(`${delivery.key} is not for Discord.`);
    return whileHeld(delivery, () => hand(hands, delivery));
  };
}

function handFor({ effect }: Delivery): Hand | undefined {
  return effect.kind === "keep" ? keeps[effect.surface] : says[effect.place];
}
