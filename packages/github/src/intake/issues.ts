import { findLevel, type Policy } from "@muster/policy";
import type { Declaration } from "@muster/incident";
import { isOurLabel, isStatusLabel, severityLabelPrefix } from "../labels.ts";
import type { Intent, IssueHint, SeenIssue } from "./intent.ts";
import type { IssuesPayload } from "./payloads.ts";
import type { IntakeSetting } from "./setting.ts";
import { userOf } from "./user.ts";

export function issueIntents(payload: IssuesPayload, setting: IntakeSetting): Intent[] {
  const { action, issue } = payload;
  if (issue.pull_request !== undefined && issue.pull_request !== null) return [];
  if (action === "deleted") return [{ do: "notice-issue-gone", number: issue.number, where: null }];
  if (action === "transferred") {
    const where = payload.changes?.new_issue?.html_url ?? null;
    return [{ do: "notice-issue-gone", number: issue.number, where }];
  }

  const seen = seenIssue(issue);
  const declared = isDeclaration(payload, setting.policy) ? [declareIntent(payload, setting.policy)] : [];
  const hint = hintOf(payload, setting.policy);
  if (hint !== null) return [...declared, { do: "follow-issue", issue: seen, hint }];

  const isOurs = payload.sender.login === setting.botLogin;
  const replacedByUs = isOurs && action === "edited" ? (payload.changes?.body?.from ?? null) : null;
  const byBot = payload.sender.type === "Bot";
  const was = byBot || action !== "edited" ? null : (payload.changes?.body?.from ?? null);
  const by = byBot ? null : userOf(payload.sender);
  return [...declared, { do: "notice-issue", issue: seen, replacedByUs, was, byBot, by }];
}

/** What a person did that means something for the incident; null for machines, and for what is only to be noticed. */
function hintOf({ action, label, assignee, sender }: IssuesPayload, policy: Policy): IssueHint | null {
  if (sender.type === "Bot") return null;
  switch (action) {
    case "closed":
    case "reopened":
      return { is: "state" };
    case "assigned":
    case "unassigned":
      return assignee == null ? null : { is: "assignee", login: assignee.login };
    case "labeled": {
      const level = levelOfLabels([label?.name ?? ""], policy);
      if (level !== null) return { is: "severity", level };
      return isStatusLabel(label?.name ?? "") ? { is: "our-label" } : null;
    }
    case "unlabeled":
      return isOurLabel(label?.name ?? "", policy) ? { is: "our-label" } : null;
    default:
      return null;
  }
}

export function seenIssue(issue: IssuesPayload["issue"]): SeenIssue {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    state: issue.state,
    labels: issue.labels.map((label) => label.name),
    assignees: issue.assignees.map(({ login }) => login),
    updatedAt: issue.updated_at,
    url: issue.html_url,
  };
}

function isDeclaration({ action, issue, label, sender }: IssuesPayload, policy: Policy): boolean {
  // A bot that labels issues by itself would open incidents that nobody asked for; alerts have their own door.
  if (sender.type === "Bot" || issue.state === "closed") return false;
  const isWanted = (name: string): boolean => name.toLowerCase() === policy.github.label.toLowerCase();
  // An issue opened with labels comes as `opened` and again as one `labeled` for each of them; `sameAs` makes them one.
  if (action === "opened") return issue.labels.some(({ name }) => isWanted(name));
  return action === "labeled" && isWanted(label?.name ?? "");
}

function declareIntent({ issue, repository, sender }: IssuesPayload, policy: Policy): Intent {
  const declaration: Declaration = {
    title: issue.title,
    description: issue.body?.trim() ? issue.body : null,
    level: levelOfLabels(
      issue.labels.map(({ name }) => name),
      policy,
    ),
    source: {
      kind: "issue",
      ref: `${repository.id}:${issue.number}`,
      url: issue.html_url,
      name: sender.login,
    },
    detectedAt: issue.created_at,
    signals: [],
    isDrill: false,
  };
  return {
    do: "declare",
    declaration,
    sameAs: `issue:${repository.id}:${issue.number}`,
    by: userOf(sender),
    // Labelling somebody else's issue needs triage rights, so GitHub has checked that already.
    mustCheck: issue.user?.id === sender.id && issue.author_association !== "OWNER",
    issue: seenIssue(issue),
  };
}

/** The highest of the `severity:` labels that this policy knows; null when there is none. */
export function levelOfLabels(labels: readonly string[], policy: Policy): string | null {
  const levels = labels
    .filter((name) => name.toLowerCase().startsWith(severityLabelPrefix))
    .map((name) => findLevel(policy, name.slice(severityLabelPrefix.length)))
    .filter((level) => level !== null)
    .sort((a, b) => a.rank - b.rank);
  return levels[0]?.id ?? null;
}
