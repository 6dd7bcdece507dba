import type { Octokit } from "@octokit/rest";
import { awayAfterMs, type Delivery, type Remote, type Verdict } from "@muster/incident";
import { issueMark, movedOut, type IssueView } from "@muster/templates";
import type { SeenIssue } from "../intake/intent.ts";
import { digestOf } from "../digest.ts";
import { firstMemory, issueReading, readIssueMemory, type IssueMemory } from "../issue-memory.ts";
import { wroteOver } from "../run-over-words.ts";
import { assignedNow, leadLogins } from "../views/assignees.ts";
import { issuePatch, newIssue, type Gone } from "../views/issue.ts";
import { seeAgain } from "../notice-issue.ts";
import { readHistory } from "./issue-history.ts";
import { issuesOfOurs } from "./issues-of-ours.ts";
import { setDroppedLabels } from "./labels.ts";
import { chooseMilestone, milestoneAsSet, wantedMilestone } from "./milestone.ts";
import { isStatus, named, type Repo } from "./repository.ts";

export type IssueHands = {
  octokit: Octokit;
  repo: Repo;
  /** Our bot's login, asked for only when an earlier try must be looked for. */
  botLogin: () => Promise<string>;
};

/** Without these nobody can follow an incident in Discord. */
const discordPlaces: readonly Delivery["problems"][number]["what"][] = ["channel", "status-card", "room"];

/** Makes the incident's issue tell how it stands: one POST at first, one PATCH for each later change. */
export async function deliverIssue(delivery: Delivery, hands: IssueHands): Promise<Verdict> {
  const { remote, attempt, incident } = delivery;
  const memory = remote === null ? null : readIssueMemory(remote);
  const gone: Gone | null =
    remote === null || memory?.gone == null ? null : { number: Number(remote.id), where: memory.gone.where };

  if (remote !== null && gone === null) {
    const number = Number(remote.id);
    const isKnown = memory !== null && attempt === 1;
    const patched = await patchIssue(
      delivery,
      hands,
      number,
      isKnown ? memory : await lookAgain(hands, number, memory),
    );
    if (patched !== "gone") return patched;
    return createIssue(delivery, hands, { number, where: null });
  }
  if (attempt > 1) {
    const found = await findIssue(hands, delivery, gone);
    if (found !== null)
      return finish(delivery, hands, found.number, { ...firstMemory(found), wroteState: "open" });
  }
  const own =
    gone === null && incident.source.kind === "issue" ? await readOwnIssue(hands, incident.source.ref) : null;
  if (own !== null) return finish(delivery, hands, own.number, firstMemory(own));
  return createIssue(delivery, hands, gone);
}

async function createIssue(delivery: Delivery, hands: IssueHands, gone: Gone | null): Promise<Verdict> {
  const { octokit, repo } = hands;
  const title = wantedMilestone(delivery, null);
  const chosen = title === null ? null : await chooseMilestone(octokit, repo, title, delivery.now);
  const wanted = newIssue(viewOf(delivery, chosen), gone);
  const { data } = await octokit.rest.issues.create({
    ...named(repo),
    ...wanted,
    ...(chosen?.number == null ? {} : { milestone: chosen.number }),
  });
  delivery.checkpoint("github.issue.created");
  const seen = seenIn(data);
  const { number } = seen;
  const labels = await setDroppedLabels(octokit, repo, {
    number,
    wanted: wanted.labels,
    has: seen.labels,
    policy: delivery.policy,
  });
  const memory: IssueMemory = {
    ...firstMemory({ ...seen, labels }),
    ...wroteNow({ writes: [] }, { basis: wanted.body, seen }),
    ...assignedAs(delivery, firstMemory(seen), seen.assignees),
    wroteState: "open",
    milestone: milestoneAsSet(chosen, data.milestone),
    replaces: gone === null ? [] : [gone.number],
  };
  const remote = remoteOf(seen, memory);
  // An incident may be over before its issue could be filed.
  const { patch } = issuePatch(viewOf(delivery, memory.milestone), memory);
  return patch.state === undefined ? { verdict: "sent", remote } : finish(delivery, hands, number, memory);
}

