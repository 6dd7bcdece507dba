import { OverwriteType, PermissionFlagsBits as bits } from "discord-api-types/v10";
import { membersOf, type Incident } from "@muster/incident";
import { idsOf } from "../views/person.ts";
import type { Overwrite } from "./category.ts";

/** A bot may only grant what it holds. The rest comes from what the roles may do anyway. */
export const granted = String(bits.ViewChannel | bits.SendMessages | bits.ReadMessageHistory);

/** Hidden from everyone but these roles and the bot itself, which would otherwise lock itself out. */
export function privateTo(guildId: string, roleIds: string[], botId: string): Overwrite[] {
  return [
    { id: guildId, type: OverwriteType.Role, allow: "0", deny: String(bits.ViewChannel) },
    ...roleIds.map((id) => ({ id, type: OverwriteType.Role as const, allow: granted, deny: "0" })),
    { id: botId, type: OverwriteType.Member, allow: granted, deny: "0" },
  ];
}

/**
 * Those who are let in beside the responders: who was called, named for a role or a task, or invited. Of a restricted incident everybody
 * who can see it, because the responders cannot. In a drill nobody is called; a roll-call lets in whom it asks.
 */
export function letInto(incident: Incident, groupRoles: Record<string, string>): Overwrite[] {
  if (incident.restricted !== null) {
    const { people, groups } = membersOf(incident);
    return [...ofRoles(groups, groupRoles), ...ofMembers(idsOf(people))];
  }
  const { calls, response, access, isDrill, drill } = incident;
  const groups = isDrill
    ? (drill?.plan.groups ?? [])
    : calls.calls.flatMap(({ kind, whom }) => (kind === "group" ? [whom] : []));
  const called = isDrill
    ? (drill?.plan.asked ?? []).map(({ person }) => person)
    : calls.calls.flatMap(({ asked, answeredBy }) => [...asked, answeredBy]);
  const out = idsOf(access.removed);
  const people = idsOf([...called, ...response.guests, ...access.invited]).filter((id) => !out.includes(id));
  return [...ofRoles(groups, groupRoles), ...ofMembers(people)];
}

function ofRoles(groups: string[], groupRoles: Record<string, string>): Overwrite[] {
  const ids = new Set(groups.flatMap((group) => groupRoles[group] ?? []));
  return [...ids].map((id) => ({ id, type: OverwriteType.Role, allow: granted, deny: "0" }));
}

function ofMembers(ids: string[]): Overwrite[] {
  return ids.map((id) => ({ id, type: OverwriteType.Member, allow: granted, deny: "0" }));
}
