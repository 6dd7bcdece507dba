import { holdersOf } from "@muster/incident";
import type { SlotName } from "@muster/policy";
import { inline } from "../neutralise.ts";
import { rolesOf, timeText, unknown } from "../plain-words.ts";
import { leadingRole } from "./facts.ts";
import { lines, type DocumentView, type Slot } from "./slot.ts";

function roleLines({ incident, policy }: DocumentView): string[] {
  return rolesOf(incident, policy).map(({ id, name }) => {
    const holders = holdersOf(incident, id).map(
      ({ person, since }) => `${person.name}, from ${timeText(since, incident.date)} UTC`,
    );
    return `- ${inline(`${name}: ${holders.join("; ") || unknown}`)}`;
  });
}

/** Groups and experts who were called in, and who of them answered. */
function callLines({ incident }: DocumentView): string[] {
  return incident.calls.calls.map(({ name, answeredBy, answeredAt, at }) => {
    const answer =
      answeredBy === null || answeredAt === null
        ? "no answer recorded"
        : `${answeredBy.name} answered ${timeText(answeredAt, incident.date)} UTC`;
    return `- ${inline(`Called: ${name}, ${timeText(at, incident.date)} UTC: ${answer}`)}`;
  });
}

/** Everyone who is in the record, once each. Systems are not people. */
export function peopleIn({ incident }: Pick<DocumentView, "incident">): string[] {
  const names = [
    incident.reporter,
    ...Object.keys(incident.roles).flatMap((role) => holdersOf(incident, role).map(({ person }) => person)),
    ...incident.timeline.map(({ by }) => by),
    ...incident.actions.map(({ owner }) => owner),
  ]
    .filter(({ discord, github }) => discord !== null || github !== null)
    .map(({ name }) => name);
  return [...new Set(names)];
}

/** Who did what they did under which name. */
export const people = {
  leader: (view) => inline(view.policy.roles[leadingRole(view)]?.name ?? "Leader"),
  holder: (view, role = leadingRole(view)) => {
    const names = holdersOf(view.incident, role).map(({ person }) => person.name);
    return inline(names.join(", ")) || unknown;
  },
  roles: (view) => lines([...roleLines(view), ...callLines(view)], "- No role was asked for or taken."),
  people: (view) => inline(peopleIn(view).join(", ")) || unknown,
} satisfies Partial<Record<SlotName, Slot>>;
