import type { Delivery, Verdict } from "@muster/incident";
import type { Client } from "discord.js";
import type { FindCategory } from "./category.ts";
import type { LookAtGuild } from "./guild.ts";

/** What the deliverers of this lane work with. */
export type Hands = {
  client: Client;
  lookAt: LookAtGuild;
  findCategory: FindCategory;
  /** Told when Discord says that a thing of ours does not exist any more. */
  onGone: (workspaceId: string, surface: "channel", remoteId: string) => Promise<void>;
};

export type Hand = (hands: Hands, delivery: Delivery) => Promise<Verdict>;

export const done = (remote: Delivery["remote"]): Verdict => ({ verdict: "sent", remote });

/** Every workspace that has a Discord lane has a guild; one without it was set up for GitHub alone. */
export function guildOf({ workspace }: Delivery): string | null {
  return workspace.guildId;
}

/** People deleted the incident's channel. */
export function isGone(delivery: Delivery): boolean {
  return delivery.remotes.channel?.extra["gone"] === true;
}

/** What to do when a call says that the channel is not there: note it, so that it is made again if it is still needed. */
export async function channelGone(hands: Hands, delivery: Delivery, channelId: string): Promise<Verdict> {
  await hands.onGone(delivery.workspace.id, "channel", channelId);
  return { verdict: "later", afterMs: 500, why: "The incident's channel was deleted in Discord." };
}
