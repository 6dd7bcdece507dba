import type { Part } from "../feature.ts";
import { unknownPerson } from "../person.ts";
import type { RestoredEvent } from "./vocabulary.ts";

/** What became of an incident before its record was lost. Nobody commands it: `muster restore` writes it down once, after the declaration. */
export const restored: Part<never, RestoredEvent, never, never> = {
  allowed: {},
  openToTheNamed: [],
  texts: {},
  decide: {},
  apply: {
    restored: (incident, event) => ({
      ...incident,
      status: event.status,
      mergedInto: event.mergedInto,
      severity: event.severity,
      anchors: event.anchors,
      mitigation: event.mitigation === null ? null : { ...event.mitigation, by: unknownPerson },
      resolution: event.resolution,
      opened: event.opened,
      postmortem: event.postmortem,
      postmortemDueHours: event.postmortemDueHours,
      actions: event.actions,
      // People were paged when it happened, if at all.
      paged: true,
    }),
  },
  tell: {
    restored: ({ from, latest, unknown }) => ({
      kind: "state",
      text: [
        `The record of this incident was lost. What is known was read back from ${from}. Unknown: ${unknown.join(", ")}.`,
        ...(latest.length === 0 ? [] : [`The last lines of its timeline were: ${latest.join(" · ")}`]),
      ].join(" "),
      url: from,
    }),
  },
  hearing: { restored: "never" },
  explain: {},
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps: () => [],
};
