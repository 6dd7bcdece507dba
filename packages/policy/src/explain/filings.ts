import { anchorsOf, clocksOf } from "../clocks/catalogue.ts";
import type { Clock, Deadline } from "../clocks/clock.ts";
import { sayOffset } from "../clocks/offset.ts";
import { profiles } from "../clocks/profiles.ts";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

/** Reports that the law asks for, in plain sentences: what the level asks for. */
export function filingsOfLevel(policy: Policy, level: NamedLevel): string[] {
  return asksEarly(policy, level)
    ? ["People are asked early whether a report to an authority is needed."]
    : [];
}

/** Whether people are asked early, at this level, if a report is needed. */
export function asksEarly({ entity, filings }: Policy, level: NamedLevel): boolean {
  return filings.askLevels.includes(level.id) || (entity.profiles.length > 0 && level.opens.channel);
}

/** Reports that the law asks for, in plain sentences: what the policy asks for at every level. */
export function filingsOfPolicy(policy: Policy): string[] {
  const { entity, filings, roles, controls } = policy;
  const clocks = Object.entries(clocksOf(policy));
  const owner = filings.owner === null ? null : (roles[filings.owner]?.name ?? filings.owner);
  return [
    ...entity.profiles.map((id) => `The team: ${profiles[id] ?? id}.`),
    ...(owner === null ? [] : [`${owner} looks after reports to authorities.`]),
    ...clocks.map(([, clock]) => `${clockInWords(policy, clock)} Confirm with counsel.`),
    ...(controls.length === 0 ? [] : ["How controls are met:"]),
    ...controls.map(({ id, asks, kept }) => `  ${id} | ${asks} | ${kept}`),
  ];
}

function clockInWords(policy: Policy, clock: Clock): string {
  const deadlines = clock.deadline.map((one) => deadlineInWords(policy, one)).join(", or ");
  const first = clock.deadline.length > 1 ? ", whichever comes first" : "";
  return `${clock.name}: ${deadlines}${first}. To: ${clock.recipient}.`;
}

/** `72 h after “Became aware”`, `1 month after the latest report of dora-int`. */
export function deadlineInWords(policy: Policy, deadline: Deadline): string {
  const after = sayOffset(deadline.after);
  if ("anchor" in deadline) {
    return `${after} after “${anchorsOf(policy)[deadline.anchor]?.name ?? deadline.anchor}”`;
  }
  const which = deadline.which === "latest" ? "the latest update of " : "";
  return `${after} after ${which}${clocksOf(policy)[deadline.submitted]?.name ?? deadline.submitted} was submitted`;
}
