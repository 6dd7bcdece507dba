import type { Engine } from "@muster/engine";
import {
  editedInside,
  isTie,
  noticeIssue,
  ranOverWords,
  readIssueMemory,
  sayBoxBack,
  sayMoved,
  type Box,
  type Github,
  type Intent,
} from "@muster/github";
import { answerErrand, type Actor, type Command, type Incident, type Remote } from "@muster/incident";
import { actorFor } from "../actor-for.ts";
import { anybodyOnGithub, readIssue } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import { readIssueMark } from "@muster/templates";
import { NotYetKnown } from "./not-yet-known.ts";
import { isWord, tickedBoxes, type Looked, type TickedBox } from "./ticked-boxes.ts";

export type IssueParts = { engine: Engine; github: Github };
export type IssueNews = Extract<Intent, { do: "notice-issue" }>;

/** Remembers an issue as news of it show it, does what boxes people ticked in it, and has it written anew where it must be. */
export async function noticeNews(
  parts: IssueParts,
  workspace: KnownWorkspace,
  news: IssueNews,
): Promise<string> {
  const { number } = news.issue;
  const outcome = await noticeQuietly(parts, workspace, news);
  if (outcome === null) {
    // We ran over words there, and have not heard yet that we made it.
    const { replacedByUs: replaced, issue } = news;
    const isLoss = replaced !== null && ranOverWords({ wrote: issue.body, replaced });
    if (isLoss && (await isAwaited(parts, workspace, issue.body)))
      throw new NotYetKnown(`The issue ${number} is not known yet.`);
    return `issue ${number} is not ours`;
  }
  // A body that stands as it should costs no call, so it may always be looked at again; only machines are not argued with.
  if (!news.byBot || news.replacedByUs !== null) await amend(parts, workspace, number, asItIs, true);
  return [`noticed issue ${number}`, ...outcome].join(", ");
}

/** Whether it is the issue of an incident that has none on record. */
async function isAwaited({ engine }: IssueParts, workspace: KnownWorkspace, body: string): Promise<boolean> {
  const id = readIssueMark(body);
  const incident = id === null ? null : await engine.read.byId(id);
  if (incident === null || incident.workspaceId !== workspace.id) return false;
  return (await engine.read.remotes(incident.id)).issue === undefined;
}

/** The same, but whoever calls this has the issue written anew. Null when it is no issue of ours. */
export async function noticeQuietly(
  parts: IssueParts,
  workspace: KnownWorkspace,
  news: IssueNews,
): Promise<string[] | null> {
  const looked = await look(parts, workspace, news);
  if (looked === null) return null;
  return news.byBot ? [] : doEdit(parts, workspace, news, looked);
}

/** What is on record is looked at under its lock: a delivery that is under way writes down first what it has just written. */
async function look(parts: IssueParts, workspace: KnownWorkspace, news: IssueNews): Promise<Looked | null> {
  const { number } = news.issue;
  let wasTie = false;
  let looked: Looked = { wrote: null, wroteAt: null, body: "" };
  const remember = (remote: Remote): Remote => {
    const memory = readIssueMemory(remote);
    looked = { wrote: memory?.wrote ?? null, wroteAt: memory?.wroteAt ?? null, body: memory?.body ?? "" };
    return remote;
  };
  const isKept = await amend(parts, workspace, number, (remote) => {
    wasTie = isTie(remote, news);
    return wasTie ? remote : remember(noticeIssue(remote, news));
  });
  if (!isKept) return null;
  if (wasTie) {
    const asked = await readIssue(parts.github, workspace.repo, number);
    await amend(parts, workspace, number, (remote) => remember(noticeIssue(remote, news, asked)));
  }
  return looked;
}

async function doEdit(
  parts: IssueParts,
  workspace: KnownWorkspace,
  news: IssueNews,
  looked: Looked,
): Promise<string[]> {
  const { issue, by } = news;
  const { wrote, body } = looked;
  const inside =
    wrote === null || wrote === body ? { added: false, changed: false } : editedInside(wrote, body);
  const boxes = tickedBoxes(news, looked);
  if (boxes.length === 0 && !inside.added && !inside.changed) return [];
  const incident = await parts.engine.read.byRemote(workspace.id, "issue", String(issue.number));
  if (incident === null) return [];
  const tell = (key: string, outcome: "refused" | "told", text: string): Promise<void> =>
    by === null
      ? Promise.resolve()
      : parts.engine.errands.put(workspace.id, [
          answerErrand(`${key}:${issue.number}:${issue.updatedAt}`, {
            issue: issue.number,
            comment: null,
            to: by.login,
            outcome,
            text,
          }),
        ]);

  if (inside.added || inside.changed) await tell("inside", "told", sayMoved(inside, incident));
  if (boxes.length === 0) return [];
  const actor =
    by === null
      ? await anybodyOnGithub(parts.github, workspace, issue.number)
      : await actorFor(parts, workspace, by);
  const outcomes: string[] = [];
  for (const { box, at } of boxes.filter((one) => isWord(one, incident))) {
    const refused = await orderBox(parts, workspace, { box, at, incident, actor, issue });
    if (refused !== null) await tell(`box:${box.key}`, "refused", refused);
    outcomes.push(`${box.key} ${refused === null ? (box.isTicked ? "ticked" : "unticked") : "refused"}`);
  }
  return outcomes;
}

type Tick = Pick<TickedBox, "box" | "at"> & { incident: Incident; actor: Actor; issue: IssueNews["issue"] };

/** Null when it is done; otherwise why not, in words. */
async function orderBox(
  { engine }: IssueParts,
  workspace: KnownWorkspace,
  { box, at, incident, actor, issue }: Tick,
): Promise<string | null> {
  const said = await engine.order({
    workspaceId: workspace.id,
    incident: { id: incident.id },
    command: commandOf(box, at, issue.url),
    actor,
    requestId: `github:box:${issue.number}:${box.of}=${box.key}:${String(box.isTicked)}:${at}`,
  });
  return said.ok ? null : sayBoxBack(said.refused, incident);
}

function commandOf({ of, key, isTicked }: Box, at: string, url: string): Command {
  // News of it may come after somebody said otherwise: then the later word counts.
  const said = { at, where: "incident-issue", url } as const;
  if (of === "action") return { do: isTicked ? "complete-action" : "reopen-action", action: key, said };
  return isTicked
    ? { do: "tick-steps", steps: [key], note: null, owner: null, due: null }
    : { do: "untick-step", step: key, reason: "unticked in the issue" };
}

const asItIs = (remote: Remote): Remote => remote;

function amend(
  { engine }: IssueParts,
  workspace: KnownWorkspace,
  number: number,
  change: (remote: Remote) => Remote,
  redeliver = false,
): Promise<boolean> {
  return engine.remotes.amend(workspace.id, "issue", String(number), change, { redeliver });
}
