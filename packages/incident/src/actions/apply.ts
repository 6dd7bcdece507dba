import type { Part } from "../feature.ts";
import type { ActionItem, Incident } from "../incident.ts";
import type { IncidentEvent } from "../event.ts";
import type {
  ActionCommand,
  ActionEvent,
  ActionField,
  ActionRefusal,
  ActionReminder,
  Said,
} from "./vocabulary.ts";

type Apply = Part<ActionCommand, ActionEvent, ActionRefusal, ActionReminder>["apply"];

export const apply: Apply = {
  "action-added": (incident, { action: id, text, owner, due, kind, at, said }) => {
    const item: ActionItem = {
      id,
      text,
      owner,
      due,
      done: false,
      at,
      ...(kind === undefined ? {} : { kind }),
      // What people said since they wrote it counts, however late it was read.
      ...(said === undefined
        ? {}
        : { meant: { text: said.at, owner: said.at, due: said.at, status: said.at } }),
    };
    return { ...incident, actions: [...incident.actions, item] };
  },
  "action-done": (incident, event) =>
    changed(incident, event, "status", (item) => ({ ...standing(item), done: true })),
  "action-reopened": (incident, event) =>
    changed(incident, event, "status", (item) => ({ ...standing(item), done: false })),
  "action-moved": (incident, event) =>
    changed(incident, event, "status", (item) => ({
      ...standing(item),
      done: false,
      stands: event.status,
      ...(event.reason === null ? {} : { why: event.reason }),
    })),
  "action-changed": (incident, event) => {
    const [field] = Object.keys(event.change) as [ActionField]; // A change is of one field.
    return changed(incident, event, field, (item) => {
      const { gate: _gate, ...rest } = item;
      if (!("gate" in event.change)) return { ...item, ...event.change };
      return event.change.gate ? { ...rest, gate: true } : rest;
    });
  },
  "action-snoozed": (incident, { action, until, reason, by }) =>
    withItem(incident, action, (item) => ({ ...item, snoozed: { until, reason, by } })),
  "action-affirmed": (incident, event) => changed(incident, event, event.field, (item) => item),
  "action-overruled": (incident) => incident,
  "action-untracked": (incident, { action, said }) =>
    withItem(incident, action, (item) => ({ ...item, untracked: [...(item.untracked ?? []), said.where] })),
};

/** Who was reminded of what, so that nobody is reminded of it twice. */
export function hears(incident: Incident, event: IncidentEvent): Incident {
  if (event.type !== "reminded") return incident;
  const { of } = event;
  if (of.about !== "actions-due" && of.about !== "actions-escalated") return incident;
  const actions = incident.actions.map((item) =>
    !of.actions.includes(item.id)
      ? item
      : of.about === "actions-due"
        ? { ...item, remindedOf: item.due }
        : { ...item, escalatedOf: item.due },
  );
  return { ...incident, actions };
}

/** The item without what its last status said. */
function standing({ stands: _stands, why: _why, ...item }: ActionItem): ActionItem {
  return item;
}

type Meant = { action: string; at: string; said?: Said };

function changed(
  incident: Incident,
  { action, at, said }: Meant,
  field: ActionField,
  change: (item: ActionItem) => ActionItem,
): Incident {
  return withItem(incident, action, (item) => ({
    ...change(item),
    meant: { ...item.meant, [field]: said?.at ?? at },
  }));
}

function withItem(incident: Incident, id: string, change: (item: ActionItem) => ActionItem): Incident {
  return { ...incident, actions: incident.actions.map((item) => (item.id === id ? change(item) : item)) };
}
