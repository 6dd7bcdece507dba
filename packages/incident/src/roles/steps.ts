import type { NextStep, View } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../is-active.ts";
import { isSamePerson, type Person } from "../person.ts";
import { heldByOne } from "./separate.ts";
import { holdersOf, offersOf } from "./holders.ts";

/** Roles that are missing or awaited, and those that one person should not hold together. */
export function roleSteps(view: View): NextStep[] {
  const { incident, level } = view;
  if (!isActive(incident)) return [];
  const texts = [
    ...(level?.roles ?? []).flatMap((role) => toFill(view, role)),
    ...othersToFill(view),
    ...heldByOne(view).map(
      ({ person, names }) =>
        `${person.name} is both ${names.join(" and ")}; ${level?.id ?? "this level"} asks for two people. Hand one over: /incident role.`,
    ),
  ];
  return texts.map((text) => ({ when: "now", text }));
}

function toFill({ incident, policy }: View, role: string): string[] {
  if (holdersOf(incident, role).length > 0) return [];
  const name = policy.roles[role]?.name ?? role;
  const awaited = offersOf(incident, role).map(({ to }) => to);
  const until = stillWith(incident, role, awaited);
  if (awaited.length > 0)
    return [`${name}: waiting for ${awaited.map((to) => to.name).join(" and ")} to accept.${until}`];
  // Who leads is asked for by name; the others share a line, so that the list stays short enough to be read.
  return incident.response.leads === role
    ? [`${name} is missing: take it with the button, or /incident role.${until}`]
    : [];
}

function othersToFill({ incident, policy, level }: View): string[] {
  const names = (level?.roles ?? [])
    .filter((role) => role !== incident.response.leads)
    .filter((role) => holdersOf(incident, role).length === 0 && offersOf(incident, role).length === 0)
    .map((role) => policy.roles[role]?.name ?? role);
  if (names.length === 0) return [];
  const verb = names.length === 1 ? "is" : "are";
  const which = names.length === 1 ? "it" : "one";
  return [`${listed(names)} ${verb} missing: take ${which} with the button, or /incident role.`];
}

const listed = (names: string[]): string =>
  [...(names.length > 1 ? [names.slice(0, -1).join(", ")] : []), names.at(-1)].join(" and ");

/** Until somebody has accepted to lead, the incident is with the one who declared it. */
function stillWith({ reporter, response }: Incident, role: string, awaited: Person[]): string {
  const isPerson = reporter.discord !== null || reporter.github !== null;
  const isOther = awaited.every((to) => !isSamePerson(to, reporter));
  const isOpen = response.leads === role && response.ledAt === null;
  return isPerson && isOther && isOpen ? ` Until then it is with ${reporter.name}, who declared it.` : "";
}
