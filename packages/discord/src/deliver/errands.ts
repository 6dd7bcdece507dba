import {
  digestErrands,
  metricsErrands,
  weekdayOf,
  type DoErrand,
  type Errand,
  type ErrandDelivery,
  type ErrandVerdict,
} from "@muster/incident";
import { whileHeld } from "@muster/outgoing";
import { nextPeriodAt, periodOf } from "@muster/policy";
import { Routes } from "discord-api-types/v10";
import type { Client } from "discord.js";
import { actionsDigest, digestMark, type DigestItem } from "../views/actions-digest.ts";
import { asEdit, textMessage } from "../views/message.ts";
import { messageUrl } from "../views/links.ts";
import type { MessageBody } from "../views/message.ts";
import type { MetricsReport } from "@muster/insights";
import { metricsDigest, metricsMark } from "../views/metrics-digest.ts";
import { drillReminder } from "../views/drill-reminder.ts";
import { opsWord, opsWordMark } from "../views/ops-word.ts";
import { newsMark, policyNewsMessage } from "../views/policy-news.ts";
import { guildLookup, type LookAtGuild } from "./guild.ts";
import { codeOf, codes, judge } from "./judge.ts";
import { noOpsChannel, opsPlace, postingTo } from "./ops-alert.ts";
import { findOurs, post } from "./send.ts";

export type DiscordErrandParts = {
  client: Client;
  lookAt?: LookAtGuild;
  /** The drill with which a plan of the policy was met in the period of now; null while it was not. */
  drillDone?: (workspaceId: string, drill: string) => Promise<{ ref: string } | null>;
  /** What is overdue in a workspace, as far as everybody may know of it. */
  overdue?: (workspaceId: string) => Promise<readonly DigestItem[]>;
  /** The figures of a month, of what everybody may know of. */
  figures?: (workspaceId: string, month: string) => Promise<MetricsReport | null>;
  /** Compares an incident with so many of those that are over; what it looks like is told by the incident itself. */
  lookalikes?: (incidentId: string, how: { requestId: string; among: number }) => Promise<void>;
};

type Hands = Required<DiscordErrandParts>;
type Hand = (hands: Hands, delivery: ErrandDelivery) => Promise<ErrandVerdict>;

/** The errands of the Discord lane by what they do. */
const errands: Partial<Record<Errand["do"], Hand>> = {
  "tell-policy": tellPolicy,
  "tell-ops": tellOps,
  "tell-privately": tellPrivately,
  "actions-digest": tellOverdue,
  "metrics-digest": tellFigures,
  "remind-drill": remindOfDrill,
  "find-lookalikes": findLookalikes,
};

/** Does what a workspace needs in Discord beside its incidents. Weather becomes a verdict; only bugs are thrown. */
export function createDiscordErrands({
  client,
  lookAt = guildLookup(client),
  overdue = async () => [],
  figures = async () => null,
  drillDone = async () => null,
  lookalikes = async () => {},
}: DiscordErrandParts): DoErrand {
  return async (delivery) => {
    const hand = errands[delivery.errand.do];
    if (hand === undefined) throw new Error(`${delivery.key} is not for Discord.`);
    const hands = { client, lookAt, overdue, figures, drillDone, lookalikes };
    return whileHeld(delivery, () => hand(hands, delivery));
  };
}

async function tellPolicy(hands: Hands, delivery: ErrandDelivery): Promise<ErrandVerdict> {
  const { errand, workspace, policy, key } = delivery;
  if (errand.do !== "tell-policy") throw new Error(`${key} tells nothing of a policy.`);
  const { news } = errand;
  return tell(hands, delivery, {
    message: policyNewsMessage({ news, policy, repo: workspace.repo }),
    mark: newsMark(news),
  });
}

async function tellOps(hands: Hands, delivery: ErrandDelivery): Promise<ErrandVerdict> {
  const { errand, key } = delivery;
  if (errand.do !== "tell-ops") throw new Error(`${key} tells nothing of GitHub.`);
  return tell(hands, delivery, { message: opsWord(key, errand), mark: opsWordMark(key) });
}

