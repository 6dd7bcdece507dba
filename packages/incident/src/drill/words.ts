import { sayDuration } from "@muster/kernel";
import type { NextStep, Part, View } from "../feature.ts";
import type { DrillCommand, DrillEvent, DrillRefusal } from "./vocabulary.ts";

type Words = Part<DrillCommand, DrillEvent, DrillRefusal, never>;

const endWords = {
  time: "its time is over",
  resolved: "it was resolved",
  asked: "somebody ended it",
  answered: "everybody answered",
} as const;

export const sourceWords = {
  alert: "Alert",
  community: "Community",
  partner: "Partner",
  press: "Press",
  lead: "Lead",
  silence: "Silence",
} as const;

export const tell: Words["tell"] = {
  "drill-planned": ({ plan }) => ({
    kind: "state",
    text:
      plan.kind === "rollcall"
        ? `Drill: roll-call of ${plan.name}, ${plan.asked.length} asked by name`
        : `Drill planned: ${plan.name} (version ${plan.version}), ${plan.takesMin} min${plan.speed === 1 ? "" : ` at speed ${plan.speed}`}`,
  }),
  "drill-joined": ({ by }) => ({ kind: "role", text: `${by.name} takes part in the drill` }),
  "drill-left": ({ by }) => ({ kind: "role", text: `${by.name} takes no part any more` }),
  "drill-begun": () => ({ kind: "state", text: "Drill begun" }),
  "inject-delivered": ({ source, from, text, silenced }) => ({
    kind: "alert",
    text: `Inject, ${sourceWords[source].toLowerCase()}${from === null ? "" : ` (${from})`}: ${text}${silenced === null ? "" : ` [${silenced.name}]`}`,
  }),
  "drill-ended": ({ because }) => ({ kind: "state", text: `Drill ended: ${endWords[because]}` }),
  "drill-aborted": ({ reason }) => ({ kind: "state", text: `Drill aborted, because ${reason}` }),
  "gaps-taken": ({ gaps }) => ({
    kind: "action",
    text: `What the drill has shown to be missing is ${gaps.map(({ action }) => action).join(", ")}`,
  }),
  "rollcall-answered": ({ by, waitedMs, timeZone }) => ({
    kind: "call",
    text: `${by.name} answered the roll-call after ${sayDuration(waitedMs)}${timeZone === null ? "" : ` (${timeZone})`}`,
  }),
};

export const explain: Words["explain"] = {
  "no-drill": ({ ref }) => `${ref} is no drill. Start one with /drill start, or see /drill list.`,
  "not-in-a-drill": ({ what }) =>
    `${what} is for real incidents, and this is a drill. Say in the room what you would do: /incident decision.`,
  "drill-not-begun": ({ ref }) =>
    `The drill ${ref} has not begun. Whoever takes part presses Join; then somebody presses Begin.`,
  "drill-over": ({ ref }) =>
    `The drill ${ref} is over. /drill report shows how it went; /drill start begins another.`,
  "drill-begun-already": ({ ref }) => `The drill ${ref} has begun already. Go on in its room.`,
  "nobody-joined": ({ ref }) =>
    `Nobody has signed up for the drill ${ref} yet, so nobody would hear of it. Press Join first.`,
  "not-signed-up": ({ who }) =>
    `${who} has not signed up for this drill, so nothing reaches them. Ask them to press Join, or choose somebody who has.`,
  "drill-is-for-team": () =>
    "This drill is for the team: responders and people whom the policy names. Ask a responder if you should be one of them.",
  "only-roll-call": ({ ref }) =>
    `${ref} is a roll-call: it only asks who can be reached. Press I'm here, or start a drill with /drill start.`,
  "not-asked-in-rollcall": () =>
    "This roll-call does not ask you, so nothing is recorded. The policy says whom it asks: its groups, experts and the rota.",
  "no-gaps": ({ ref }) =>
    `Nothing is left to be taken from ${ref}: every gap is an action item already. /action list shows them.`,
};

export function nextSteps({ incident: { drill } }: View): NextStep[] {
  if (drill === null) return [];
  if (drill.over !== null) {
    const isOpen = drill.over.is === "ended" && drill.taken.length === 0;
    const text = "See how it went: /drill report. What was missing becomes action items: /drill gaps.";
    return isOpen ? [{ when: "now", text }] : [];
  }
  if (drill.plan.kind === "rollcall") return [{ when: "now", text: "Whoever is asked presses I'm here." }];
  if (drill.begunAt === null)
    return [{ when: "now", text: "Whoever takes part presses Join; then somebody presses Begin." }];
  return [];
}
