import {
  custodyOf,
  explain,
  isSamePerson,
  keepUntil,
  openHolds,
  type CustodyRow,
  type EvidenceItem,
  type Incident,
  type LegalHold,
} from "@muster/incident";
import { utcDate } from "@muster/kernel";
import { button, partPress } from "./buttons.ts";
import { inRows, textMessage, type MessageBody, type Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { Sight } from "./part.ts";
import { name } from "./person.ts";
import { bothClocks } from "./time.ts";
import { newestThatFit } from "./timeline-lines.ts";

/* Looks at what is kept as evidence. Only the one who asked sees them. */

const textMax = 3_300;

/** For the one who is to say whether they have it. */
export function receiveButtons(incident: Incident, item: string): Row {
  return [
    button(`I have ${item}`, partPress(incident, `evidence-receive/${item}`), "success"),
    button(`I do not have ${item}`, partPress(incident, `evidence-decline/${item}`)),
  ];
}

export function evidenceList(sight: Sight): MessageBody {
  const { incident, policy, person, now } = sight;
  const { items, nothingToPreserve } = incident.evidence;
  const open = openHolds(incident);
  const { until, hold } = keepUntil(incident, policy);
  const kept =
    until === null
      ? hold === null
        ? "Kept for ever by the policy."
        : `Kept until **${hold}** is lifted.`
      : `Keep until ${utcDate(new Date(until))}${hold === null ? "" : ` (**${hold}**)`}.`;
  const head = [
    `🗄️ **${incident.ref}** evidence. Muster deletes none of it. ${kept}`,
    ...open.map((one) => holdLine(one, now)),
    ...(nothingToPreserve === null
      ? []
      : [
          `Nothing preserved before the change (${name(nothingToPreserve.by)}): ${inline(nothingToPreserve.reason, 200)}`,
        ]),
  ];
  if (items.length === 0) head.push("Nothing is recorded yet: /evidence add, or /evidence entry.");
  const { lines, left } = newestThatFit(items.map(itemLine), textMax - head.join("\n").length);
  const earlier = left > 0 ? [`… ${left} earlier ones: /evidence show.`] : [];
  const mine = items.filter(({ pending }) => pending !== null && isSamePerson(pending.to, person));
  return textMessage([...head, ...earlier, ...lines].join("\n"), [
    ...mine.slice(0, 4).map(({ id }) => receiveButtons(incident, id)),
    ...inRows([
      button("Add evidence", partPress(incident, "evidence-ask/add")),
      button("Keep an entry", partPress(incident, "evidence-ask/entry")),
      button("Legal hold", partPress(incident, "evidence-ask/hold")),
    ]),
  ]);
}

function holdLine({ id, authority, reason, until, by }: LegalHold, now: Date): string {
  const isOver = until !== null && new Date(until) <= now;
  const end =
    until === null
      ? ""
      : isOver
        ? ", **its time is over**: /evidence lift"
        : `, until ${utcDate(new Date(until))}`;
  return `⚖️ Legal hold **${id}** by ${inline(authority, 100)}${end} (${name(by)}): ${inline(reason, 200)}`;
}

function itemLine({ id, what, source, sha256, place, holder, pending }: EvidenceItem): string {
  const hash = sha256 === null ? "no hash" : `sha256 \`${sha256.slice(0, 12)}…\``;
  const where = place === null ? "**no place**" : inline(place, 100);
  const way = pending === null ? "" : `, handed to ${name(pending.to)}, not acknowledged`;
  return `**${id}** ${inline(what, 140)} (${inline(source, 80)}) · ${hash} · ${where} · with ${name(holder)}${way}`;
}

export function evidenceHistory({ incident }: Sight, asked: string): MessageBody {
  const item = incident.evidence.items.find(({ id }) => id === asked.trim().toUpperCase());
  if (item === undefined) {
    const items = incident.evidence.items.map(({ id }) => id);
    return textMessage(explain({ because: "unknown-evidence", asked: inline(asked, 20), items }));
  }
  const { collectedAt, recordedAt, collectedBy, recordedBy } = item;
  const head = [
    `🗄️ **${incident.ref} ${item.id}** ${inline(item.what, 500)}`,
    `From ${inline(item.source, 300)}${item.url === null ? "" : ` ${inline(item.url, 300)}`}`,
    `Collected ${bothClocks(collectedAt)} by ${name(collectedBy)}, recorded ${bothClocks(recordedAt)} by ${name(recordedBy)}`,
    `sha256: ${item.sha256 === null ? "unknown" : `\`${item.sha256}\``}${item.file === null ? "" : ` (${inline(item.file.name, 80)}, ${item.file.size} bytes)`}`,
    `Kept at: ${item.place === null ? "unknown" : inline(item.place, 300)}`,
    "**Chain of custody**",
    ...custodyOf(incident)
      .filter((row) => row.item === item.id)
      .map(custodyLine),
    ...item.corrections.map(({ text, by, at }) => `✏️ ${bothClocks(at)} ${name(by)}: ${inline(text, 300)}`),
  ].join("\n");
  const notes = item.notes === null ? "" : `\n**Notes**\n${paragraph(item.notes, 1_500)}`;
  return textMessage(`${head}${notes}`);
}

function custodyLine({ at, from, to, reason, place, isPending }: CustodyRow): string {
  const who = from === null ? name(to) : `${name(from)} → ${name(to)}`;
  const where = place === null ? "" : ` · ${inline(place, 100)}`;
  return `${bothClocks(at)} ${who}${isPending ? " (not acknowledged)" : ""}: ${inline(reason, 200)}${where}`;
}
