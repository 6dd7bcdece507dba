import { leadingRole, holdersOf, offersOf, type Command, type Incident, type Person } from "@muster/incident";
import { personOf, type IssueAct } from "@muster/github";
import type { Policy } from "@muster/policy";

/** What an act on the issue asks of the incident. `words` is what the person wrote with it, if anything. */
export type ActContext = { incident: Incident; policy: Policy; words: string | null; people: Person[] };

export type Asked =
  /** Commands in their order; each only after the one before was taken. */
  | { is: "orders"; commands: Command[] }
  /** The incident is so already, or the act means nothing for it. */
  | { is: "nothing" }
  /** Nothing can be ordered, and the person is told so. */
  | {
      is: "told";
      tell: "label-back" | "status-label" | "unknown-assignee" | "still-holds";
      roleName?: string;
    };

const nothing: Asked = { is: "nothing" };
const orders = (...commands: Command[]): Asked => ({ is: "orders", commands });

/** The reason why the issue was closed, as GitHub has it. */
export type CloseReason = "completed" | "not_planned" | "duplicate" | "reopened" | null | undefined;

export function ordersOfClosing(
  { incident, words }: ActContext,
  by: string,
  reason: CloseReason,
): Asked | { is: "duplicate" } {
  if (incident.status !== "open" && incident.status !== "mitigated") return nothing;
  if (reason === "duplicate") return { is: "duplicate" };
  if (reason === "not_planned")
    return orders({ do: "dismiss", reason: words ?? `Closed as not planned on GitHub by ${by}` });
  return orders({
    do: "resolve",
    summary: words ?? `Closed as completed on GitHub by ${by}, without a word on how`,
  });
}

export function ordersOfReopening(
  { incident, words }: ActContext,
  by: string,
  closedAt: string | null,
): Asked {
  const { status, anchors, postmortem } = incident;
  if (status === "open" || status === "mitigated") return nothing;
  // While a postmortem is owed the issue stays open: whoever closed it then ended nothing, and reopening it begins nothing.
  const isOwed = status === "resolved" && postmortem !== null;
  const resolvedAt = anchors.resolved?.at;
  if (isOwed && closedAt !== null && resolvedAt !== undefined && wholeSecond(resolvedAt) < closedAt)
    return nothing;
  return orders({ do: "reopen", reason: words ?? `Reopened on GitHub by ${by}` });
}

/** GitHub counts in whole seconds. */
export const wholeSecond = (at: string): string => at.replace(/\.\d+Z$/, "Z");

export function ordersOfSeverity({ incident }: ActContext, level: string, issue: number): Asked {
  if (incident.severity?.levelId === level) return nothing;
  return orders({
    do: "change-severity",
    level,
    reason: `label severity:${level} set on issue #${issue}`,
  });
}

export function ordersOfAssigning(
  { incident, policy, people }: ActContext,
  act: IssueAct,
  login: string,
): Asked {
  const role = leadingRole(incident, policy);
  if (role === null || !isGoingOn(incident)) return nothing;
  const person = people.find((one) => isLogin(one, login)) ?? personOf(login, policy);
  const holders = holdersOf(incident, role).map((holder) => holder.person);
  if (holders.some((holder) => isLogin(holder, login))) return nothing;
  if (act.by.login.toLowerCase() === login.toLowerCase()) {
    const isOffered = offersOf(incident, role).some(({ to }) => isLogin(to, login));
    if (isOffered) return orders({ do: "accept-role", role });
    return holders.length === 0
      ? orders({ do: "take-role", role })
      : orders({ do: "offer-role", role, to: person }, { do: "accept-role", role });
  }
  if (person.discord === null)
    return { is: "told", tell: "unknown-assignee", roleName: policy.roles[role]?.name ?? role };
  return orders({ do: "offer-role", role, to: person });
}

export function ordersOfUnassigning({ incident, policy }: ActContext, act: IssueAct, login: string): Asked {
  const role = leadingRole(incident, policy);
  if (role === null || !isGoingOn(incident)) return nothing;
  if (!holdersOf(incident, role).some(({ person }) => isLogin(person, login))) return nothing;
  if (act.by.login.toLowerCase() === login.toLowerCase()) return orders({ do: "leave-role", role });
  return { is: "told", tell: "still-holds", roleName: policy.roles[role]?.name ?? role };
}

const isGoingOn = ({ status }: Incident): boolean =>
  status === "open" || status === "mitigated" || status === "resolved";

const isLogin = ({ github }: Person, login: string): boolean => github?.toLowerCase() === login.toLowerCase();
