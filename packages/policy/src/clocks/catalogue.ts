import type { Policy } from "../schema.ts";
import { anchors } from "./anchors.ts";
import { cards } from "./cards.ts";
import { clockSchema, type AnchorTerms, type Clock } from "./clock.ts";
import { elsewhere } from "./elsewhere.ts";
import { eu } from "./eu.ts";
import { us } from "./us.ts";

/** Every clock that Muster knows, by its id. All are off until a profile of the team turns them on. */
export const catalogue: Record<string, Clock> = Object.fromEntries(
  Object.entries({ ...eu, ...us, ...cards, ...elsewhere }).map(([id, clock]) => [
    id,
    clockSchema.parse(clock),
  ]),
);

/**
 * The clocks that hold for this team: those of its profiles, those it turned on by name, and its own. One of its own with the id of a
 * known clock stands in for that one.
 */
export function clocksOf({ entity, filings }: Policy): Record<string, Clock> {
  const known = Object.entries(catalogue).filter(([id, clock]) => {
    if (filings.on.includes(id)) return true;
    const isMeant = clock.profiles.some((profile) => entity.profiles.includes(profile));
    return isMeant && clock.inForce === "yes" && !filings.off.includes(id);
  });
  return { ...Object.fromEntries(known), ...filings.clocks };
}

/** What can be set as an anchor under this policy, by its id: the known ones and the policy's own. */
export function anchorsOf({ filings }: Policy): Record<string, AnchorTerms> {
  return { ...anchors, ...filings.anchors };
}

/** The anchors that some clock of this team counts from, in the order of its clocks. */
export function anchorsInUse(policy: Policy): string[] {
  const used = Object.values(clocksOf(policy)).flatMap(({ deadline }) =>
    deadline.flatMap((one) => ("anchor" in one ? [one.anchor] : [])),
  );
  return [...new Set(used)];
}
