import type { Part } from "../feature.ts";
import { unknownPerson } from "../person.ts";
import { notTold } from "../replay/words.ts";
import type { ImportedEvent } from "./vocabulary.ts";

/** A past incident from a file. Nobody commands it: `muster import` writes it down once, after the declaration. */
export const imported: Part<never, ImportedEvent, never, never> = {
  allowed: {},
  openToTheNamed: [],
  texts: {},
  decide: {},
  apply: {
    imported: (incident, { file, severity, anchors, leader, published, mitigation, resolution }) => ({
      ...incident,
      // It is past: nothing is asked for any more, whatever the file leaves open. What people did with it since then stands.
      status: incident.imported === null ? "closed" : incident.status,
      severity,
      anchors,
      mitigation:
        mitigation === null
          ? null
          : { what: mitigation, verified: `unknown (${notTold})`, by: unknownPerson },
      resolution,
      opened: { channel: false, opsAlerts: false, issue: false },
      // Whoever had to be called was called then.
      paged: true,
      imported: { file, leader, published },
    }),
  },
  tell: {
    imported: ({ file: { key, org, certainty }, sources, told, changes }) => ({
      kind: changes === undefined ? "state" : "correction",
      text: [
        ...(changes === undefined
          ? []
          : ["Told otherwise by its file, which was imported again.", ...changes]),
        `Imported from a file, as a past incident: ${[key, org === null ? null : `of ${org}`, certainty === null ? null : `(certainty ${certainty})`].filter((word) => word !== null).join(" ")}.`,
        sources.length === 0 ? "Sources are not told." : `Sources: ${sources.join("; ")}`,
        ...told,
      ].join(" "),
    }),
  },
  hearing: { imported: "never" },
  explain: {},
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps: () => [],
};
