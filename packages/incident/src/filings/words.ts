import type { Told } from "../feature.ts";
import type { FilingEvent, FilingRefusal, FilingReminder } from "./vocabulary.ts";

type Of<Type extends FilingEvent["type"]> = Extract<FilingEvent, { type: Type }>;

/** What stands in the timeline. */
export const tellFilings: { [Type in FilingEvent["type"]]: (event: Of<Type>) => Told } = {
  "anchor-set": ({ name, since, facts, was }) => ({
    kind: "filing",
    text: `${name} since ${minute(since)}${was === null ? "" : ` (was ${minute(was)})`}: ${facts}`,
  }),
  "report-decided": ({ answer, reason }) => ({
    kind: "filing",
    text: `${answerWords[answer]}: ${reason}`,
  }),
  "clock-watched": ({ name }) => ({ kind: "filing", text: `Clock turned on for this incident: ${name}` }),
  "report-submitted": ({ name, submittedAt, reference, place, reason, isUpdate }) => ({
    kind: "filing",
    text: `${isUpdate ? "Update submitted" : "Submitted"}: ${name}, ${minute(submittedAt)}, reference ${reference}${place === null ? "" : `, copy at ${place}`}${reason === null ? "" : `; late, because ${reason}`}`,
  }),
  "report-closed": ({ name, outcome, reason }) => ({
    kind: "filing",
    text: `${name}: ${outcomeWords[outcome]}, because ${reason}`,
  }),
  "report-extended": ({ name, authority, reason, until }) => ({
    kind: "filing",
    text: `${name}: ${authority} gives time until ${minute(until)}, because ${reason}`,
  }),
};

const answerWords = {
  yes: "A report to an authority is needed",
  no: "No report to an authority is needed",
  unsure: "Not sure whether a report to an authority is needed",
} as const;

const outcomeWords = {
  "not-applicable": "not applicable",
  missed: "missed",
  open: "open again",
} as const;

/** `2026-01-05 08:40 UTC`. */
export const minute = (instant: string): string => `${instant.slice(0, 16).replace("T", " ")} UTC`;
const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");

type Because<Name extends FilingRefusal["because"]> = Extract<FilingRefusal, { because: Name }>;

export const explainFilings: {
  [Name in FilingRefusal["because"]]: (refused: Because<Name>) => string;
} = {
  "anchor-needs-a-person": () =>
    "What a clock counts from is for a person to judge, with the facts: /clock anchor.",
  "unknown-anchor": ({ asked, anchors }) =>
    `There is no \`${asked}\` that a clock counts from. Choose one of ${listed(anchors)}.`,
  "unknown-clock": ({ asked, clocks }) =>
    `There is no clock \`${asked}\`. Choose one of ${listed(clocks.slice(0, 40))}.`,
  "unknown-answer": ({ asked }) =>
    `\`${asked}\` is no answer here. Say \`yes\`, \`no\` or \`unsure\`, each with a reason.`,
  "unknown-outcome": ({ asked }) =>
    `\`${asked}\` is no end for a clock. Say \`not-applicable\`, \`missed\`, or \`open\` to take back what was said. For a report that went out: /clock submitted.`,
  "late-needs-reason": ({ name, dueAt }) =>
    `${name} was due ${minute(dueAt)}. A late report says why: add \`reason\`. If it went out in time, say when with \`at\`.`,
};

type About<Name extends FilingReminder["about"]> = Extract<FilingReminder, { about: Name }>;

export const remindFilings: {
  [Name in FilingReminder["about"]]: (reminder: About<Name>) => string;
} = {
  "report-question": () => "is a report to an authority needed?",
  "report-due": ({ also = [], ...first }) =>
    [first, ...also]
      .map(({ name, dueAt, isOverdue }) =>
        isOverdue ? `${name} is overdue since ${minute(dueAt)}` : `${name} is due ${minute(dueAt)}`,
      )
      .join("; "),
};
