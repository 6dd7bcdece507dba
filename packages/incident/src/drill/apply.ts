import type { Incident } from "../incident.ts";
import type { IncidentEvent } from "../event.ts";
import type { Part } from "../feature.ts";
import { isSamePerson } from "../person.ts";
import { welcome } from "../response/guests.ts";
import type { DrillCommand, DrillEvent, DrillRefusal, DrillState } from "./vocabulary.ts";

type Apply = Part<DrillCommand, DrillEvent, DrillRefusal, never>["apply"];

/** The drill after an event. Its incident's clocks run from its beginning: before that people only sign up. */
export const apply: Apply = {
  "drill-planned": (incident, { plan, at, by }) => {
    const isRollcall = plan.kind === "rollcall";
    const drill: DrillState = {
      plan,
      plannedAt: at,
      by,
      participants: [],
      begunAt: isRollcall ? at : null,
      delivered: [],
      moves: [],
      over: null,
      taken: [],
      answers: [],
    };
    // A room of its own at any level; nothing else is opened for it.
    return { ...incident, drill, opened: { channel: true, opsAlerts: false, issue: false } };
  },
  "drill-joined": (incident, event) =>
    withDrill(welcome(incident, { to: event.by, ...guest(event) }), (drill) => ({
      ...drill,
      participants: [...drill.participants, { person: event.by, at: event.at }],
    })),
  "drill-left": (incident, { by }) =>
    withDrill(incident, (drill) => ({
      ...drill,
      participants: drill.participants.filter(({ person }) => !isSamePerson(person, by)),
    })),
  "drill-begun": (incident, event) => {
    const { at } = event;
    const anchor = { at, precision: "second", basis: "recorded" } as const;
    const begun = { ...incident, anchors: { ...incident.anchors, detected: anchor, declared: anchor } };
    return withDrill(begun, (drill) => ({ ...drill, begunAt: at }));
  },
  "inject-delivered": (incident, { inject, at, seq, silenced }) =>
    withDrill(incident, (drill) => ({
      ...drill,
      delivered: [...drill.delivered, { inject, at, seq, silenced }],
    })),
  "drill-ended": (incident, { at, because }) => over(incident, { at, is: "ended", because }),
  "drill-aborted": (incident, { at, reason }) => over(incident, { at, is: "aborted", because: reason }),
  "gaps-taken": (incident, { gaps }) =>
    withDrill(incident, (drill) => ({ ...drill, taken: [...drill.taken, ...gaps] })),
  "rollcall-answered": (incident, { by, at, timeZone, waitedMs }) =>
    withDrill(incident, (drill) => ({
      ...drill,
      answers: [...drill.answers, { person: by, at, timeZone, waitedMs }],
    })),
};

const guest = ({ isGuest }: Extract<IncidentEvent, { type: "drill-joined" }>): { isGuest?: true } =>
  isGuest === true ? { isGuest } : {};

const over = (incident: Incident, how: NonNullable<DrillState["over"]>): Incident =>
  withDrill(incident, (drill) => ({ ...drill, over: how }));

function withDrill(incident: Incident, change: (drill: DrillState) => DrillState): Incident {
  return incident.drill === null ? incident : { ...incident, drill: change(incident.drill) };
}
