import {
  PermissionFlagsBits as bits,
  Routes,
  type APIMessage,
  type RESTGetAPIChannelMessagesResult,
  type RESTGetAPIChannelResult,
} from "discord-api-types/v10";
import type { Delivery, Remote, Verdict } from "@muster/incident";
import { withdrawnAlert } from "../views/ops-alert.ts";
import { named, textChannel } from "./guild.ts";
import { guildOf, type Hands } from "./hands.ts";
import { codeOf, codes } from "./judge.ts";
import { digest, edit, ourId } from "./send.ts";

const recentMax = 100;

/** Takes back what #ops-alerts was told of an incident before it was restricted: its message, and those that followed. */
export async function withdrawAlert(hands: Hands, delivery: Delivery, alert: Remote): Promise<Remote> {
  const message = withdrawnAlert();
  if (alert.rendered === digest(message)) return alert;
  const channelId = String(alert.extra["channelId"]);
  const ours = await ofIncident(hands, delivery, channelId);
  for (const id of new Set([alert.id, ...ours])) {
    try {
      await edit(hands.client, channelId, id, message);
    } catch (error) {
      // What was deleted says nothing any more; what cannot be edited is deleted.
      if (codeOf(error) === codes.unknownMessage) continue;
      await hands.client.rest.delete(Routes.channelMessage(channelId, id));
    }
  }
  delivery.checkpoint("alert withdrawn");
  return { ...alert, rendered: digest(message) };
}

/** Our messages there that name it: pages, calls and asks that were told there. */
async function ofIncident(hands: Hands, { incident }: Delivery, channelId: string): Promise<string[]> {
  const query = new URLSearchParams({ limit: String(recentMax) });
  const recent = (await hands.client.rest.get(Routes.channelMessages(channelId), {
    query,
  })) as RESTGetAPIChannelMessagesResult;
  const bot = ourId(hands.client);
  return recent
    .filter((message) => message.author.id === bot && names(message, incident))
    .map(({ id }) => id);
}

function names(message: APIMessage, { ref, id }: { ref: string; id: string }): boolean {
  const text = JSON.stringify([message.content, message.components]);
  return text.includes(id) || new RegExp(`\\b${ref}\\b`).test(text);
}

/**
 * The policy's own channel for restricted incidents. Null when there is none; a verdict when it cannot be used because others than those
 * who may know can see it.
 */
export async function privatePlace(
  hands: Hands,
  delivery: Delivery,
): Promise<{ channelId: string } | Verdict | null> {
  const { opsChannel } = delivery.policy.restricted;
  const guildId = guildOf(delivery);
  if (opsChannel === null || guildId === null) return null;
  const view = await hands.lookAt(guildId);
  const channel = textChannel(view, opsChannel);
  if (channel === null) return null;
  const { responderRole } = delivery.policy.discord;
  const responders = named(view.roles, responderRole)?.id ?? null;
  const found = (await hands.client.rest.get(Routes.channel(channel.id))) as RESTGetAPIChannelResult;
  const overwrites = "permission_overwrites" in found ? (found.permission_overwrites ?? []) : [];
  const isHidden = overwrites.some(({ id, deny }) => id === guildId && has(deny));
  const isOpened = overwrites.some(({ id, allow }) => id === responders && has(allow));
  if (isHidden && !isOpened) return { channelId: channel.id };
  return {
    verdict: "never",
    why: "The policy's channel for restricted incidents is not private, so I told it nothing.",
    fix: "Hide it from @everyone and from the responder role, or take `restricted.opsChannel` out of the policy.",
  };
}

const has = (permissions: string): boolean => (BigInt(permissions) & bits.ViewChannel) !== 0n;

export function isVerdict(place: { channelId: string } | Verdict | null): place is Verdict {
  return place !== null && "verdict" in place;
}
