import type { Octokit } from "@octokit/rest";
import type { ActionItem, Delivery, Incident, Remote, Verdict } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { readActionIssueMark } from "@muster/templates";
import {
  actionIssueReading,
  readActionIssues,
  sawActionBody,
  type ActionIssue,
  type ActionIssueMemory,
} from "../action-issue-memory.ts";
import { wroteOver } from "../run-over-words.ts";
import { actionIssuePatch, has, newActionIssue, type ActionIssuePatch } from "../views/action-issue.ts";
import { issuesOfOurs } from "./issues-of-ours.ts";
import { isStatus, named, type Repo } from "./repository.ts";

export type ActionIssueHands = { octokit: Octokit; repo: Repo; botLogin: () => Promise<string> };

/** Gives each action item an issue below the incident's, one after the other, and keeps them as the items stand. */
export async function deliverActionIssues(delivery: Delivery, hands: ActionIssueHands): Promise<Verdict> {
  const { incident, policy, remote, remotes, attempt } = delivery;
  const known = readActionIssues(remote);
  const wanted = isDue(incident, policy)
    ? incident.actions
    : incident.actions.filter(({ id }) => known.items[id]);
  const missing = wanted.filter(({ id }) => known.items[id] === undefined);
  const parent = Number(remotes.issue?.id ?? 0);
  const found = attempt > 1 && missing.length > 0 ? await findIssues(hands, incident) : {};

  const items: ActionIssueMemory["items"] = { ...known.items };
  for (const item of wanted) {
    const about = { incident, item, policy, url: remotes.issue?.url ?? null };
    const before = items[item.id] ?? found[item.id] ?? null;
    if (before?.isGone === true) continue;
    const standing = before ?? (await create(delivery, hands, about));
    const joined = await join(hands, parent, standing);
    items[item.id] = await patch(hands, joined, about, attempt > 1);
    delivery.checkpoint("github.action-issue.written");
  }
  if (Object.keys(items).length === 0) return { verdict: "sent", remote };
  const kept: Remote = { id: incident.ref, url: null, rendered: null, extra: { items } };
  return { verdict: "sent", remote: kept };
}

/** Whether the policy wants issues by now. */
function isDue({ status, postmortem }: Incident, { actions: { issues } }: Policy): boolean {
  if (issues === "when-added") return true;
  if (issues === "when-resolved") return status === "resolved" || status === "closed";
  return issues === "when-published" && postmortem?.publishedAt != null;
}

type About = { incident: Incident; item: ActionItem; policy: Policy; url: string | null };

async function create(
  delivery: Delivery,
  { octokit, repo }: ActionIssueHands,
  about: About,
): Promise<ActionIssue> {
  const wanted = newActionIssue(about);
  const { data } = await octokit.rest.issues.create({ ...named(repo), ...wanted });
  delivery.checkpoint("github.action-issue.created");
  const seen = seenIn(data);
  return { ...seen, ...wroteBody(seen, seen.body), ...refusedBy(data, wanted.assignees[0]) };
}

/** Below the incident's issue, as far as GitHub takes it there: a hundred, and none twice. */
async function join(
  { octokit, repo }: ActionIssueHands,
  parent: number,
  issue: ActionIssue,
): Promise<ActionIssue> {
  if (parent === 0 || issue.parent !== null) return issue;
  try {
    await octokit.rest.issues.addSubIssue({ ...named(repo), issue_number: parent, sub_issue_id: issue.id });
    return { ...issue, parent };
  } catch (error) {
    // It is there already, there is no more room, or the parent has gone: its mark still says whose it is.
    if (isStatus(error, 422) || isStatus(error, 404) || isStatus(error, 410)) return { ...issue, parent: 0 };
    throw error;
  }
}

