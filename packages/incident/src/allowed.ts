import type { CommandName } from "./command.ts";
import type { Incident, Status } from "./incident.ts";

/** The statuses in which each command makes sense. The whole state machine is this table. */
export const allowedIn = {
  "change-severity": ["open", "mitigated", "resolved"],
  "offer-role": ["open", "mitigated", "resolved"],
  "accept-role": ["open", "mitigated", "resolved"],
  "decline-role": ["open", "mitigated", "resolved"],
  "take-role": ["open", "mitigated", "resolved"],
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
  "add-action": ["open", "mitigated", "resolved", "closed"],
  "complete-action": ["open", "mitigated", "resolved", "closed"],
  "reopen-action": ["open", "mitigated", "resolved", "closed"],
  "report-signals": ["open", "mitigated", "resolved", "closed", "dismissed", "merged"],
  "publish-postmortem": ["open", "mitigated", "resolved", "closed"],
  "fire-timer": ["open", "mitigated", "resolved", "closed", "dismissed", "merged"],
} as const satisfies Record<CommandName, readonly Status[]>;

export function isAllowed(command: CommandName, status: Status): boolean {
  const statuses: readonly Status[] = allowedIn[command];
  return statuses.includes(status);
}

/** The commands that make sense now, so that no button promises what a press would refuse. */
export function commandsFor(incident: Incident): CommandName[] {
  return (Object.keys(allowedIn) as CommandName[]).filter((command) => isAllowed(command, incident.status));
}
