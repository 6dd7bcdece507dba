import type { ActionItem, ActionStatus, Remote } from "@muster/incident";
import { itemsSaying } from "@muster/templates";

/*
 * When each box of an action item on a page was last known: written by us, or set by people. News of a push that is older tells what the
 * page was before, and not how it stands. Kept in `remote.extra`.
 */

export type SeenAt = Record<string, { at: string; after: string }>;

export const seenKey = (path: string, id: string): string => `${path}#${id}`;

export function readSeenAt(remote: Remote | null): SeenAt {
  return (remote?.extra["seenAt"] ?? {}) as SeenAt; // Written by these functions alone.
}

/** The boxes as people left them on the default branch, since a pull request of ours was last opened from there. */
export function readOnMain(remote: Remote | null): Record<string, ActionStatus> {
  return (remote?.extra["onMain"] ?? {}) as Record<string, ActionStatus>; // Written by `follow-pages` alone.
}

/** The boxes that say what the record says once we have written the page. */
export function seenByWriting(
  page: string,
  about: { path: string; ref: string; items: readonly ActionItem[]; boxes: "legend" | "plain"; now: Date },
): SeenAt {
  const at = about.now.toISOString();
  const ids = itemsSaying(page, about, about.boxes);
  return Object.fromEntries(ids.map((id) => [seenKey(about.path, id), { at, after: "" }]));
}

/** Those of the items that this push is news of. */
export function newerOf(
  known: SeenAt,
  ids: readonly string[],
  { path, at, after }: { path: string; at: string; after: string },
): string[] {
  return ids.filter((id) => {
    const last = known[seenKey(path, id)];
    return last === undefined || at > last.at || (at === last.at && after !== last.after);
  });
}
