import type { IncidentEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { FilingEvent, FilingOutcome, FilingState } from "./vocabulary.ts";

type Of<Type extends FilingEvent["type"]> = Extract<IncidentEvent, { type: Type }>;

export const applyFilings: {
  [Type in FilingEvent["type"]]: (incident: Incident, event: Of<Type>) => Incident;
} = {
  "anchor-set": (incident, { anchor, since, facts, by, at }) =>
    change(incident, ({ anchors }) => ({
      anchors: { ...anchors, [anchor]: { at: since, facts, by, setAt: at } },
    })),
  "report-decided": (incident, { answer: is, reason, by, at }) =>
    change(incident, () => ({ answer: { is, reason, by, at } })),
  "clock-watched": (incident, { clock }) =>
    change(incident, ({ watched }) => ({ watched: [...watched, clock] })),
  "report-submitted": (incident, { clock, submittedAt, reference, place, reason, by, at }) =>
    withOutcome(incident, clock, { is: "submitted", submittedAt, reference, place, reason, by, at }),
  "report-closed": (incident, { clock, outcome: is, reason, by, at }) =>
    withOutcome(incident, clock, { is, reason, by, at }),
  "report-extended": (incident, { clock, authority, reason, until, by, at }) =>
    change(incident, ({ extensions }) => ({
      extensions: { ...extensions, [clock]: { authority, reason, until, by, at } },
    })),
};

function withOutcome(incident: Incident, clock: string, outcome: FilingOutcome): Incident {
  return change(incident, ({ outcomes }) => ({
    outcomes: { ...outcomes, [clock]: [...(outcomes[clock] ?? []), outcome] },
  }));
}

function change(incident: Incident, next: (state: FilingState) => Partial<FilingState>): Incident {
  return { ...incident, filings: { ...incident.filings, ...next(incident.filings) } };
}