/** Nothing is said where nothing is overdue, and on a day that the policy has no digest on any more. */
async function tellOverdue(hands: Hands, delivery: ErrandDelivery): Promise<ErrandVerdict> {
  const { errand, key, policy, workspace, now } = delivery;
  if (errand.do !== "actions-digest") throw new Error(`${key} is no digest.`);
  const next = digestErrands(policy, now);
  const items = weekdayOf(errand.day) === policy.actions.digestOn ? await hands.overdue(workspace.id) : [];
  if (items.length === 0) return { verdict: "sent", remote: null, next };
  const told = await tell(hands, delivery, {
    message: actionsDigest(items, errand.day),
    mark: digestMark(errand.day),
  });
  return told.verdict === "sent" ? { ...told, next } : told;
}

/** Nothing is said of a month in which nothing was. */
async function tellFigures(hands: Hands, delivery: ErrandDelivery): Promise<ErrandVerdict> {
  const { errand, key, policy, workspace, now } = delivery;
  if (errand.do !== "metrics-digest") throw new Error(`${key} tells no figures.`);
  const next = metricsErrands(policy, now);
  // The policy may have ended it since it was planned.
  if (!policy.learning.tellsFigures) return { verdict: "sent", remote: null, next };
  const report = await hands.figures(workspace.id, errand.month);
  if (report === null || report.incidents.counted + report.incidents.falsePositives === 0)
    return { verdict: "sent", remote: null, next };
  const told = await tell(hands, delivery, {
    message: metricsDigest(report, errand.month),
    mark: metricsMark(errand.month),
  });
  return told.verdict === "sent" ? { ...told, next } : told;
}

/** Nothing is said where it was practised by now, or is not planned any more, or the period is another one. */
async function remindOfDrill(hands: Hands, delivery: ErrandDelivery): Promise<ErrandVerdict> {
  const { errand, key, policy, workspace, now } = delivery;
  if (errand.do !== "remind-drill") throw new Error(`${key} reminds of no drill.`);
  const planned = policy.drills.schedule[errand.drill];
  const isNow = planned !== undefined && periodOf(planned.every, now) === errand.period;
  if (!isNow || (await hands.drillDone(workspace.id, errand.drill)) !== null)
    return { verdict: "sent", remote: null };
  const endsAt = nextPeriodAt(planned.every, now);
  return tell(hands, delivery, {
    message: drillReminder(key, planned, errand.period, endsAt),
    mark: opsWordMark(key),
  });
}

async function findLookalikes(hands: Hands, delivery: ErrandDelivery): Promise<ErrandVerdict> {
  const { errand, key, policy } = delivery;
  if (errand.do !== "find-lookalikes") throw new Error(`${key} compares no incidents.`);
  const { among } = policy.lookalikes;
  await hands.lookalikes(errand.incident, { requestId: `errand:${key}`, among });
  return { verdict: "sent", remote: null };
}

/** Says something in #ops-alerts once. `mark` is a line of it by which a second try finds the message of the first. */
async function tell(
  hands: Hands,
  delivery: ErrandDelivery,
  { message, mark }: { message: MessageBody; mark: string },
): Promise<ErrandVerdict> {
  const { workspace, key, attempt } = delivery;
  try {
    const place = await opsPlace(hands, delivery);
    if (place === null) return noOpsChannel(delivery);
    const earlier = attempt > 1 ? await findOurs(hands.client, place.channelId, mark) : null;
    const said = earlier ?? (await post(hands.client, place.channelId, message, `${workspace.id} ${key}`));
    const url = messageUrl(workspace.guildId, place.channelId, said.id);
    return { verdict: "sent", remote: { id: said.id, url, rendered: null, extra: {} } };
  } catch (error) {
    return judge(error, postingTo(delivery));
  }
}

/** Edits the private answer that somebody got. Once Discord takes no edits of it nobody waits for it any more. */
async function tellPrivately(
  { client }: Hands,
  { errand, key, now }: ErrandDelivery,
): Promise<ErrandVerdict> {
  if (errand.do !== "tell-privately") throw new Error(`${key} tells nobody anything.`);
  const { reply, text } = errand;
  if (new Date(reply.expiresAt) <= now) return { verdict: "sent", remote: null };
  try {
    // An interaction's own token opens this route; the bot's is not sent.
    await client.rest.patch(Routes.webhookMessage(reply.applicationId, reply.token, "@original"), {
      auth: false,
      body: asEdit(textMessage(text)),
    });
  } catch (error) {
    const gone = [codes.unknownWebhook, codes.unknownMessage, codes.tokenExpired];
    const isGone = gone.some((code) => code === codeOf(error));
    if (!isGone) return judge(error, { what: "complete a private answer", permission: "", where: "" });
  }
  return { verdict: "sent", remote: null };
}
