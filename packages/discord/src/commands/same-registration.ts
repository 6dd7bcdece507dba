import type { RESTPostAPIApplicationCommandsJSONBody } from "discord-api-types/v10";

/**
 * Whether Discord already knows the commands as they should be. Discord adds fields of its own (ids, versions, defaults), so
 * only what we would send is compared. Creating commands is limited to 200 a day and guild: unchanged ones are not sent again.
 */
export function isRegistered(wanted: RESTPostAPIApplicationCommandsJSONBody[], present: unknown): boolean {
  if (!Array.isArray(present) || present.length !== wanted.length) return false;
  return wanted.every((command) => present.some((known) => holds(command, known)));
}

/** Everything in `wanted` stands in `present`; what Discord leaves out because it is empty or false counts as the same. */
function holds(wanted: unknown, present: unknown): boolean {
  if (wanted === undefined || wanted === false || wanted === null)
    return present == null || present === false;
  if (Array.isArray(wanted)) {
    if (wanted.length === 0) return present == null || (Array.isArray(present) && present.length === 0);
    return (
      Array.isArray(present) &&
      present.length === wanted.length &&
      wanted.every((one, at) => holds(one, present[at]))
    );
  }
  if (typeof wanted === "object") {
    if (typeof present !== "object" || present === null) return false;
    const known = new Map(Object.entries(present));
    return Object.entries(wanted).every(([field, value]) => holds(value, known.get(field)));
  }
  return wanted === present;
}