async function patch(
  { octokit, repo }: ActionIssueHands,
  known: ActionIssue,
  about: About,
  isAgain: boolean,
): Promise<ActionIssue> {
  let base = known;
  let change = actionIssuePatch(about, base);
  const at = { ...named(repo), issue_number: known.number };
  if (Object.keys(change).length === 0 && !isAgain) return base;
  try {
    if (change.body !== undefined || isAgain) {
      // People's words stand in the body too, and there is no way to write only ours.
      const { data } = await octokit.rest.issues.get(at);
      if (data.number !== known.number) return { ...known, isGone: true };
      base = sawActionBody(known, data.body ?? "");
      // An earlier try may have turned or retitled it without our hearing of that. From here on it stands as it is wanted.
      const { state, reason, title } = isAgain ? seenIn(data) : known;
      base = { ...base, state, reason, title };
      change = actionIssuePatch(about, base);
      if (Object.keys(change).length === 0) return base;
    }
    const { data } = await octokit.rest.issues.update({ ...at, ...change });
    if (data.number !== known.number) return { ...known, isGone: true };
    return afterwards(base, change, data);
  } catch (error) {
    if (isStatus(error, 404) || isStatus(error, 410)) return { ...known, isGone: true };
    throw error;
  }
}

/** Only what we wrote is known anew: what else the answer shows may be a person's word that was not heard yet. */
function afterwards(known: ActionIssue, change: ActionIssuePatch, data: ApiIssue): ActionIssue {
  const now = seenIn(data);
  return {
    ...known,
    ...(change.title === undefined ? {} : { title: now.title }),
    ...(change.body === undefined ? {} : { body: now.body, ...wroteBody(known, now.body) }),
    ...(change.state === undefined ? {} : { state: now.state, reason: now.reason }),
    ...(change.assignees === undefined
      ? {}
      : { assignees: now.assignees, ...refusedBy(data, change.assignees[0]) }),
  };
}

function wroteBody(known: ActionIssue, wrote: string): Pick<ActionIssue, "restore" | "writes"> {
  const basis = actionIssueReading.words(known.body) ?? known.body;
  return wroteOver(known, { basis, wrote });
}

/** GitHub leaves out people without access, without a word. */
function refusedBy(
  { assignees }: ApiIssue,
  wanted: string | undefined,
): Pick<ActionIssue, "assigned" | "unassignable"> {
  const logins = (assignees ?? []).map(({ login }) => login);
  if (wanted === undefined) return { assigned: null, unassignable: null };
  return has(logins, wanted)
    ? { assigned: wanted, unassignable: null }
    : { assigned: null, unassignable: wanted };
}

/** What an earlier try may have made without living to write it down. */
async function findIssues(hands: ActionIssueHands, incident: Incident): Promise<ActionIssueMemory["items"]> {
  const found: ActionIssueMemory["items"] = {};
  for await (const issue of issuesOfOurs(hands, incident)) {
    const mark = readActionIssueMark(issue.body ?? "");
    if (mark?.ref === incident.ref) found[mark.id] = seenIn(issue);
  }
  return found;
}

type ApiIssue = {
  id: number;
  number: number;
  html_url: string;
  title: string;
  body?: string | null;
  updated_at: string;
  state: string;
  state_reason?: string | null;
  assignees?: { login: string }[] | null;
  milestone?: { due_on: string | null } | null;
};

export function seenIn(issue: ApiIssue): ActionIssue {
  return {
    number: issue.number,
    id: issue.id,
    url: issue.html_url,
    title: issue.title,
    body: issue.body ?? "",
    restore: null,
    writes: [],
    seenAt: issue.updated_at,
    state: issue.state === "closed" ? "closed" : "open",
    reason:
      issue.state !== "closed" ? null : issue.state_reason === "not_planned" ? "not_planned" : "completed",
    assignees: (issue.assignees ?? []).map(({ login }) => login),
    milestoneDue: issue.milestone?.due_on?.slice(0, 10) ?? null,
    assigned: null,
    unassignable: null,
    parent: null,
    isGone: false,
  };
}
