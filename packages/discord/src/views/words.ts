import type { Incident, Status } from "@muster/incident";
import { sayDuration } from "@muster/kernel";
import { findLevel, levelLabel, type NamedLevel, type Policy } from "@muster/policy";
import { inline } from "./neutralise.ts";
import { ago, localDateTime } from "./time.ts";

/** Severity and status are always said in words; colour and symbol only help those who see them. */
const rankLooks = [
  { symbol: "🔴", colour: 0xd9_2d_20 },
  { symbol: "🟠", colour: 0xe3_75_1c },
  { symbol: "🟡", colour: 0xd4_a0_17 },
  { symbol: "🔵", colour: 0x2e_6f_c9 },
] as const;
const lowRank = { symbol: "⚪", colour: 0x8a_8f_98 } as const;
const noSeverity = { symbol: "❔", colour: 0x7a_5a_c2 } as const;

const statusLooks: Record<Status, { symbol: string; word: string; colour: number | null }> = {
  open: { symbol: "🔥", word: "Open", colour: null },
  mitigated: { symbol: "🧯", word: "Mitigated", colour: null },
  resolved: { symbol: "✅", word: "Resolved", colour: 0x2e_9e_5b },
  closed: { symbol: "🔒", word: "Closed", colour: 0x6b_70_78 },
  dismissed: { symbol: "🚫", word: "Dismissed", colour: 0x6b_70_78 },
  merged: { symbol: "🔀", word: "Merged", colour: 0x6b_70_78 },
};

export function isActive(incident: Incident): boolean {
  return incident.status === "open" || incident.status === "mitigated";
}

export function levelOf(incident: Incident, policy: Policy): NamedLevel | null {
  return incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
}

/** `🔴 P0 Critical`, or what is known when the policy has lost that level. */
export function severityWords(incident: Incident, policy: Policy): string {
  if (incident.severity === null) return `${noSeverity.symbol} No severity yet`;
  const level = levelOf(incident, policy);
  const words = level === null ? incident.severity.levelId : levelLabel(level);
  return `${rankLook(incident).symbol} ${inline(words, 130)}`;
}

export function statusWords(incident: Incident): string {
  const { symbol, word } = statusLooks[incident.status];
  return `${symbol} ${word}`;
}

/** Since when the incident stands where its status says, and when it all began. */
export function sinceWhen({ status, anchors, mergedInto }: Incident): string {
  const began = anchors.started?.at ?? anchors.detected?.at ?? anchors.declared?.at;
  if (began === undefined) return "";
  const beginning = `began ${localDateTime(began)}`;
  switch (status) {
    case "open":
      return `since ${localDateTime(began)}, ${ago(began)}`;
    case "mitigated": {
      const at = anchors.mitigated?.at;
      return at === undefined ? `· ${beginning}` : `${ago(at)} · ${beginning}`;
    }
    case "resolved":
    case "closed": {
      const over = anchors.resolved?.at;
      if (over === undefined) return `· ${beginning}`;
      const lasted = sayDuration(new Date(over).getTime() - new Date(began).getTime());
      return `${ago(over)} after ${lasted} · ${beginning}`;
    }
    case "merged":
      return `into **${inline(mergedInto ?? "another incident", 40)}**: go on there · ${beginning}`;
    case "dismissed":
      return `· ${beginning}`;
  }
}

export function colourOf(incident: Incident): number {
  return statusLooks[incident.status].colour ?? rankLook(incident).colour;
}

function rankLook(incident: Incident): { symbol: string; colour: number } {
  if (incident.severity === null) return noSeverity;
  return rankLooks[incident.severity.rank - 1] ?? lowRank;
}

/** Before all that is said of a drill, so that nobody takes it for real. */
export function drillMark({ isDrill }: Pick<Incident, "isDrill">): string {
  return isDrill ? "🎯 DRILL · " : "";
}

/** `**INC-1** Withdrawals fail`, with what makes a drill unmistakable. */
export function titleOf(incident: Incident, max = 150): string {
  return `${drillMark(incident)}**${incident.ref}** ${inline(incident.title, max)}`;
}
