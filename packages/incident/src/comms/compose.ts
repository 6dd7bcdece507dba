import { utcDate } from "@muster/kernel";
import type { NamedLevel, Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";
import { newestAt } from "./drafts.ts";
import { maxAt } from "./matrix.ts";

type Template = Policy["communications"]["templates"][string];

/** What is filled into a template. `promise` is null when no next notice is promised. */
export type Filling = { incident: Incident; level: NamedLevel | null; promise: string | null; now: Date };

/** What stands there until somebody says when the next notice comes. An open slot like any other. */
const promiseSlot = "[time of the next update]";

/** The text with its slots filled. What stands in square brackets stays for people. */
export function filled(text: string, { incident, level, promise, now }: Filling): string {
  const slots: Record<string, string> = {
    title: incident.title,
    status: publicStatus(incident),
    severity: level?.id ?? "",
    nextUpdate: promise ?? promiseSlot,
    updateEvery: sayEvery(level?.publicUpdateEveryMin ?? level?.updateEveryMin ?? 120),
    resolution: incident.resolution ?? "[how it ended]",
    date: utcDate(now),
  };
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole);
}

/** What the public is told of where it stands. */
export function publicStatus({ status, anchors }: Incident): string {
  if (status === "open") return anchors.rootCauseFound === undefined ? "Investigating" : "Identified";
  if (status === "mitigated") return "Monitoring";
  return status === "dismissed" ? "False alarm" : "Resolved";
}

function sayEvery(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return count === 1 ? unit : `${count} ${unit}s`;
}

/** What people have not filled in yet: a slot of the policy's templates or blocks that still stands in the text. */
export function openSlots(policy: Policy, text: string): string[] {
  const { templates, blocks } = policy.communications;
  const known = [...Object.values(templates), ...Object.values(blocks)].flatMap(
    (source) => source.text.match(/\[[^\]\n]+\]/g) ?? [],
  );
  const slots = [...new Set([...known, promiseSlot, "[how it ended]"])];
  return slots.filter((slot) => text.includes(slot));
}

/** `last` once it is over, `next` after a first notice there. */
export function stageAt(incident: Incident, where: string): Template["stage"] {
  const isOver = incident.status !== "open" && incident.status !== "mitigated";
  if (isOver) return "last";
  const newest = newestAt(incident, where);
  return newest === null || newest.isLast ? "first" : "next";
}

/** The policy's first template that fits where the incident stands and the place; null when none does. */
export function fittingTemplate(
  policy: Policy,
  incident: Incident,
  where: string,
): { id: string; template: Template } | null {
  const stage = stageAt(incident, where);
  const fitting = Object.entries(policy.communications.templates).filter(
    ([, template]) => template.stage === stage && !template.notOn.includes(where),
  );
  const short = fitting.find(([, { text }]) => text.length <= maxAt(policy, where));
  const [id, template] = short ?? fitting[0] ?? [];
  return id === undefined || template === undefined ? null : { id, template };
}

/** Line ends and blank lines as every place shows them, and nothing that cannot be seen: so that what is approved is what is read. */
export function tidyText(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFC")
    .replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replaceAll(/(?!\u200d)[\p{Cf}\u034f\u115f\u1160\u3164\uffa0]/gu, "")
    .replaceAll(/[^\P{Cc}\n\t]/gu, "")
    .replaceAll(/[^\S\n]+$/gmu, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
