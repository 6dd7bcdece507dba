import type { DoErrand, Errand, ErrandDelivery, ErrandVerdict } from "@muster/incident";
import type { Client } from "discord.js";
import { messageUrl } from "../views/links.ts";
import { newsMark, policyNewsMessage } from "../views/policy-news.ts";
import { guildLookup, type LookAtGuild } from "./guild.ts";
import { judge } from "./judge.ts";
import { noOpsChannel, opsPlace, postingTo } from "./ops-alert.ts";
import { findOurs, post } from "./send.ts";
import { whileHeld } from "./while-held.ts";

export type DiscordErrandParts = { client: Client; lookAt?: LookAtGuild };

type Hands = Required<DiscordErrandParts>;
type Hand = (hands: Hands, delivery: ErrandDelivery) => Promise<ErrandVerdict>;

/** The errands of the Discord lane by what they do. */
const errands: Partial<Record<Errand["do"], Hand>> = { "tell-policy": tellPolicy };

/** Does what a workspace needs in Discord beside its incidents. Weather becomes a verdict; only bugs are thrown. */
export function createDiscordErrands({ client, lookAt = guildLookup(client) }: DiscordErrandParts): DoErrand {
  return async (delivery) => {
    const hand = errands[delivery.errand.do];
    if (hand === undefined) throw new Error(`${delivery.key} is not for Discord.`);
    return whileHeld(delivery, () => hand({ client, lookAt }, delivery));
  };
}

async function tellPolicy(hands: Hands, delivery: ErrandDelivery): Promise<ErrandVerdict> {
  const { errand, workspace, policy, key, attempt } = delivery;
  if (errand.do !== "tell-policy") throw new Error(`${key} tells nothing of a policy.`);
  try {
    const place = await opsPlace(hands, delivery);
    if (place === null) return noOpsChannel(delivery);
    const { news } = errand;
    const earlier = attempt > 1 ? await findOurs(hands.client, place.channelId, newsMark(news)) : null;
    const message = policyNewsMessage({ news, policy, repo: workspace.repo });
    const said = earlier ?? (await post(hands.client, place.channelId, message, `${workspace.id} ${key}`));
    const url = messageUrl(workspace.guildId, place.channelId, said.id);
    return { verdict: "sent", remote: { id: said.id, url, rendered: null, extra: {} } };
  } catch (error) {
    return judge(error, postingTo(delivery));
  }
}
