import { yes } from "@muster/kernel";
import type { Part } from "../feature.ts";
import type { Status } from "../incident.ts";
import { applyWork, withWork } from "./apply.ts";
import { noteSuspects, noteWork } from "./decide.ts";
import type { WorkCommand, WorkEvent } from "./vocabulary.ts";
import { nextSteps, tellSuspects, tellWork } from "./words.ts";

const real: readonly Status[] = ["open", "mitigated", "resolved", "closed"];

/** What happens in the repository for the incident, as GitHub tells it. */
export const work: Part<WorkCommand, WorkEvent, never, never> = {
  allowed: { "note-work": real, "note-suspects": real, "look-for-suspects": real },
  openToTheNamed: [],
  // These are words of the repository, not of somebody who speaks to Muster; whoever shows them makes them harmless.
  texts: { "note-work": () => [], "note-suspects": () => [], "look-for-suspects": () => [] },
  decide: {
    "note-work": (incident, { work: seen }) => noteWork(incident, seen),
    "note-suspects": (incident, { found }) => noteSuspects(incident, found),
    "look-for-suspects": () => yes([{ type: "suspects-wanted" }]),
  },
  apply: {
    "work-seen": (incident, { work: seen }) => applyWork(incident, seen),
    "suspects-listed": (incident, { found }) => withWork(incident, () => ({ suspects: found })),
    "suspects-wanted": (incident) => incident,
  },
  tell: {
    "work-seen": ({ work: seen }) => tellWork(seen),
    "suspects-listed": ({ found }) => tellSuspects(found),
    "suspects-wanted": () => ({ kind: "suspects", text: "Asked what changed before it" }),
  },
  // The card shows how the fix stands; what changed before is looked at by whoever looks for the cause.
  hearing: { "work-seen": "never", "suspects-listed": "always", "suspects-wanted": "never" },
  explain: {},
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps,
};
