import { isDeepStrictEqual } from "node:util";
import {
  actionIssueActs,
  loginOf,
  personOf,
  ranOverActionWords,
  readActionIssues,
  rescueActionWords,
  sawActionBody,
  sayNobodyLeft,
  seenActionIssue,
  type ActionIssue,
  type Deed,
  type Intent,
} from "@muster/github";
import { answerErrand, explain, type Actor, type Incident, type Person, type Remote } from "@muster/incident";
import { actorFor } from "../actor-for.ts";
import { anybodyOnGithub, askIssue } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IntentHands } from "./intent-hands.ts";
import { NotYetKnown } from "./not-yet-known.ts";

type News = Extract<Intent, { do: "follow-action-issue" }>;

/**
 * Does what people did on an action item's own issue. By the issue as it is now: news may come late, twice or out of order, and what was
 * heard already changes nothing. Only an issue that we made for the item counts, whatever its body says.
 */
export async function followActionIssue(
  hands: IntentHands,
  workspace: KnownWorkspace,
  news: News,
): Promise<string> {
  const { engine } = hands;
  const { ref, id, number } = news;
  const incident = await engine.read.byRef(workspace.id, ref);
  const item = incident?.actions.find((one) => one.id === id);
  if (incident === null || item === undefined) return `issue ${number} is of no action item here`;
  const remotes = await engine.read.remotes(incident.id);
  const kept = readActionIssues(remotes["action-issues"]).items[id];
  if (kept !== undefined && kept.number !== number) return `issue ${number} is not the one of ${ref}/${id}`;
  if (kept !== undefined && news.did === "gone") return goneAway(hands, workspace, incident, news);

  const now = await readNow(hands, workspace, number);
  if (now === null) return `issue ${number} is gone`;
  // We made it and have not heard of that yet. What these news tell counts all the same.
  if (kept === undefined && !now.isByUs) return `issue ${number} is not the one of ${ref}/${id}`;
  const known = kept ?? { ...now.issue, ...(news.about === "owner" ? { assignees: [] } : {}) };
  const actor = await whoActs(hands, workspace, news);
  const { policy } = await engine.read.policy(workspace.id);
  const people = await engine.read.people(workspace.id);
  const acts = actionIssueActs(known, now.issue, {
    ref,
    item,
    ownerLogin: loginOf(item.owner, policy),
    personOf: (login) => knownPerson(login, people) ?? personOf(login, policy),
    at: news.at,
    about: news.about,
    edit: news.edit,
    deed: deedOf(news),
    isLook: news.by === null && !now.isClosedByBot,
    closedAt: now.closedAt,
    url: now.issue.url,
  });
  const outcomes: string[] = [];
  for (const act of acts) {
    if (act.is === "nobody-left") {
      await tell(hands, workspace, news, sayNobodyLeft(ref, item));
      outcomes.push("nobody left");
      continue;
    }
    const { command } = act;
    const said = await engine.order({
      workspaceId: workspace.id,
      incident: { id: incident.id },
      command,
      actor,
      requestId: `github:action-issue:${number}:${command.do}:${news.at}:${JSON.stringify(command)}`.slice(
        0,
        250,
      ),
    });
    if (!said.ok) await tell(hands, workspace, news, explain(said.refused));
    outcomes.push(said.ok ? command.do : `refused: ${said.refused.because}`);
  }
  // A write that was under way may have ended since the issue was read.
  let isOld = false;
  await remember(
    hands,
    workspace,
    incident,
    (issue) => {
      isOld = !isDeepStrictEqual(issue, known);
      return isOld ? issue : seenOf(now.issue, issue);
    },
    id,
  );
  const again = isOld ? await readNow(hands, workspace, number) : null;
  if (again !== null) await remember(hands, workspace, incident, (issue) => seenOf(again.issue, issue), id);
  return [`${ref}/${id}`, ...outcomes].join(", ");
}

