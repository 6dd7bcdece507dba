import type { Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson } from "../person.ts";
import { without } from "./members.ts";
import type { AccessState, VisibilityCommand, VisibilityEvent, VisibilityRefusal } from "./vocabulary.ts";

/** What each event makes of who may know. */
export const applyVisibility: Part<VisibilityCommand, VisibilityEvent, VisibilityRefusal, never>["apply"] = {
  restricted: (incident, event) => {
    const { why, at, by, fromStart, opensIssue, tellsOps, always: permanent, kept, shown } = event;
    const { opened } = incident;
    return {
      ...withAccess(incident, {
        always: permanent,
        kept,
        shown,
        shownSince: shown.length === 0 ? null : event.shownSince,
      }),
      restricted: { since: at, why, by },
      opened: {
        channel: true,
        opsAlerts: (!fromStart && opened.opsAlerts) || tellsOps,
        issue: (!fromStart && opened.issue) || opensIssue,
      },
    };
  },
  "restriction-lifted": (incident, { opens }) => ({
    ...withAccess(incident, {
      asked: [],
      lifted: [...incident.access.lifted, incident.restricted?.why ?? ""],
    }),
    restricted: null,
    opened: {
      channel: incident.opened.channel,
      opsAlerts: incident.opened.opsAlerts || opens.opsAlerts,
      issue: incident.opened.issue || opens.issue,
    },
  }),
  "access-given": (incident, { to }) =>
    withAccess(incident, {
      invited: [...without(incident.access.invited, to), to],
      removed: without(incident.access.removed, to),
      asked: incident.access.asked.filter(({ who }) => !isSamePerson(who, to)),
    }),
  "access-taken": (incident, { from }) =>
    withAccess(incident, {
      invited: without(incident.access.invited, from),
      removed: [...without(incident.access.removed, from), from],
    }),
  "access-asked": (incident, { who, reason: why, at }) =>
    withAccess(incident, { asked: [...incident.access.asked, { who, reason: why, at }] }),
  "access-refused": (incident, { who }) =>
    withAccess(incident, {
      asked: incident.access.asked.filter((one) => !isSamePerson(one.who, who)),
    }),
  "filing-stopped": (incident, { repo }) => withAccess(incident, { stoppedAt: repo }),
};

export function withAccess(incident: Incident, change: Partial<AccessState>): Incident {
  return { ...incident, access: { ...incident.access, ...change } };
}
