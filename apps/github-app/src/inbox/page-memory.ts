import {
  hasHeard,
  hasHeardWords,
  hearBoxes,
  hearWords,
  readHeard,
  readHeardWords,
  type ItemChange,
} from "@muster/github";
import { actionStatus, type ActionStatus, type Remote, type Remotes } from "@muster/incident";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IntentHands } from "./intent-hands.ts";
import type { Turn } from "./page-turn.ts";

/* What Muster wrote into the boxes of a page, and what people were heard to write there since. */

export type Written = Record<string, ActionStatus>;
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

/** Whether what a line says by now is Muster's own writing, or was heard where somebody said it. */
export function knownToUs(
  remotes: Remotes,
  { path, isLook }: Pick<Turn, "path" | "isLook">,
): (change: ItemChange) => boolean {
  const both = [remotes.tracker, remotes.postmortem].map((remote) => remote ?? null);
  const written = writtenIn(remotes.tracker) ?? writtenIn(remotes.postmortem) ?? {};
  const ever = isLook ? {} : everWritten(remotes);
  const [boxes, words] = [both.map(readHeard), both.map(readHeardWords)];
  return (change) => {
    if (change.is === "worded") return words.some((heard) => hasHeardWords(heard, path, change));
    if (change.is !== "set") return false;
    const { id, status } = change;
    return (
      written[id] === status ||
      ever[id]?.includes(status) === true ||
      boxes.some((heard) => hasHeard(heard, path, { id, status }))
    );
  };
}

type Remembering = {
  turn: Turn;
  seen: Written;
  seenWords: Record<string, string>;
  remotes: Partial<Record<"tracker" | "postmortem", Remote>>;
  isOff: boolean;
};

/** What was heard of a box may be written over: what somebody said otherwise since is then written anew. */
export async function remember(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  { turn: { path }, seen, seenWords, remotes, isOff }: Remembering,
): Promise<void> {
  if (Object.keys(seen).length === 0 && Object.keys(seenWords).length === 0 && !isOff) return;
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
        extra: {
          ...remote.extra,
          heard: hearBoxes(readHeard(remote), path, seen),
          heardWords: hearWords(readHeardWords(remote), path, seenWords),
        },
      }),
      { redeliver: true },
    );
  }
}
