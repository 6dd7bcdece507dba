import { holdersOf, leadingRole, offersOf, type Incident, type Person } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { IssueMemory } from "../issue-memory.ts";

/** GitHub takes no more. https://docs.github.com/en/rest/issues/assignees#add-assignees-to-an-issue */
const assigneesMax = 10;

/** Who shall be assigned to the issue: whoever leads, and whom somebody asked to. Those whose GitHub login nobody knows are left out. */
export function leadLogins(incident: Incident, policy: Policy): string[] {
  const role = leadingRole(incident, policy);
  if (role === null) return [];
  // The on-call ladder asks one after the other: who does not answer does not lead.
  const asked = offersOf(incident, role).filter(({ ladderStep }) => ladderStep === null);
  const people = [...holdersOf(incident, role).map(({ person }) => person), ...asked.map(({ to }) => to)];
  const logins = people.map((person) => loginOf(person, policy)).filter((login) => login !== null);
  return [...new Map(logins.map((login) => [login.toLowerCase(), login])).values()].slice(0, assigneesMax);
}

export function loginOf({ github, discord }: Person, policy: Policy): string | null {
  if (github !== null) return github;
  if (discord === null) return null;
  return Object.values(policy.people).find((person) => person.discord === discord)?.github ?? null;
}

type Known = Pick<IssueMemory, "assignees" | "assigned" | "unassignable">;

/** The issue's assignees as they shall be: people's own stay, those whom we assigned follow the role. */
export function mergeAssignees(known: Known, wanted: readonly string[]): string[] {
  const kept = known.assignees.filter((login) => includes(wanted, login) || !includes(known.assigned, login));
  const added = wanted.filter((login) => !includes(kept, login) && !includes(known.unassignable, login));
  return [...kept, ...added].slice(0, Math.max(assigneesMax, kept.length));
}

/** What is remembered once GitHub said whom it assigned: it leaves people without access out, without a word. */
export function assignedNow(
  known: Known,
  wanted: readonly string[],
  has: readonly string[],
): Pick<IssueMemory, "assigned" | "unassignable"> {
  const left = wanted.filter((login) => !includes(has, login));
  return {
    assigned: wanted.filter((login) => includes(has, login)),
    unassignable: [...known.unassignable.filter((login) => includes(left, login)), ...left].slice(
      -assigneesMax,
    ),
  };
}

const includes = (logins: readonly string[], login: string): boolean =>
  logins.some((one) => one.toLowerCase() === login.toLowerCase());
