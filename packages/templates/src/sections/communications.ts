import { utcDate, utcTime } from "@muster/kernel";
import { publicationsOf, type Publication } from "@muster/incident";
import type { SlotName } from "@muster/policy";
import { timelineOf } from "../plain-words.ts";
import { none, table, type DocumentView, type Slot } from "./slot.ts";

type Sent = { at: string; where: string; words: string };

function sent({ incident }: DocumentView): Sent[] {
  const inside = timelineOf(incident)
    .filter(({ kind }) => kind === "update")
    .map(({ at, text }) => ({ at, where: "Incident update", words: text.replace(/^Update: /, "") }));
  return [...inside, ...publicationsOf(incident).map(outside)];
}

/** What the public was told, with how many it reached and where it can be read. */
function outside({ at, where, text, reached, url }: Publication): Sent {
  const to = reached === null ? "" : `, to ${reached}`;
  return { at, where: `${where}${to}`, words: url === null ? text : `${text} ${url}` };
}

function communications(view: DocumentView): string {
  const rows = sent(view).toSorted((a, b) => a.at.localeCompare(b.at));
  if (rows.length === 0) return none;
  return table(
    ["Time (UTC)", "Channel", "Summary"],
    rows.map(({ at, where, words }) => [`${utcDate(new Date(at))} ${utcTime(new Date(at))}`, where, words]),
  );
}

/** What was told, to whom. */
export const comms = { communications } satisfies Partial<Record<SlotName, Slot>>;
