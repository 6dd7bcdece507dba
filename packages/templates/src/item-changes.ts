import type { ActionStatus } from "@muster/incident";
import { readItems, type TrackedItem } from "./action-items.ts";
import { actionStatusOf } from "./item-boxes.ts";
import { readItemWords, sameOwner } from "./item-words.ts";

/** What somebody did to an action item on a page: set its box, worded its line anew, took the line away, or copied it. */
export type ItemChange = { ref: string; id: string } & (
  | { is: "set"; status: ActionStatus; reason: string | null; line: number }
  | ItemWording
  | { is: "gone" }
  | { is: "doubled" }
);

/** Each is null where it says what it said before. `lost` is what stood there and cannot be found any more. */
export type ItemWording = {
  is: "worded";
  text: string | null;
  owner: string | null;
  due: string | null;
  lost: ("owner" | "due")[];
  /** As it is written. */
  words: string;
  line: number;
};

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
    const wording = wordingOf(old[0]!, line);
    return [
      ...(line.status === old[0]!.status || status === null
        ? []
        : [{ ...item, is: "set", status, reason: reasonOf(line), line: line.line } as const]),
      ...(wording === null ? [] : [{ ...item, ...wording }]),
    ];
  });
}

/** Whoever writes behind the day, or makes the line another way, says nothing else of the item. */
function wordingOf(old: TrackedItem, now: TrackedItem): ItemWording | null {
  if (old.words === now.words) return null;
  const [was, is] = [readItemWords(old.words), readItemWords(now.words)];
  const [text, owner, due] = [
    is.text === was.text || is.text === "" ? null : is.text,
    sameOwner(is.owner, was.owner) ? null : is.owner,
    is.due === was.due ? null : is.due,
  ];
  const lost = (["owner", "due"] as const).filter((what) => was[what] !== null && is[what] === null);
  if (text === null && owner === null && due === null && lost.length === 0) return null;
  // Without who and when nothing tells what is to be done from what else the line says.
  return {
    is: "worded",
    text: lost.length === 0 ? text : null,
    owner,
    due,
    lost,
    words: now.words,
    line: now.line,
  };
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
