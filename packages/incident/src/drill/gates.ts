import { no, yes, type Result } from "@muster/kernel";
import type { Command, CommandName } from "../command.ts";
import type { Gate } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { DrillCommand, DrillRefusal } from "./vocabulary.ts";
import { hasJoined, isRollcall, isWaitingToBegin } from "./standing.ts";

const own: readonly DrillCommand["do"][] = [
  "join-drill",
  "leave-drill",
  "begin-drill",
  "end-drill",
  "abort-drill",
  "take-gaps",
  "answer-rollcall",
];
/** What can be said at any time. */
const always: readonly CommandName[] = [...own, "note", "correct", "fire-timer", "snooze-ask", "dismiss-ask"];

/** What would reach out of the room, or start something that is real. In words that end "… is for real incidents". */
const outward: Partial<Record<CommandName, string>> = {
  "set-anchor": "A clock of the law",
  "decide-report": "A clock of the law",
  "watch-clock": "A clock of the law",
  "submit-report": "A report to an authority",
  "close-report": "A report to an authority",
  "extend-report": "A report to an authority",
  "request-hotfix": "A hotfix branch",
  "look-for-suspects": "Looking for what changed before",
  restrict: "A restriction",
  "lift-restriction": "A restriction",
  "give-access": "Letting somebody in",
  "write-disclosure": "A public account",
  "confirm-redactions": "A public account",
  "approve-disclosure": "A public account",
  "withdraw-disclosure": "A public account",
  merge: "Merging",
  absorb: "Merging",
  "link-recurrence": "Linking a return",
  "note-recurrence": "Linking a return",
  "report-recurrence": "Linking a return",
  "publish-postmortem": "A postmortem",
  dismiss: "Dismissing",
  reopen: "Reopening",
};

/** A drill without a plan has no end of its own, so it is ended and taken up again as incidents are. */
const ends: readonly CommandName[] = ["dismiss", "reopen"];

/** Whether a button for it makes sense: not in a drill what is for real incidents, nor before it begins what comes later. */
export function fitsDrill(incident: Incident, command: CommandName): boolean {
  if (!incident.isDrill) return true;
  const isEarly = isWaitingToBegin(incident) || isRollcall(incident);
  const isOutward = outward[command] !== undefined && !(incident.drill === null && ends.includes(command));
  return !isOutward && (!isEarly || always.includes(command));
}

/** Whom a command wants something of, now. Owners of work that comes after the drill are not among them. */
function namedBy(command: Command): Person | null {
  switch (command.do) {
    case "offer-role":
    case "give-task":
    case "hand-evidence":
      return command.to;
    case "schedule-meeting":
      return command.facilitator;
    default:
      return null;
  }
}

/** A drill stays in its room, with those who signed up for it: what would not is refused in words, before anything is recorded. */
export const gates: Gate = ({ incident }, command, { actor }) => {
  if (!incident.isDrill) return null;
  const { ref, drill } = incident;
  const what = outward[command.do];
  if (what !== undefined && !(drill === null && ends.includes(command.do)))
    return { because: "not-in-a-drill", what };
  const isOpen = always.includes(command.do);
  if (isRollcall(incident) && !isOpen) return { because: "only-roll-call", ref };
  if (isWaitingToBegin(incident) && !isOpen) return { because: "drill-not-begun", ref };
  const named = namedBy(command);
  const isOwn = named !== null && isSamePerson(named, actor.person);
  if (drill !== null && named !== null && !isOwn && !hasJoined(incident, named))
    return { because: "not-signed-up", who: named.name };
  return null;
};

/** Yes while the drill runs. */
export function whileRunning(incident: Incident): Result<null, DrillRefusal> {
  const { drill, ref } = incident;
  if (drill === null) return no({ because: "no-drill", ref });
  return drill.over === null ? yes(null) : no({ because: "drill-over", ref });
}