/** Puts back what people wrote on an item's own issue and an edit of ours ran over. */
export async function rescueOnActionIssue(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  { ref, id, number, wrote, replaced }: Extract<Intent, { do: "rescue-on-action-issue" }>,
): Promise<string> {
  let isRescued = false;
  let isKnown = false;
  const rescue = (remote: Remote): Remote => {
    const issue = readActionIssues(remote).items[id];
    isKnown = issue !== undefined;
    if (issue?.number !== number) return remote;
    const rescued = rescueActionWords(issue, { wrote, replaced });
    isRescued = rescued !== issue;
    return isRescued ? withItem(remote, id, rescued) : remote;
  };
  await engine.remotes.amend(workspace.id, "action-issues", ref, rescue, { redeliver: false });
  if (!isKnown && ranOverActionWords({ wrote, replaced })) {
    const incident = await engine.read.byRef(workspace.id, ref);
    if (incident?.actions.some((item) => item.id === id) === true)
      throw new NotYetKnown(`The issue ${number} of ${ref}/${id} is not known yet.`);
  }
  if (!isRescued) return `issue ${number} lost no words`;
  await engine.remotes.amend(workspace.id, "action-issues", ref, (remote) => remote, { redeliver: true });
  return `words of people are put back on issue ${number}`;
}

async function goneAway(
  hands: IntentHands,
  workspace: KnownWorkspace,
  incident: Incident,
  news: News,
): Promise<string> {
  const { id, at, url, number } = news;
  const actor = await whoActs(hands, workspace, news);
  await hands.engine.order({
    workspaceId: workspace.id,
    incident: { id: incident.id },
    command: { do: "untrack-action", action: id, said: { at, where: "issue", url } },
    actor,
    requestId: `github:action-issue:${number}:gone`,
  });
  await remember(hands, workspace, incident, (issue) => ({ ...issue, isGone: true }), id);
  return `the issue of ${incident.ref}/${id} is gone`;
}

/** Writing to an issue that our bot made takes rights that GitHub has checked. */
async function whoActs(
  hands: IntentHands,
  workspace: KnownWorkspace,
  { by, number, did }: News,
): Promise<Actor> {
  if (by !== null) return actorFor(hands, workspace, by, true);
  if (did !== "gone") return anybodyOnGithub(hands.github, workspace, number);
  const person = { name: "somebody on GitHub", discord: null, github: null };
  return { person, via: "github", isResponder: true, groups: [], inRoom: false };
}

type Now = { issue: ActionIssue; closedAt: string | null; isClosedByBot: boolean; isByUs: boolean };

function deedOf({ did, reason, at }: News): Deed | null {
  return did === "closed" || did === "reopened" ? { did, reason, at } : null;
}

async function readNow(
  { github }: IntentHands,
  { repo }: KnownWorkspace,
  number: number,
): Promise<Now | null> {
  const data = await askIssue(github, repo, number);
  if (data === null) return null;
  const isClosedByBot = data.state === "closed" && data.closed_by?.type === "Bot";
  const isByUs = data.user?.login === (await github.botLogin());
  return { issue: seenActionIssue(data), closedAt: data.closed_at, isClosedByBot, isByUs };
}

/** What we know of our own doing stays; whoever is its only assignee now is the one to go when the owner changes. */
function seenOf(now: ActionIssue, known: ActionIssue): ActionIssue {
  const { title, body, state, reason, assignees, milestoneDue, seenAt } = now;
  const assigned = assignees.length === 1 ? assignees[0]! : known.assigned;
  return { ...sawActionBody(known, body), title, state, reason, assignees, milestoneDue, assigned, seenAt };
}

async function remember(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  incident: Incident,
  change: (issue: ActionIssue) => ActionIssue,
  id: string,
): Promise<void> {
  await engine.remotes.amend(
    workspace.id,
    "action-issues",
    incident.ref,
    (remote) => {
      const issue = readActionIssues(remote).items[id];
      return issue === undefined ? remote : withItem(remote, id, change(issue));
    },
    // What somebody said otherwise since is written anew, and so is what was refused.
    { redeliver: true },
  );
}

const withItem = (remote: Remote, id: string, issue: ActionIssue): Remote => ({
  ...remote,
  extra: { items: { ...readActionIssues(remote).items, [id]: issue } },
});

async function tell(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  { by, number, at }: News,
  text: string,
): Promise<void> {
  if (by === null) return;
  await engine.errands.put(workspace.id, [
    answerErrand(`action-issue:${number}:${at}`, {
      issue: number,
      comment: null,
      to: by.login,
      outcome: "refused",
      text,
    }),
  ]);
}

const knownPerson = (login: string, people: readonly Person[]): Person | null =>
  people.find(({ github }) => github?.toLowerCase() === login.toLowerCase()) ?? null;
