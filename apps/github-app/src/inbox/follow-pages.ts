import {
  itemChanges,
  type ItemChange,
  NotText,
  hasHeard,
  hearBoxes,
  readHeard,
  readText,
  type ChangedPages,
} from "@muster/github";
import {
  actionStatus,
  type ActionStatus,
  type Actor,
  type Command,
  type Incident,
  type Remote,
  type Remotes,
} from "@muster/incident";
import { actorFor } from "../actor-for.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IntentHands } from "./intent-hands.ts";

/** A repository of pages that nobody could read by hand is no tracker. */
const changesMax = 200;

/**
 * Does what people did to action items in the tracker or in a postmortem: a box that they set, a line that they took away. What we wrote
 * ourselves and somebody merged is nobody's word.
 */
export async function followPages(
  hands: IntentHands,
  workspace: KnownWorkspace,
  pages: ChangedPages,
): Promise<string> {
  const { policy } = await hands.engine.read.policy(workspace.id);
  const octokit = await hands.github.forRepo(workspace.repo, "documents");
  const outcomes: string[] = [];
  for (const path of pages.paths) {
    const isTracker = path === policy.tracker.path;
    const read = (at: string) => readPage(octokit, workspace, path, at);
    const known = pages.isDefault && isTracker ? await hands.engine.documents.get(workspace.id, path) : null;
    const at = known?.commit ?? null;
    // Out of order: what this push itself changed is heard, and what is known stays for the look at the whole.
    const isNext = at === null || at === pages.before;
    const before = isNext ? (known?.content ?? (await read(pages.before))) : await read(pages.before);
    const after = await read(pages.after);
    const where = isTracker ? "tracker" : "postmortem";
    outcomes.push(
      ...(await takeChanges(hands, workspace, { pages, isLook: false, path, where, before, after })),
    );
    // What was heard is known, so that the next look, which may come after lost news, finds only what is new.
    if (pages.isDefault && isTracker && isNext)
      await hands.engine.documents.put(workspace.id, path, after, pages.after);
  }
  return outcomes.join(", ") || "no action item changed";
}

type Turn = {
  pages: Pick<ChangedPages, "isDefault" | "hasOurs" | "after" | "at" | "by" | "url">;
  /** Nobody told of it, so only what Muster wrote last is known not to be somebody's word. */
  isLook: boolean;
  path: string;
  where: "tracker" | "postmortem";
  before: string | null;
  after: string | null;
};

export async function takeChanges(
  hands: IntentHands,
  workspace: KnownWorkspace,
  turn: Turn,
): Promise<string[]> {
  const changes = itemChanges(turn.before, turn.after).slice(0, changesMax);
  if (changes.length === 0) return [];
  const actor = await whoActs(hands, workspace, turn);
  const outcomes: string[] = [];
  for (const ref of new Set(changes.map((change) => change.ref))) {
    const incident = await hands.engine.read.byRef(workspace.id, ref);
    if (incident === null) continue;
    const ofIt = changes.filter((change) => change.ref === ref);
    outcomes.push(...(await takeOfIncident(hands, workspace, { turn, incident, actor, changes: ofIt })));
  }
  return outcomes;
}

type OfIncident = { turn: Turn; incident: Incident; actor: Actor; changes: ItemChange[] };

