import { no, yes } from "@muster/kernel";
import type { Decision, Part } from "../feature.ts";
import type { Anchor, Incident } from "../incident.ts";
import { readInstant } from "./read-instant.ts";
import {
  settableTimes,
  type SettableTime,
  type TimeCommand,
  type TimeEvent,
  type TimeRefusal,
  type TimeReminder,
} from "./vocabulary.ts";

const words: Record<SettableTime, string> = {
  started: "it began",
  detected: "it was detected",
  acknowledged: "the response started",
  rootCauseFound: "the root cause was identified",
  mitigated: "it was mitigated",
  resolved: "it was resolved",
};

/** No figure may count from an end to its beginning. A weakness may well be found before it does harm, so detection is free. */
const inOrder: [SettableTime, SettableTime][] = [
  ["started", "mitigated"],
  ["started", "resolved"],
  ["detected", "resolved"],
  ["mitigated", "resolved"],
];

/** These come from what people did; without that there is nothing to put right. */
const needsDeed: readonly SettableTime[] = ["mitigated", "resolved"];

/** When it really was. */
export const times: Part<TimeCommand, TimeEvent, TimeRefusal, TimeReminder> = {
  allowed: { "set-time": ["open", "mitigated", "resolved", "closed"] },
  openToTheNamed: [],
  texts: { "set-time": ({ at }) => [{ field: "at", text: at, max: 40 }] },
  decide: { "set-time": (incident, command, { now }) => setTime(incident, command, now) },
  apply: {
    "time-set": (incident, { time, anchor }) => ({
      ...incident,
      anchors: { ...incident.anchors, [time]: anchor },
    }),
  },
  tell: {
    "time-set": ({ time, anchor, was }) => {
      const before = was === null || was.at === anchor.at ? "" : ` Before: ${sayInstant(was)}.`;
      return { kind: "correction", text: `Time set: ${words[time]} ${sayInstant(anchor)}.${before}` };
    },
  },
  hearing: { "time-set": "unless-said-there" },
  explain: {
    "moment-unknown": ({ asked }) =>
      `There is no time \`${asked}\` to set. Choose one of ${settableTimes.map((time) => `\`${time}\``).join(", ")}.`,
    "moment-unreadable": ({ asked }) =>
      `I cannot read the time \`${asked}\`. Write it in UTC as \`2026-11-21 14:05\`.`,
    "moment-ahead": ({ asked }) => `${asked} is still ahead. Write when it was, in UTC.`,
    "moment-not-yet": ({ time }) =>
      `Nothing says yet that ${words[time]}. Say so first with /incident ${time === "mitigated" ? "mitigate" : "resolve"}, then put the time right.`,
    "moments-out-of-order": ({ earlier, later, laterAt }) =>
      `That would put the time when ${words[earlier]} after the time when ${words[later]} (${laterAt.slice(0, 16).replace("T", " ")} UTC). Put the other one right first, or choose an earlier time.`,
  },
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps: () => [],
};

function setTime(incident: Incident, { time, at, isAbout }: TimeCommand, now: Date): Decision {
  if (!settableTimes.includes(time)) return no({ because: "moment-unknown", asked: time });
  const read = readInstant(at);
  if (read === null) return no({ because: "moment-unreadable", asked: at });
  if (new Date(read.at) > now) return no({ because: "moment-ahead", asked: at.trim() });
  const was = incident.anchors[time] ?? null;
  if (was === null && needsDeed.includes(time)) return no({ because: "moment-not-yet", time });

  const precision = isAbout ? "approx" : read.precision;
  const anchor: Anchor = { at: read.at, precision, basis: "estimate" };
  if (was?.at === anchor.at && was.precision === precision) return yes([]);
  const anchors = { ...incident.anchors, [time]: anchor };
  const wrong = inOrder.find(([earlier, later]) => {
    const [first, second] = [anchors[earlier], anchors[later]];
    return first !== undefined && second !== undefined && first.at > second.at;
  });
  if (wrong === undefined) return yes([{ type: "time-set", time, anchor, was }]);
  const [earlier, later] = wrong;
  return no({ because: "moments-out-of-order", earlier, later, laterAt: anchors[later]?.at ?? "" });
}

function sayInstant({ at, precision }: Anchor): string {
  return `${precision === "approx" ? "about " : ""}${at.slice(0, 16).replace("T", " ")} UTC`;
}
