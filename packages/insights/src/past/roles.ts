import type { Incident, IncidentEvent } from "@muster/incident";

/** When somebody first took the role that leads; null while nobody did. */
export function leaderAt({ response }: Incident, events: readonly IncidentEvent[]): string | null {
  const { leads } = response;
  const taken = events.find(
    (event) => event.type === "role-accepted" && (leads === null || event.role === leads),
  );
  return taken?.at ?? null;
}

/** When all the roles were first held at once; null while they never were, or where none is asked for. */
export function rolesFilledAt(events: readonly IncidentEvent[], roles: readonly string[]): string | null {
  if (roles.length === 0) return null;
  const held = new Map<string, number>();
  for (const event of events) {
    if (event.type === "role-left") held.set(event.role, (held.get(event.role) ?? 1) - 1);
    if (event.type !== "role-accepted") continue;
    held.set(event.role, event.isMany === true ? (held.get(event.role) ?? 0) + 1 : 1);
    if (roles.every((role) => (held.get(role) ?? 0) > 0)) return event.at;
  }
  return null;
}
