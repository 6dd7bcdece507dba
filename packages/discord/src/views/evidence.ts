import type { EvidenceEvent, EvidenceReminder } from "@muster/incident";
import { utcDate } from "@muster/kernel";
import { button, partPress } from "./buttons.ts";
import { evidenceList, receiveButtons } from "./evidence-list.ts";
import { inline } from "./neutralise.ts";
import type { PartView, Section, Setting } from "./part.ts";
import { mention, name } from "./person.ts";

/** Commands that a press may open. */
const askable = ["add", "entry", "hold", "hand", "interview"];

/** What is kept as evidence, in words. */
export const evidenceView: PartView<EvidenceEvent, EvidenceReminder> = {
  words: {
    "evidence-added": ({ item, what, source, sha256, place, by }) =>
      `🗄️ Evidence **${item}** by ${name(by)}: ${inline(what, 500)} (${inline(source, 200)})${sha256 === null ? "" : `\nsha256 \`${sha256}\``}${place === null ? "" : `\nKept at: ${inline(place, 300)}`}`,
    "evidence-completed": ({ item, by }) => `🗄️ Evidence **${item}** completed by ${name(by)}.`,
    "evidence-corrected": ({ item, text, by }) =>
      `✏️ Evidence **${item}** corrected by ${name(by)}: ${inline(text, 1_000)}`,
    "evidence-handed": ({ item, from, to, reason, isOutside }, { incident }) => {
      const way = `🗄️ Evidence **${item}**: ${name(from)} →`;
      if (isOutside) return `${way} ${name(to)}: ${inline(reason, 1_000)}`;
      const text = `${way} ${mention(to)}: ${inline(reason, 1_000)}\nIt stays with ${name(from)} in the record until you say that you have it.`;
      return { text, pings: [to], rows: [receiveButtons(incident, item)] };
    },
    "evidence-received": ({ item, from, by }) =>
      `🗄️ ${name(by)} has evidence **${item}**, received from ${name(from)}.`,
    "evidence-taken": ({ item, from, reason, by }) => ({
      text: `🗄️ ${name(by)} took over evidence **${item}**, which was with ${mention(from)}: ${inline(reason, 1_000)}`,
      pings: [from],
      rows: [],
    }),
    "evidence-declined": ({ item, to, holder }) => ({
      text: `🗄️ ${name(to)} does not have evidence **${item}**. ${mention(holder)}, it is still with you in the record.`,
      pings: [holder],
      rows: [],
    }),
    "preserving-skipped": ({ reason, by }) =>
      `🗄️ Nothing is preserved before the change (${name(by)}): ${inline(reason, 1_000)}`,
    "hold-placed": ({ hold, authority, reason, until }) =>
      `⚖️ **Legal hold ${hold}** by ${inline(authority)}${until === null ? "" : `, until ${utcDate(new Date(until))}`}: ${inline(reason, 1_000)}\nDelete and overwrite nothing that belongs to this incident, wherever it lies: logs, machines, chats, backups.`,
    "hold-lifted": ({ hold, authority, reason }) =>
      `⚖️ Legal hold **${hold}** by ${inline(authority)} is lifted: ${inline(reason, 1_000)}`,
  },
  reminders: {
    "evidence-handed": ({ item, to }, { incident }) => ({
      text: `⏰ ${mention(to)} do you have evidence **${item}**? Until you say so it counts as with whoever handed it to you.`,
      pings: [to],
      rows: [receiveButtons(incident, item)],
    }),
    "hold-ending": ({ hold, authority }, { incident }) => ({
      text: `⏰ Legal hold **${hold}** by ${inline(authority)} has come to its end. Ask ${inline(authority)}, then lift it (/evidence lift) or place a new one.`,
      pings: [],
      rows: [[button("Legal hold", partPress(incident, "evidence-ask/hold"))]],
    }),
  },
  card,
  buttons: ({ incident }) => [
    button("Add evidence", partPress(incident, "evidence-ask/add")),
    button("Evidence", partPress(incident, "evidence-list")),
  ],
  presses: {
    "evidence-receive": (_sight, item) => ({ order: { do: "receive-evidence", item } }),
    "evidence-decline": (_sight, item) => ({ order: { do: "decline-evidence", item } }),
    "evidence-ask": (_sight, command) => ({
      ask: `evidence.${askable.includes(command) ? command : "add"}`,
    }),
    "evidence-list": (sight) => ({ show: evidenceList(sight) }),
  },
};

function card({ incident }: Setting): Section[] {
  const { items, holds } = incident.evidence;
  const open = holds.filter(({ lifted }) => lifted === null).map(({ id }) => id);
  const onTheWay = items.filter(({ pending }) => pending !== null).map(({ id }) => id);
  const counted = [
    ...(items.length === 0 ? [] : [`🗄️ **Evidence**: ${items.length} in /evidence list`]),
    ...(onTheWay.length === 0 ? [] : [`not acknowledged: ${onTheWay.slice(0, 10).join(", ")}`]),
  ].join(", ");
  const lines = [
    ...(open.length === 0 ? [] : [`⚖️ **Legal hold** (${open.join(", ")}): delete nothing.`]),
    ...(counted === "" ? [] : [counted]),
  ];
  return lines.length === 0 ? [] : [{ text: lines.join("\n"), least: 200 }];
}
