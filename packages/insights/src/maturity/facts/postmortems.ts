import type { PostmortemPart, ReadPostmortem } from "@muster/incident";
import { findLevel } from "@muster/policy";
import type { Case } from "./case.ts";
import { addMinutes, all, firstAt, lastAt } from "./times.ts";

/** Fewer words of people are no account of anything. */
export const fewestWords = 80;

export type Postmortem = { publishedAt: string; url: string; read: ReadPostmortem | null };

export function postmortemOf(one: Case): Postmortem | null {
  const [first] = all(one, "postmortem-published");
  return first === undefined ? null : { publishedAt: first.at, url: first.url, read: first.read ?? null };
}

/** What its file lacks, in words; empty when it tells enough. */
export function gapsOf({ read }: Postmortem, wanted: readonly PostmortemPart[]): string[] {
  if (read === null) return ["nobody read it when it was merged"];
  const lacking = wanted
    .filter((part) => !read.parts.includes(part))
    .map((part) => `nothing on ${partWords[part]}`);
  return read.words < fewestWords ? [`only ${read.words} words by people`, ...lacking] : lacking;
}

const partWords: Record<PostmortemPart, string> = {
  timeline: "the timeline",
  cause: "the cause",
  lessons: "lessons",
  factors: "contributing factors",
  luck: "where you got lucky",
};

/** By when the level asks for one, from what Muster wrote down; null where it asks for none. */
export function postmortemDue(one: Case): string | null {
  const { incident, policy } = one;
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  if (level === null || !level.postmortem.required) return null;
  const resolvedAt = firstAt(one, "resolved");
  if (resolvedAt === null) return null;
  const from =
    policy.postmortem.dueFrom === "declared"
      ? one.declaredAt
      : policy.postmortem.dueFrom === "mitigated"
        ? (firstAt(one, "mitigated") ?? resolvedAt)
        : (lastAt(one, "resolved") ?? resolvedAt);
  const hours = level.postmortem.dueHours ?? unstatedDueHours;
  return addMinutes(from, hours * 60);
}

/** Where a policy wants a postmortem and says no time: 30 days. Our choice. */
const unstatedDueHours = 720;
