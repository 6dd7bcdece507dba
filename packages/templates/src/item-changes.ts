import type { ActionStatus } from "@muster/incident";
import { actionStatusOf, readItems, type TrackedItem } from "./action-items.ts";

/** What somebody did to an action item on a page: set its box, took its line away, or copied it. */
export type ItemChange = { ref: string; id: string } & (
  | { is: "set"; status: ActionStatus; reason: string | null; line: number }
  | { is: "gone" }
  | { is: "doubled" }
);

/**
 * What happened to the anchored items of a page between two versions of it. Lines that came are nobody's word about an item; lines that
 * moved or were reworded are the same lines.
 */
export function itemChanges(before: string | null, after: string | null): ItemChange[] {
  const [was, is] = [byKey(before), byKey(after)];
  return [...was].flatMap(([key, old]): ItemChange[] => {
    const split = /^([A-Z]+-\d+)\/(A\d+)$/.exec(key);
    if (split === null || old.length !== 1) return [];
    const item = { ref: split[1]!, id: split[2]! };
    const now = is.get(key) ?? [];
    const [line] = now;
    if (line === undefined) return after === null ? [] : [{ ...item, is: "gone" }];
    if (now.length > 1) return [{ ...item, is: "doubled" }];
    const status = actionStatusOf[line.status];
    if (line.status === old[0]!.status || status === null) return [];
    return [{ ...item, is: "set", status, reason: reasonOf(line), line: line.line }];
  });
}

function byKey(page: string | null): Map<string, TrackedItem[]> {
  const items = new Map<string, TrackedItem[]>();
  for (const item of page === null ? [] : readItems(page))
    items.set(item.key, [...(items.get(item.key) ?? []), item]);
  return items;
}

/** `reason: "obsolete"`, `reopened: it is back`, as trackers write it; for what is put off, that it is. */
function reasonOf({ text, status }: TrackedItem): string | null {
  const said = /\b(?:reason|reopened|blocked):[ \t]*(?:"([^"]{1,500})"|(\S.{0,498}))/i.exec(text);
  const words = (said?.[1] ?? said?.[2])?.trim();
  if (words !== undefined && words !== "") return words;
  return status === "deferred" ? "put off until mainnet" : null;
}