/** `gone` when GitHub says that there is no such issue any more. */
async function patchIssue(
  delivery: Delivery,
  hands: IssueHands,
  number: number,
  known: IssueMemory | "gone",
): Promise<Verdict | "gone"> {
  if (known === "gone") return "gone";
  const { octokit, repo } = hands;
  const decided = await decideMilestone(delivery, hands, number, known);
  if (decided === "gone") return "gone";
  const memory = { ...known, milestone: decided.chosen };
  const made = issuePatch(viewOf(delivery, memory.milestone), memory);
  const { trouble } = made;
  const patch = { ...made.patch, ...decided.sets };
  const unchanged = { ...memory, ...assignedAs(delivery, memory, memory.assignees) };
  let next: Remote = remoteOf({ number, url: delivery.remote?.url ?? null }, unchanged);
  if (Object.keys(patch).length > 0) {
    try {
      const { data } = await octokit.rest.issues.update({ ...named(repo), issue_number: number, ...patch });
      delivery.checkpoint("github.issue.patched");
      const seen = seenIn(data);
      // GitHub followed a move to another repository, where the incident's issue is not looked for.
      if (seen.number !== number) return "gone";
      const remembered = await remember(delivery, hands, { memory, patch: made.patch, seen });
      const milestone = milestoneAsSet(remembered.milestone, data.milestone ?? null);
      next = remoteOf(seen, decided.sets === null ? remembered : { ...remembered, milestone });
    } catch (error) {
      // Moved to a repository that this token is not for, it refuses the edit there.
      if ([410, 404, 403].some((status) => isStatus(error, status))) {
        if ((await readIssue(hands, number)) === null) return "gone";
      }
      throw error;
    }
  }
  if (trouble === null) return { verdict: "sent", remote: next };
  return { verdict: "never", why: `I cannot write my part into issue #${number}.`, fix: trouble };
}

async function finish(
  delivery: Delivery,
  hands: IssueHands,
  number: number,
  memory: IssueMemory,
): Promise<Verdict> {
  const patched = await patchIssue(delivery, hands, number, memory);
  return patched === "gone"
    ? { verdict: "later", afterMs: 1_000, why: "the issue went away meanwhile" }
    : patched;
}

type Patched = { memory: IssueMemory; patch: ReturnType<typeof issuePatch>["patch"]; seen: SeenIssue };

async function remember(
  delivery: Delivery,
  hands: IssueHands,
  { memory, patch, seen }: Patched,
): Promise<IssueMemory> {
  const { octokit, repo } = hands;
  const labels = await setDroppedLabels(octokit, repo, {
    number: seen.number,
    wanted: patch.labels ?? [],
    has: seen.labels,
    policy: delivery.policy,
  });
  const { body, state, assignees, updatedAt } = seen;
  const wrote = patch.body === undefined ? {} : wroteNow(memory, { basis: memory.body, seen });
  return {
    ...memory,
    body,
    labels,
    state,
    assignees,
    updatedAt,
    ...wrote,
    ...assignedAs(delivery, memory, assignees),
    wroteState: patch.state ?? memory.wroteState,
  };
}

const assignedAs = ({ incident, policy }: Delivery, memory: IssueMemory, has: readonly string[]) =>
  assignedNow(memory, leadLogins(incident, policy), has);

type Wrote = Pick<IssueMemory, "wrote" | "wroteAt" | "restore" | "writes">;

function wroteNow(
  memory: Pick<IssueMemory, "writes">,
  { basis, seen: { body: wrote, updatedAt: wroteAt } }: { basis: string; seen: SeenIssue },
): Wrote {
  const words = issueReading.words(basis) ?? movedOut(null, basis);
  return { wrote, wroteAt, ...wroteOver(memory, { basis: words, wrote }) };
}

/** An earlier try may have been done, or people may have written meanwhile: the issue itself is asked. */
async function lookAgain(
  hands: IssueHands,
  number: number,
  memory: IssueMemory | null,
): Promise<IssueMemory | "gone"> {
  const seen = await readIssue(hands, number);
  if (seen === null) return "gone";
  if (memory === null) return firstMemory(seen);
  const known = seeAgain(memory, seen);
  // Closed by us in a try that nobody knows the end of, it would otherwise pass for closed by a person, and stay so.
  const isOurs = seen.state !== memory.wroteState && (await wasTurnedByUs(hands, number));
  return isOurs ? { ...known, wroteState: seen.state } : known;
}

async function wasTurnedByUs({ octokit, repo, botLogin }: IssueHands, number: number): Promise<boolean> {
  const history = await readHistory(octokit, repo, number);
  const last = history.findLast(({ event }) => event === "closed" || event === "reopened");
  return last !== undefined && last.by.login === (await botLogin());
}

