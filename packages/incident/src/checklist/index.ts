import type { Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { limits } from "../limits.ts";
import { decide } from "./decide.ts";
import { hear, occurrence } from "./facts.ts";
import { gates, openGates } from "./gates.ts";
import { fire, timers } from "./timers.ts";
import type {
  ChecklistCommand,
  ChecklistEvent,
  ChecklistRefusal,
  ChecklistReminder,
  ChecklistState,
} from "./vocabulary.ts";
import { explain, nextSteps, remind, tell } from "./words.ts";

const whileItMatters = ["open", "mitigated", "resolved", "closed"] as const;
const whileItGoesOn = ["open", "mitigated", "resolved"] as const;

const reasonOf = ({ reason }: { reason: string | null }) =>
  reason === null ? [] : [{ field: "reason", text: reason, max: limits.reason }];

/** The policy's phases with their steps, and runbooks. */
export const checklist: Part<ChecklistCommand, ChecklistEvent, ChecklistRefusal, ChecklistReminder> = {
  allowed: {
    "tick-steps": whileItMatters,
    "untick-step": whileItMatters,
    "skip-step": whileItMatters,
    "enter-phase": whileItGoesOn,
    "open-runbook": whileItGoesOn,
    "close-runbook": whileItMatters,
    "confirm-fix": ["mitigated"],
  },
  openToTheNamed: [],
  texts: {
    "tick-steps": ({ note }) => (note === null ? [] : [{ field: "note", text: note, max: limits.reason }]),
    "untick-step": reasonOf,
    "skip-step": reasonOf,
    "enter-phase": reasonOf,
    "open-runbook": () => [],
    "close-runbook": () => [],
    "confirm-fix": ({ note }) => [{ field: "note", text: note, max: limits.reason }],
  },
  decide,
  apply: {
    "step-ticked": (incident, event) =>
      marked(incident, event.step, { ...occurrence(event), is: "ticked", note: event.note }),
    "step-unticked": (incident, event) =>
      marked(incident, event.step, { ...occurrence(event), is: "open", note: event.reason }),
    "step-skipped": (incident, event) =>
      marked(incident, event.step, { ...occurrence(event), is: "skipped", note: event.reason }),
    "phase-entered": (incident, event) =>
      changed(incident, {
        entered: [...incident.checklist.entered, { ...occurrence(event), phase: event.phase }],
      }),
    "runbook-opened": (incident, event) =>
      changed(incident, {
        runbooks: [...incident.checklist.runbooks, { ...occurrence(event), id: event.runbook }],
      }),
    "runbook-closed": (incident, event) =>
      changed(incident, { runbooks: incident.checklist.runbooks.filter(({ id }) => id !== event.runbook) }),
    "fix-confirmed": (incident, event) =>
      changed(incident, { confirmed: { ...occurrence(event), note: event.note } }),
  },
  hears: hear,
  tell,
  // Ticks elsewhere are many and small: the card counts them.
  hearing: {
    "step-ticked": "never",
    "step-unticked": "unless-said-there",
    "step-skipped": "unless-said-there",
    "phase-entered": "unless-said-there",
    "runbook-opened": "unless-said-there",
    "runbook-closed": "never",
    "fix-confirmed": "unless-said-there",
  },
  explain,
  remind,
  timers,
  fire,
  nextSteps,
  gates,
  holdsOpen: (view) => openGates(view, "close").length > 0,
};

function changed(incident: Incident, change: Partial<ChecklistState>): Incident {
  return { ...incident, checklist: { ...incident.checklist, ...change } };
}

function marked(incident: Incident, step: string, mark: ChecklistState["marks"][string]): Incident {
  return changed(incident, { marks: { ...incident.checklist.marks, [step]: mark } });
}
