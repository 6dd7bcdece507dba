import {
  actedUntil,
  insistOnState,
  issueActs,
  issueStateOf,
  lastWords,
  readHistory,
  readIssueMemory,
  sayDuplicate,
  sayLabelBack,
  sayOvertaken,
  sayRefused,
  sayStatusLabel,
  sayStillHolds,
  sayUnknownAssignee,
  type Intent,
  type IssueAct,
  type SeenIssue,
} from "@muster/github";
import { answerErrand, type Actor, type Incident, type Refusal, type TimelineEntry } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { actorFor } from "../actor-for.ts";
import { readIssue, type IssueNow } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import { noticeNews, noticeQuietly, type IssueNews, type IssueParts } from "./notice-issue.ts";
import {
  ordersOfAssigning,
  ordersOfClosing,
  ordersOfReopening,
  ordersOfSeverity,
  ordersOfUnassigning,
  wholeSecond,
  type ActContext,
  type Asked,
} from "./issue-act-orders.ts";

/*
 * People work on the incident's issue as they do in its channel: what they do there is ordered of the incident, by their right. A
 * webhook only says where to look. What happened stands in the issue's own history, whose lines have numbers: each is acted on once,
 * however often, late or out of order it is told of.
 */

type About = { workspace: KnownWorkspace };

/** GitHub writes an issue's own time and that of its history lines down one after the other. */
const apartMs = 10_000;
/** The words that somebody closed the issue with came right before. */
const wordsWithinMs = 60_000;

export async function followIssue(
  parts: IssueParts,
  { workspace }: About,
  { issue, hint }: Pick<Extract<Intent, { do: "follow-issue" }>, "issue" | "hint">,
): Promise<string> {
  const { engine } = parts;
  const kept = await engine.read.byRemote(workspace.id, "issue", String(issue.number));
  if (kept === null) return `issue ${issue.number} is not ours`;
  if (hint.is === "severity" && kept.severity?.levelId === hint.level) {
    await noticeNews(parts, workspace, newsOf(issue));
    return `${kept.ref} is ${hint.level} already`;
  }
  const since = new Date(new Date(issue.updatedAt).getTime() - apartMs);
  return followSince(parts, { workspace }, { number: issue.number, incidentId: kept.id, since });
}

/** Does what people did to the issue since then, and has not been done yet. */
export async function followSince(
  parts: IssueParts,
  { workspace }: About,
  { number, incidentId, since }: { number: number; incidentId: string; since: Date },
): Promise<string> {
  const { engine, github } = parts;
  const now = await readIssue(github, workspace.repo, number);
  if (now === null) return `issue ${number} is gone`;
  const octokit = await github.forRepo(workspace.repo, "issues");
  const remotes = await engine.read.remotes(incidentId);
  const { policy } = await engine.read.policy(workspace.id);
  const doneUntil = remotes.issue === undefined ? 0 : (readIssueMemory(remotes.issue)?.actedUntil ?? 0);
  // Whoever tells of a later act may be the first to tell: what was not done since the record began counts too.
  const beganAt = wholeSecond(
    (await engine.read.byId(incidentId))?.timeline[0]?.recordedAt ?? since.toISOString(),
  );
  const from = new Date(Math.min(since.getTime(), new Date(beganAt).getTime()));
  const acts = issueActs(await readHistory(octokit, workspace.repo, number), policy, from);

  // Boxes first: what is ordered next has the issue written anew.
  const boxes = (await noticeQuietly(parts, workspace, newsOf(now))) ?? [];
  let isInsisting = false;
  const outcomes = [...boxes];
  for (const act of acts.filter(({ id }) => id > doneUntil)) {
    const incident = await engine.read.byId(incidentId);
    if (incident === null) continue;
    const said = await actOn(parts, workspace, { act, incident, policy, now });
    isInsisting ||= said.isSettled;
    outcomes.push(said.outcome);
  }
  await engine.remotes.amend(
    workspace.id,
    "issue",
    String(number),
    (remote) => actedUntil(isInsisting ? insistOnState(remote) : remote, acts.at(-1)?.id ?? 0),
    { redeliver: true },
  );
  return outcomes.join(", ") || `noticed issue ${number}`;
}

/** An edit, if there was one, that GitHub names no author of. */
const newsOf = (issue: SeenIssue): IssueNews => ({
  do: "notice-issue",
  issue,
  replacedByUs: null,
  was: null,
  byBot: false,
  by: null,
});

/** `isSettled`: what was done to the state has had its effect or none; from now on the issue's state is the incident's to say. */
type Told = { outcome: string; isSettled: boolean };
type Case = { act: IssueAct; incident: Incident; policy: Policy; now: IssueNow };