/** Null when the issue is gone, or answers from another repository. */
async function readIssue({ octokit, repo }: IssueHands, number: number): Promise<SeenIssue | null> {
  try {
    const { data } = await octokit.rest.issues.get({ ...named(repo), issue_number: number });
    const isHere = data.repository_url
      .toLowerCase()
      .endsWith(`/repos/${repo.owner}/${repo.name}`.toLowerCase());
    return isHere && data.number === number ? seenIn(data) : null;
  } catch (error) {
    if (isStatus(error, 404) || isStatus(error, 410)) return null;
    throw error;
  }
}

/** The issue that the incident was declared by, so that no second one is filed. */
async function readOwnIssue(hands: IssueHands, ref: string | null): Promise<SeenIssue | null> {
  const number = Number(/^\d+:(\d+)$/.exec(ref ?? "")?.[1]);
  return Number.isInteger(number) ? readIssue(hands, number) : null;
}

/** What an earlier try may have filed. Only our bot's issues count: anybody can write our mark. */
async function findIssue(
  hands: IssueHands,
  { incident }: Delivery,
  gone: Gone | null,
): Promise<SeenIssue | null> {
  const mark = issueMark(incident.id);
  for await (const issue of issuesOfOurs(hands, incident))
    if (issue.body?.includes(mark) === true && issue.number !== gone?.number) return seenIn(issue);
  return null;
}

type ApiIssue = {
  number: number;
  title: string;
  body?: string | null;
  state: string;
  labels: (string | { name?: string })[];
  assignees?: { login: string }[] | null;
  updated_at: string;
  html_url: string;
};

export function seenIn(issue: ApiIssue): SeenIssue {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? "",
    state: issue.state === "closed" ? "closed" : "open",
    labels: issue.labels.map((label) => (typeof label === "string" ? label : (label.name ?? ""))),
    assignees: (issue.assignees ?? []).map(({ login }) => login),
    updatedAt: issue.updated_at,
    url: issue.html_url,
  };
}

function remoteOf({ number, url }: { number: number; url: string | null }, memory: IssueMemory): Remote {
  return {
    id: String(number),
    url,
    rendered: memory.wrote === null ? null : digestOf(memory.wrote),
    extra: memory,
  };
}

function viewOf(
  { incident, policy, remotes, workspace, lagMs, problems, now }: Delivery,
  milestone: IssueMemory["milestone"],
): IssueView {
  const isMissing = milestone !== null && milestone.number === null;
  const view = {
    incident,
    policy,
    remotes,
    ...(isMissing ? { missingMilestone: milestone.wanted } : {}),
  };
  if (workspace.guildId === null) return view;
  if (lagMs.discord >= awayAfterMs) {
    return { ...view, discordAway: { since: new Date(now.getTime() - lagMs.discord).toISOString() } };
  }
  const isMute = problems.some(({ what }) => discordPlaces.includes(what));
  return isMute ? { ...view, discordAway: { since: null } } : view;
}

/** The milestone that the issue's level now asks for, unless people chose one; `sets` is what a PATCH says of it. */
async function decideMilestone(
  delivery: Delivery,
  hands: IssueHands,
  number: number,
  { milestone }: IssueMemory,
): Promise<{ chosen: IssueMemory["milestone"]; sets: { milestone: number } | null } | "gone"> {
  const wanted = wantedMilestone(delivery, { milestone });
  if (wanted === null) return { chosen: milestone, sets: null };
  const { octokit, repo } = hands;
  const theirs = await milestoneNow(hands, number);
  if (theirs === "gone") return "gone";
  if (theirs !== null) return { chosen: { wanted, number: theirs }, sets: null };
  const chosen = await chooseMilestone(octokit, repo, wanted, delivery.now);
  return { chosen, sets: chosen.number === null ? null : { milestone: chosen.number } };
}

async function milestoneNow({ octokit, repo }: IssueHands, number: number): Promise<number | null | "gone"> {
  try {
    const { data } = await octokit.rest.issues.get({ ...named(repo), issue_number: number });
    return data.number === number ? (data.milestone?.number ?? null) : "gone";
  } catch (error) {
    if (isStatus(error, 404) || isStatus(error, 410)) return "gone";
    throw error;
  }
}
