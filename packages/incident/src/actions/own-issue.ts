import type { Remote } from "../effect.ts";

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/**
 * Where the own issue of an action item stands, as the surface "action-issues" remembers it: the one thing in its `extra` that others
 * than its deliverer read. Null while the item has none, and when people deleted it or moved it away.
 */
export function ownIssueUrl(remote: Remote | null | undefined, itemId: string): string | null {
  const items = remote?.extra["items"];
  const own = isRecord(items) && Object.hasOwn(items, itemId) ? items[itemId] : null;
  return isRecord(own) && own["isGone"] !== true && typeof own["url"] === "string" ? own["url"] : null;
}