async function actOn(parts: IssueParts, workspace: KnownWorkspace, known: Case): Promise<Told> {
  const { act, incident, now } = known;
  const isState = act.did === "close" || act.did === "reopen";
  const answer = (outcome: "refused" | "told", text: string) =>
    parts.engine.errands.put(workspace.id, [
      answerErrand(`act:${act.id}`, { issue: now.number, comment: null, to: act.by.login, outcome, text }),
    ]);

  if (isOvertaken(act, incident)) {
    if (isState) await answer("told", sayOvertaken(incident));
    return { outcome: `${act.did} on issue ${now.number} was overtaken`, isSettled: isState };
  }
  const asked = await askedBy(parts, workspace, known);
  switch (asked.is) {
    case "nothing":
      return {
        outcome: `${act.did} changes nothing`,
        isSettled: isState && (await agrees(parts, act, incident)),
      };
    case "duplicate":
      await answer("told", sayDuplicate(incident));
      return { outcome: `issue ${now.number} is no duplicate by itself`, isSettled: true };
    case "told":
      await answer("told", wordsFor(asked, act, incident));
      return { outcome: `told about ${act.did}`, isSettled: false };
    case "orders": {
      const actor = await actorFor(parts, workspace, act.by);
      const refused = await order(parts, workspace, { ...known, actor }, asked.commands);
      if (refused === null) {
        const outcome = `${incident.ref}: ${act.did}`;
        return { outcome, isSettled: isState && (await agrees(parts, act, incident)) };
      }
      // Whoever was quicker with the same has done it.
      if (refused.because === "same-level") return { outcome: `${act.did} is done`, isSettled: false };
      await answer("refused", sayRefused(act, incident, refused));
      return { outcome: `refused: ${refused.because}`, isSettled: isState };
    }
  }
}

/** The act left the incident as the issue is, so that whatever happens to the incident next is told there. */
async function agrees({ engine }: IssueParts, act: IssueAct, { id }: Incident): Promise<boolean> {
  const after = await engine.read.byId(id);
  return after !== null && issueStateOf(after).state === (act.did === "close" ? "closed" : "open");
}

async function order(
  { engine }: IssueParts,
  workspace: KnownWorkspace,
  { act, incident, actor }: Case & { actor: Actor },
  commands: Extract<Asked, { is: "orders" }>["commands"],
): Promise<Refusal | null> {
  for (const command of commands) {
    const said = await engine.order({
      workspaceId: workspace.id,
      incident: { id: incident.id },
      command,
      actor,
      requestId: `github:issue-event:${act.id}:${command.do}`,
    });
    if (!said.ok) return said.refused;
  }
  return null;
}

async function askedBy(
  { engine, github }: IssueParts,
  workspace: KnownWorkspace,
  { act, incident, policy, now }: Case,
): Promise<Asked | { is: "duplicate" }> {
  const people = await engine.read.people(workspace.id);
  const context: ActContext = { incident, policy, words: null, people };
  switch (act.did) {
    case "close":
    case "reopen": {
      const first = stateOrders(act, context, now);
      if (first.is !== "orders") return first;
      const octokit = await github.forRepo(workspace.repo, "issues");
      const { login } = act.by;
      const about = { number: now.number, login, at: act.at, withinMs: wordsWithinMs };
      return stateOrders(act, { ...context, words: await lastWords(octokit, workspace.repo, about) }, now);
    }
    case "set-severity":
      return ordersOfSeverity(context, act.level, now.number);
    case "assign":
      return ordersOfAssigning(context, act, act.login);
    case "unassign":
      return ordersOfUnassigning(context, act, act.login);
    case "remove-label":
      return { is: "told", tell: "label-back" };
    case "set-status-label":
      return act.label.toLowerCase() === `status:${incident.status}`
        ? { is: "nothing" }
        : { is: "told", tell: "status-label" };
  }
}

function stateOrders(
  act: Extract<IssueAct, { did: "close" | "reopen" }>,
  context: ActContext,
  { stateReason }: IssueNow,
): Asked | { is: "duplicate" } {
  return act.did === "close"
    ? ordersOfClosing(context, act.by.login, stateReason)
    : ordersOfReopening(context, act.by.login, act.closedAt);
}

function wordsFor(asked: Extract<Asked, { is: "told" }>, act: IssueAct, incident: Incident): string {
  const label = "label" in act ? act.label : "";
  const login = "login" in act ? act.login : "";
  switch (asked.tell) {
    case "label-back":
      return sayLabelBack(label, incident);
    case "status-label":
      return sayStatusLabel(label, incident);
    case "unknown-assignee":
      return sayUnknownAssignee(login, incident, asked.roleName ?? "");
    case "still-holds":
      return sayStillHolds(login, incident, asked.roleName ?? "");
  }
}

const contradicts: Partial<Record<IssueAct["did"], readonly string[]>> = {
  close: ["state", "resolution"],
  reopen: ["state", "resolution"],
  "set-severity": ["severity"],
};

/** Somebody decided the same matter since: what a person did later stands. */
function isOvertaken(act: IssueAct, incident: Incident): boolean {
  return incident.timeline.some(
    (entry) =>
      contradicts[act.did]?.includes(entry.kind) === true &&
      wholeSecond(entry.recordedAt) > act.at &&
      !isItsOwn(act, entry),
  );
}

/** What this very act has led to, when a process died before that was written down. */
function isItsOwn({ did, by }: IssueAct, { by: who, text }: TimelineEntry): boolean {
  if (who.github?.toLowerCase() !== by.login.toLowerCase()) return false;
  return did === "close" ? /^(?:Resolved|Dismissed)\b/.test(text) : text.startsWith("Reopened");
}
