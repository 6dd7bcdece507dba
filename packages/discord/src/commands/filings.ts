import { answers, clocksFor, closings, limits } from "@muster/incident";
import { anchorsInUse, anchorsOf, catalogue, clocksOf, type Policy } from "@muster/policy";
import { clockDraft, clockList } from "../views/filing-list.ts";
import { label } from "../views/neutralise.ts";
import { choicesMax, type Choice } from "./choices.ts";
import { optional, order, required, type Family, type OptionDefinition } from "./definition.ts";

/** Those that this team's clocks count from stand first. */
function anchorChoices(policy: Policy): Choice[] {
  const known = anchorsOf(policy);
  const ids = [...new Set([...anchorsInUse(policy), ...Object.keys(known)])].slice(0, choicesMax);
  return ids.map((id) => ({
    label: label(known[id]?.name ?? id, 100),
    value: id,
    description: label(known[id]?.asks ?? "", 100),
  }));
}

const named = ([id, { name }]: [string, { name: string }]): Choice => ({
  label: label(`${id}: ${name}`, 100),
  value: id,
  description: "",
});

/** The incident's clocks first, then all that are known: what a profile left off may apply all the same. */
const clock: OptionDefinition = {
  ...required("clock", "pick", "Which one, for example gdpr-33", 80),
  suggest: ({ incident, policy }) => {
    const here = clocksFor(incident, policy).map((one): [string, { name: string }] => [one.id, one.clock]);
    const rest = Object.entries({ ...catalogue, ...clocksOf(policy) });
    return [...here, ...rest.filter(([id]) => here.every(([known]) => known !== id))].map(named);
  },
};
const words = (all: readonly (readonly [string, string])[]): Choice[] =>
  all.map(([value, description]) => ({ value, label: value, description }));
const reason = (why: string) => required("reason", "paragraph", why, limits.reason);

const answerWords = {
  yes: "At least one is needed",
  no: "None is needed",
  unsure: "Ask again",
} as const;
const closingWords = {
  "not-applicable": "The law does not ask for it here",
  missed: "It was due and was not made",
  open: "Take back what was said: it counts again",
} as const;

/** Reports that the law asks for. */
export const filingsCommands: Family = [
  {
    group: "clock",
    name: "list",
    description: "Deadlines for reports: what runs, what is done, what waits",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: clockList }),
  },
  {
    group: "clock",
    name: "decide",
    description: "Say whether a report to an authority is needed, and why",
    isAboutIncident: true,
    options: [
      {
        ...required("answer", "choice", "Unsure is an answer too: you are asked again"),
        choices: () => words(answers.map((answer) => [answer, answerWords[answer]])),
      },
      reason("Why; for a no: why the law does not apply"),
    ],
    read: (given) =>
      order({ do: "decide-report", answer: given.text("answer"), reason: given.text("reason") }),
  },
  {
    group: "clock",
    name: "anchor",
    description: "Say since when, and on which facts; clocks count from it",
    isAboutIncident: true,
    options: [
      { ...required("anchor", "choice", "What was judged", 80), choices: anchorChoices },
      required("facts", "paragraph", "The facts that this rests on", limits.reason),
      optional("since", "line", "08:40 or 2026-01-05 08:40 (UTC), or 20m ago. Empty: now", 40),
    ],
    read: (given) =>
      order({
        do: "set-anchor",
        anchor: given.text("anchor"),
        facts: given.text("facts"),
        since: given.optional("since"),
      }),
  },
  {
    group: "clock",
    name: "watch",
    description: "Turn a clock on for this incident that the policy has off",
    isAboutIncident: true,
    options: [clock],
    read: (given) => order({ do: "watch-clock", clock: given.text("clock") }),
  },
  {
    group: "clock",
    name: "draft",
    description: "What the report must hold, with what is recorded; nothing is sent",
    isAboutIncident: true,
    options: [clock],
    read: (given) => {
      const asked = given.text("clock");
      return { ask: "look", at: (sight) => clockDraft(sight, asked) };
    },
  },
  {
    group: "clock",
    name: "submitted",
    description: "Record that you submitted a report, or an update of it",
    isAboutIncident: true,
    options: [
      clock,
      required("reference", "line", "The authority's number, or how it was sent", 300),
      optional("place", "line", "Where the copy is kept", 300),
      optional("at", "line", "When: 08:40 or 2026-01-05 08:40 (UTC), or 20m ago. Empty: now", 40),
      optional("reason", "paragraph", "If it is late: why", limits.reason),
    ],
    read: (given) =>
      order({
        do: "submit-report",
        clock: given.text("clock"),
        reference: given.text("reference"),
        place: given.optional("place"),
        submittedAt: given.optional("at"),
        reason: given.optional("reason"),
      }),
  },
  {
    group: "clock",
    name: "close",
    description: "End a clock without a report, or open it again",
    isAboutIncident: true,
    options: [
      clock,
      {
        ...required("outcome", "choice", "How it ends"),
        choices: () => words(closings.map((closing) => [closing, closingWords[closing]])),
      },
      reason("Why: somebody will ask in a year"),
    ],
    read: (given) =>
      order({
        do: "close-report",
        clock: given.text("clock"),
        outcome: given.text("outcome"),
        reason: given.text("reason"),
      }),
  },
  {
    group: "clock",
    name: "extend",
    description: "An authority gave more time, or asked you to wait",
    isAboutIncident: true,
    options: [
      clock,
      required("authority", "line", "Who", 200),
      reason("Why"),
      required("until", "line", "Until when: 2026-02-01, 2026-02-01 12:00 (UTC), or 3d", 40),
    ],
    read: (given) =>
      order({
        do: "extend-report",
        clock: given.text("clock"),
        authority: given.text("authority"),
        reason: given.text("reason"),
        until: given.text("until"),
      }),
  },
];
