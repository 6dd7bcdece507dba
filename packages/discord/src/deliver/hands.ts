import type { Delivery, Verdict } from "@muster/incident";
import type { Client } from "discord.js";
import { isActive } from "../views/words.ts";
import type { FindCategory } from "./category.ts";
import { groupRolesIn, type LookAtGuild } from "./guild.ts";

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
export function guildOf({ workspace }: Pick<Delivery, "workspace">): string | null {
  return workspace.guildId;
}

/** The Discord roles of the policy's groups, by the groups' ids: those that exist here. */
export async function groupRolesOf(hands: Hands, delivery: Delivery): Promise<Record<string, string>> {
  const guildId = guildOf(delivery);
  if (guildId === null) return {};
  return groupRolesIn((await hands.lookAt(guildId)).roles, delivery.policy);
}

/**
 * What becomes of something for a channel that people deleted: it waits for the new one while the incident goes on, and is
 * dropped when it is over. Null while the channel stands.
 */
export function afterDeletion({ remotes, remote, incident }: Delivery): Verdict | null {
  if (remotes.channel?.extra["gone"] !== true) return null;
  if (!isActive(incident)) return done(remote);
  return {
    verdict: "later",
    afterMs: 300,
    why: "The incident's channel was deleted and is being made again.",
  };
}

/** What to do when a call says that the channel is not there: note it, so that it is made again if it is still needed. */
export async function channelGone(hands: Hands, delivery: Delivery, channelId: string): Promise<Verdict> {
  await hands.onGone(delivery.workspace.id, "channel", channelId);
  return { verdict: "later", afterMs: 500, why: "The incident's channel was deleted in Discord." };
}
