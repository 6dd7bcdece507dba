import { findLevel, severityOf, type Policy, type Severity } from "@muster/policy";
import type { EventBody } from "../event.ts";
import type { Identity } from "../declare.ts";
import { limits } from "../limits.ts";
import { givenLevel } from "../replay/choose-level.ts";
import type { Replay, ReplayEvent } from "../replay/read-replay.ts";
import { clean, cleanLine, descriptionOf, notTold, plainName, speaker, titleOf } from "../replay/words.ts";

import { inTime, precisionOf, timesOf, type ImportedTimes } from "./times.ts";

/** A past incident as it will be written down, and what its file leaves open. */
export type Past = {
  /** What it is known by: its id, or else its slug. */
  key: string;
  slug: string | null;
  /** Whose account it is. */
  org: string | null;
  title: string;
  /** When it began for those who were there, as far as anybody knows. */
  begunAt: Date;
  told: string[];
  bodies(identity: Identity & { policyVersion: string }): EventBody[];
  imported: Extract<EventBody, { type: "imported" }>;
  lines: Extract<EventBody, { type: "noted" }>[];
};

/** Longer names are no names. */
const nameMax = 80;

/** Turns a file into the events of a past incident under this policy. `digest` is of what was read. */
export function pastOf(replay: Replay, policy: Policy, digest: string): Past {
  const told: string[] = [];
  const times = timesOf(replay, told);
  const severity = severityIn(replay, policy, told);
  const words = (text: string | null): string => clean(text ?? notTold, limits.note, told);
  const title = cleanLine(titleOf(replay), limits.title, told);
  const description = descriptionOf(replay);
  const lines = inTime(replay.events).map((event) => lineOf(event, replay, words));
  const key = replay.id ?? replay.slug ?? digest.slice(0, 16);
  const { acknowledged, leader, published, ...anchors } = times;
  const name = (text: string | null): string | null =>
    text === null ? null : cleanLine(text, nameMax, told);

  const mitigation = times.mitigated === undefined ? null : wordsOf(replay, "mitigated", words);
  const resolution = times.resolved === undefined ? null : wordsOf(replay, "resolved", words);
  const org = name(replay.org);
  const toTell = [...new Set(told)].slice(0, toldMax);

  const imported: Past["imported"] = {
    type: "imported",
    file: { key, slug: replay.slug, org, certainty: name(replay.certainty), digest },
    severity,
    anchors: { ...anchors, ...(acknowledged === undefined ? {} : { acknowledged }) },
    leader: leader ?? null,
    published: published ?? null,
    mitigation,
    resolution,
    sources: replay.sources.slice(0, sourcesMax).map((source) => cleanLine(source, limits.reason, [])),
    told: toTell,
  };

  return {
    key,
    slug: replay.slug,
    org,
    title,
    begunAt: begunAt(replay, times),
    told: toTell,
    bodies: ({ policyVersion, ...identity }) => [
      {
        type: "declared",
        title,
        description: description === null ? null : clean(description, limits.description, []),
        source: { kind: "import", ref: key, url: null, name: org },
        isDrill: false,
        signals: [],
        detected: times.detected ??
          times.declared ?? { at: begunAt(replay, times).toISOString(), precision: "approx", basis: "file" },
        asksForSeverity: false,
        identity: { ...identity, policyVersion },
      },
      imported,
      ...lines,
    ],
    imported,
    lines,
  };
}

/** More sentences than these nobody reads. */
const toldMax = 20;
/** More than these are no sources but a list. */
const sourcesMax = 20;

/** The level that the file gives this policy; null where it gives none that can be taken. Nobody guesses. */
function severityIn(replay: Replay, policy: Policy, told: string[]): Severity | null {
  const { level, why } = givenLevel(replay, policy);
  if (why !== null) told.push(why);
  const found = level === null ? null : findLevel(policy, level);
  return found === null ? null : severityOf(policy, found);
}

function lineOf(
  event: ReplayEvent,
  replay: Replay,
  words: (text: string | null) => string,
): Past["lines"][number] {
  const precision = precisionOf(event);
  const text = words(event.text ?? event.type);
  return {
    type: "noted",
    text: plainName(event.type) === "decision" ? `Decision: ${text}` : text,
    saidBy: speaker(replay, event.by),
    saidAt: event.at.at.toISOString(),
    ...(precision === "approx" || precision === "day" ? { precision } : {}),
    basis: "file",
    url: null,
    attachments: [],
  };
}

/** The words of the last event that tells of it. */
function wordsOf({ events }: Replay, type: string, words: (text: string | null) => string): string {
  return words(inTime(events).findLast((event) => plainName(event.type) === type)?.text ?? null);
}

function begunAt({ anchors, events }: Replay, { declared, detected, started }: ImportedTimes): Date {
  const known = declared ?? detected ?? started;
  if (known !== undefined) return new Date(known.at);
  const moments = [
    ...events.map(({ at }) => at.at.getTime()),
    ...Object.values(anchors).flatMap((moment) => (moment === null ? [] : [moment.at.getTime()])),
  ];
  return new Date(Math.min(...moments)); // The reader has seen to it that there is one.
}
