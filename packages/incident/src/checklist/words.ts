import type { NextStep, Part, View } from "../feature.ts";
import { fixerToConfirm, openGates } from "./gates.ts";
import type {
  ChecklistCommand,
  ChecklistEvent,
  ChecklistRefusal,
  ChecklistReminder,
  NamedOpenStep,
} from "./vocabulary.ts";

type Whole = Part<ChecklistCommand, ChecklistEvent, ChecklistRefusal, ChecklistReminder>;

const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");
const because = (reason: string | null): string => (reason === null ? "" : `, because ${reason}`);

export const tell: Whole["tell"] = {
  "step-ticked": ({ text, note }) => ({
    kind: "state",
    text: `Done: ${text}${note === null ? "" : ` (${note})`}`,
  }),
  "step-unticked": ({ text, reason }) => ({ kind: "state", text: `Open again: ${text} Because ${reason}` }),
  "step-skipped": ({ text, reason }) => ({ kind: "state", text: `Skipped: ${text} Because ${reason}` }),
  "phase-entered": ({ name, from, reason }) => ({
    kind: "state",
    text: `Phase: ${from === null ? "" : `${from} → `}${name}${because(reason)}`,
  }),
  "runbook-opened": ({ name }) => ({ kind: "state", text: `Runbook in use: ${name}` }),
  "runbook-closed": ({ name }) => ({ kind: "state", text: `Runbook put away: ${name}` }),
  "fix-confirmed": ({ note, by }) => ({ kind: "state", text: `Fix confirmed by ${by.name}: ${note}` }),
};

export const remind: Whole["remind"] = {
  "phase-over": ({ name, toMin, open, more }) =>
    `${name} is over its ${toMin} min; open: ${open.join(" ")}${more > 0 ? ` And ${more} more.` : ""}`,
  runbook: ({ name, text }) => `${name}: ${text}`,
};

export const explain: Whole["explain"] = {
  "step-unknown": ({ asked, open }) =>
    open.length === 0
      ? `There is no step \`${asked}\`, and none is open. /checklist show lists them.`
      : `There is no step \`${asked}\`. Open are ${listed(open)}. /checklist show lists them all.`,
  "step-needs-note": ({ step, text, note }) =>
    `“${text}” needs a note when it is ticked: ${note} Write it with /checklist tick step:${step} note:…`,
  "step-makes-action": ({ step, text }) =>
    `“${text}” needs somebody who does it and a day: /checklist plan step:${step} owner:… due:… makes it an action item.`,
  "step-follows": ({ text, how }) => `“${text}” follows what happens. Use ${how}; the step ticks itself.`,
  "step-not-done": ({ text }) => `“${text}” is open already. Nothing changed.`,
  "steps-first": ({ before, steps }) =>
    `Before /incident ${before}, the policy wants this done: ${named(steps)} Tick it with /checklist tick step:${steps[0]?.id ?? "…"}, or say why not with /checklist skip.`,
  "confirm-first": ({ fixer }) =>
    `${fixer} reported the mitigation and several people took part, so somebody else checks that it holds. They use /checklist confirm, or /incident resolve themselves.`,
  "confirm-own-fix": () =>
    "You reported the mitigation, so somebody else confirms it. Ask another responder to look and to use /checklist confirm.",
  "phase-unknown": ({ asked, phases }) =>
    phases.length === 0
      ? "This policy has no phases at this level. Go on with /incident mitigate and /incident resolve."
      : `There is no phase \`${asked}\` to enter. Choose one of ${listed(phases)}.`,
  "phase-back-needs-reason": ({ from, to, phase }) =>
    `Going back from ${from} to ${to} needs a reason. Add one: /checklist phase phase:${phase} reason:…`,
  "runbook-unknown": ({ asked, runbooks }) =>
    runbooks.length === 0
      ? "This policy has no runbooks. /runbook template shows how one is written."
      : `There is no runbook \`${asked}\`. Choose one of ${listed(runbooks)}.`,
};

const named = (steps: NamedOpenStep[]): string => {
  const shown = steps.slice(0, 3).map(({ text }) => `“${text}”`);
  const more = steps.length > 3 ? ` and ${steps.length - 3} more` : "";
  return `${shown.join(" ")}${more}.`.replace("”.", "”");
};

/** What is asked for before the next move. Everything else of the checklist stands on the card in one line. */
export function nextSteps(view: View): NextStep[] {
  const { incident, policy } = view;
  const before = (gate: "mitigate" | "resolve" | "close"): string[] =>
    openGates(view, gate).map(
      ({ id, text }) => `Before you can ${gate}: ${text} /checklist tick step:${id}, or /checklist skip.`,
    );
  switch (incident.status) {
    case "open":
      return [...(policy.stopFirst === null ? [] : [policy.stopFirst]), ...before("mitigate")].map(
        (text) => ({
          when: "now",
          text,
        }),
      );
    case "mitigated": {
      const fixer = fixerToConfirm(view);
      const confirm =
        fixer === null
          ? []
          : [`Somebody other than ${fixer.name} checks that the fix holds: /checklist confirm.`];
      return [...before("resolve"), ...confirm].map((text) => ({ when: "soon", text }));
    }
    case "resolved":
      // Until the postmortem is published nothing waits for them.
      return (incident.postmortem?.publishedAt == null ? [] : before("close")).map((text) => ({
        when: "later",
        text,
      }));
    default:
      return [];
  }
}
