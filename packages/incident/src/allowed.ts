import type { CommandName, CoreCommand } from "./command.ts";
import type { Incident, Status } from "./incident.ts";
import { parts } from "./parts.ts";

/** The core's commands; each part has its own rows. */
const coreAllowedIn = {
  "change-severity": ["open", "mitigated", "resolved"],
  note: ["open", "mitigated", "resolved", "closed", "dismissed"],
  correct: ["open", "mitigated", "resolved", "closed", "dismissed"],
  decide: ["open", "mitigated", "resolved", "closed"],
  update: ["open", "mitigated"],
  "find-root-cause": ["open", "mitigated", "resolved", "closed"],
  mitigate: ["open"],
  resolve: ["open", "mitigated"],
  reopen: ["mitigated", "resolved", "closed", "dismissed"],
  dismiss: ["open", "mitigated"],
  merge: ["open", "mitigated"],
  absorb: ["open", "mitigated", "resolved", "closed"],
  "request-hotfix": ["open", "mitigated"],
  "report-signals": ["open", "mitigated", "resolved", "closed", "dismissed", "merged"],
  "publish-postmortem": ["open", "mitigated", "resolved", "closed"],
  "fire-timer": ["open", "mitigated", "resolved", "closed", "dismissed", "merged"],
} as const satisfies Record<CoreCommand["do"], readonly Status[]>;

/** The statuses in which each command makes sense. The whole state machine is this table. */
export const allowedIn = { ...coreAllowedIn, ...parts.allowed } as Record<CommandName, readonly Status[]>; // Every command is the core's or a part's.

export function isAllowed(command: CommandName, status: Status): boolean {
  return allowedIn[command].includes(status);
}

/** The commands that make sense now, so that no button promises what a press would refuse. */
export function commandsFor(incident: Incident): CommandName[] {
  return (Object.keys(allowedIn) as CommandName[]).filter((command) => isAllowed(command, incident.status));
}
