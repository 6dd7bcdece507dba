import { explain, type Incident, type Refusal } from "@muster/incident";
import { inline } from "@muster/templates";
import type { IssueAct } from "../issue-acts.ts";

type About = Pick<Incident, "ref" | "severity" | "status">;

const deeds: Record<IssueAct["did"], string> = {
  close: "close it",
  reopen: "reopen it",
  "set-severity": "set its severity",
  "set-status-label": "set its status",
  "remove-label": "change its labels",
  assign: "hand out its roles",
  unassign: "hand out its roles",
};

const undone: Record<IssueAct["did"], string> = {
  close: "I opened the issue again.",
  reopen: "I closed the issue again.",
  "set-severity": "I put the label back.",
  "set-status-label": "I put the label back.",
  "remove-label": "I put the label back.",
  assign: "Nothing changed.",
  unassign: "Nothing changed.",
};

/** Why what somebody did to the issue is not so, what was put back, and what to do instead. Markdown. */
export function sayRefused(act: IssueAct, { ref }: About, refused: Refusal): string {
  const why =
    refused.because === "not-a-responder"
      ? `${ref} is an incident. Responders alone ${deeds[act.did]}: people who may work on this repository's issues. Write here what you know; they read it.`
      : explain(refused);
  return `${why} ${undone[act.did]}`;
}

export function sayDuplicate({ ref }: About): string {
  return `Which incident is ${ref} a duplicate of? Only then its record leads there: say \`/incident merge into:INC-…\` with the other one's number. Until then I opened the issue again.`;
}

/** People did something else since this act, which is told late: theirs stands. */
export function sayOvertaken({ ref, status }: About): string {
  return `${ref} changed since you did that: it is ${status} now. That stands, and the issue follows it.`;
}

export function sayLabelBack(label: string, { ref, severity }: About): string {
  const name = label.toLowerCase();
  const instead = name.startsWith("severity:")
    ? `Another severity? Set its label${severity === null ? "" : `; this one then goes by itself`}, or say \`/incident severity\`.`
    : name.startsWith("status:")
      ? "The status follows what happens: `/incident mitigate`, `/incident resolve`, `/incident reopen`."
      : "Was it no incident? Close the issue as not planned, or say `/incident dismiss` with the reason.";
  return `The label \`${inline(label)}\` is back: it shows how ${ref} stands. ${instead}`;
}

export function sayStatusLabel(label: string, { ref, status }: About): string {
  return `Setting \`${inline(label)}\` changes nothing: ${ref} is ${status}, and the label follows that. Say what happened: \`/incident mitigate\`, \`/incident resolve\`, \`/incident reopen\`.`;
}

export function sayUnknownAssignee(login: string, { ref }: About, roleName: string): string {
  return `${inline(login)} is assigned, but I do not know who that is in Discord, so I could not offer them the role ${inline(roleName)} of ${ref}. They can take it by assigning themselves, or link their account with \`/link\`; the policy can name them too.`;
}

export function sayStillHolds(login: string, { ref }: About, roleName: string): string {
  return `${inline(login)} is still ${inline(roleName)} of ${ref}, so I assigned them again. A role changes hands when somebody accepts it: assign the next person, or let ${inline(login)} give it back by unassigning themselves.`;
}

/** Why a box that somebody ticked or unticked is as it was. */
export function sayBoxBack(refused: Refusal, { ref }: About): string {
  const why =
    refused.because === "not-a-responder"
      ? `Responders alone tick the boxes of ${ref}: people who may work on this repository's issues.`
      : explain(refused);
  return `${why} The box is as it was.`;
}

/** What somebody wrote into our part was moved, or what they changed in it came back. */
export function sayMoved({ added }: { added: boolean }, { ref }: About): string {
  const moved = added
    ? "What you wrote into my part of the issue now stands right above it, word for word: "
    : "My part of the issue is as it was: ";
  return `${moved}I write that part anew from the record of ${ref} with each change. Write above or below it, and it stays byte for byte. To change what it says, use a command: \`/incident help\`.`;
}