async function takeOfIncident(
  hands: IntentHands,
  workspace: KnownWorkspace,
  { turn, incident, actor, changes }: OfIncident,
): Promise<string[]> {
  const { engine } = hands;
  const remotes = await engine.read.remotes(incident.id);
  const written = writtenIn(remotes.tracker) ?? writtenIn(remotes.postmortem) ?? {};
  const heard = [remotes.tracker, remotes.postmortem].map((remote) => readHeard(remote ?? null));
  const ever = turn.isLook ? {} : everWritten(remotes);
  const isKnown = ({ id, status }: { id: string; status: ActionStatus }): boolean =>
    written[id] === status ||
    ever[id]?.includes(status) === true ||
    heard.some((one) => hasHeard(one, turn.path, { id, status }));
  const outcomes: string[] = [];
  const seen: Record<string, ActionStatus> = {};
  let isDoubled = false;
  for (const change of changes) {
    if (change.is === "doubled") isDoubled = true;
    if (!incident.actions.some(({ id }) => id === change.id)) continue;
    if (change.is === "set") seen[change.id] = change.status;
    // Our own writing, which somebody merged, or a word that was heard where it was said.
    if (change.is === "set" && turn.pages.hasOurs && isKnown(change)) continue;
    const command = commandOf(change, turn);
    if (command === null) continue;
    const said = await engine.order({
      workspaceId: workspace.id,
      incident: { id: incident.id },
      command,
      actor,
      requestId: `github:page:${turn.pages.after}:${turn.path}:${change.ref}/${change.id}`.slice(0, 250),
    });
    outcomes.push(`${change.ref}/${change.id} ${said.ok ? command.do : `refused: ${said.refused.because}`}`);
  }
  await remember(hands, workspace, { turn, seen, remotes, isDoubled });
  return outcomes;
}

function commandOf(change: ItemChange, { pages, where }: Turn): Command | null {
  const { id: action } = change;
  const said = { at: pages.at, where, url: pages.url } as const;
  if (change.is === "gone") return { do: "untrack-action", action, said };
  if (change.is !== "set") return null;
  const { status, reason } = change;
  if (status === "done") return { do: "complete-action", action, said };
  if (status === "open") return { do: "reopen-action", action, said };
  return { do: "move-action", action, status, reason, said };
}

/** Writing to the default branch or to ours takes rights that GitHub has checked. */
async function whoActs(
  hands: IntentHands,
  workspace: KnownWorkspace,
  { pages: { by } }: Turn,
): Promise<Actor> {
  if (by !== null) return actorFor(hands, workspace, by, true);
  const person = { name: "somebody on GitHub", discord: null, github: null };
  return { person, via: "github", isResponder: true, groups: [], inRoom: false };
}

type Written = Record<string, ActionStatus>;
type Items = { id: string; done: boolean; status?: ActionStatus; ever?: readonly ActionStatus[] }[];

function itemsIn(remote: Remote | undefined): Items | null {
  const items = (remote?.extra as { items?: Items | null } | undefined)?.items ?? null;
  return Array.isArray(items) ? items : null;
}

function writtenIn(remote: Remote | undefined): Written | null {
  const items = itemsIn(remote);
  return items === null
    ? null
    : Object.fromEntries(items.map(({ id, done, status }) => [id, status ?? actionStatus({ done })]));
}

/** All that Muster ever wrote: a merge brings it to the default branch late, and is no word of whoever merges. */
function everWritten(remotes: Remotes): Record<string, readonly ActionStatus[]> {
  const items = [remotes.tracker, remotes.postmortem].flatMap((remote) => itemsIn(remote) ?? []);
  const ids = [...new Set(items.map(({ id }) => id))];
  const of = (wanted: string) => items.filter(({ id }) => id === wanted).flatMap(({ ever = [] }) => ever);
  return Object.fromEntries(ids.map((id) => [id, of(id)]));
}

type Remembering = {
  turn: Turn;
  seen: Written;
  remotes: Partial<Record<"tracker" | "postmortem", Remote>>;
  isDoubled: boolean;
};

/** What was heard of a box may be written over: what somebody said otherwise since is then written anew. */
async function remember(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  { turn: { path }, seen, remotes, isDoubled }: Remembering,
): Promise<void> {
  if (Object.keys(seen).length === 0 && !isDoubled) return;
  for (const surface of ["tracker", "postmortem"] as const) {
    const known = remotes[surface];
    if (known === undefined) continue;
    await engine.remotes.amend(
      workspace.id,
      surface,
      known.id,
      (remote) => ({
        ...remote,
        rendered: null,
        extra: { ...remote.extra, heard: hearBoxes(readHeard(remote), path, seen) },
      }),
      { redeliver: true },
    );
  }
}

export async function readPage(
  octokit: Parameters<typeof readText>[0],
  { repo }: KnownWorkspace,
  path: string,
  at: string,
): Promise<string | null> {
  try {
    return await readText(octokit, repo, path, at);
  } catch (error) {
    if (error instanceof NotText) return null;
    throw error;
  }
}
