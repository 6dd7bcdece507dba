import { actionStatus, type OverdueAction } from "@muster/incident";
import { actionMarks } from "./actions.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";
import { name } from "./person.ts";

/** What fits into one message that people still read. */
const linesMax = 25;
const lettersMax = 3_600;

/** An overdue item with where it can be read. */
export type DigestItem = OverdueAction & { url: string | null };

/** What is overdue, the oldest first, with whose it is. By name: it pings nobody. */
export function actionsDigest(items: readonly DigestItem[], day: string): MessageBody {
  const lines: string[] = [];
  let letters = 0;
  for (const line of items.slice(0, linesMax).map(digestLine)) {
    letters += line.length + 1;
    if (letters > lettersMax) break;
    lines.push(line);
  }
  const left = items.length - lines.length;
  return textMessage(
    [
      `📌 **${items.length} action ${items.length === 1 ? "item is" : "items are"} overdue.** Done? Close its issue, or /action done. Not now? /action due, or /action snooze with a reason.`,
      ...lines,
      ...(left > 0 ? [`… and ${left} more, younger ones`] : []),
      digestMark(day),
    ].join("\n"),
  );
}

/** A line of its own, by which a second try finds the message of the first. */
export const digestMark = (day: string): string => `-# Overdue on ${day}`;

function digestLine({ incident, item, days, url }: DigestItem): string {
  const key = `${incident.ref}/${item.id}`;
  const where = url === null ? `**${key}**` : `[**${key}**](<${url}>)`;
  const age = `${days} ${days === 1 ? "day" : "days"}`;
  return `${actionMarks[actionStatus(item)]} ${where} ${inline(item.text, 120)}, ${name(item.owner)}, ${age}${item.gate === true ? ", holds releases" : ""}`;
}
