import { openLookalikes, type Incident, type LikenessEvent, type Lookalike } from "@muster/incident";
import { button, partPress } from "./buttons.ts";
import type { Row } from "./message.ts";
import { inline } from "./neutralise.ts";
import type { PartView, Section, Setting } from "./part.ts";
import { name } from "./person.ts";

/** Earlier incidents that this one looks like, in words. */
export const likenessView: PartView<LikenessEvent, never> = {
  words: {
    "lookalikes-noted": ({ found }, { incident }) => ({
      text: [
        "🔁 **This looks like something that was before.** Nobody has judged that yet.",
        ...found.flatMap((one) => [`- ${headOf(one)}. In common: ${sayShared(one)}.`, ...itemOf(one)]),
      ].join("\n"),
      pings: [],
      rows: found.map((one) => judgeRow(incident, one)),
    }),
    "lookalike-rejected": ({ of, by }) => `🔁 Not related to **${inline(of, 40)}** (${name(by)}).`,
  },
  reminders: {},
  card,
  buttons: () => [],
  presses: {
    "like-link": (_sight, ref) => ({ order: { do: "link-recurrence", of: null, asked: ref } }),
    "like-not": (_sight, ref) => ({ order: { do: "reject-lookalike", of: ref } }),
  },
};

function card({ incident }: Setting): Section[] {
  if (incident.status !== "open" && incident.status !== "mitigated") return [];
  const open = openLookalikes(incident);
  if (open.length === 0) return [];
  return [{ text: ["**Looks like**", ...open.map(headOf)].join("\n"), least: 100 }];
}

function headOf({ ref, title, postmortem }: Lookalike): string {
  const link = postmortem !== null && isPlainLink(postmortem) ? `, [postmortem](<${postmortem}>)` : "";
  return `**${inline(ref, 40)}** ${inline(title, 100)}${link}`;
}

/** What was to be done then and is not: it may be what helps now. */
function itemOf({ item, openItems }: Lookalike): string[] {
  if (item === null) return [];
  const { text, owner, due } = item;
  const more = openItems > 1 ? `, and ${openItems - 1} more` : "";
  return [`  Its open action item: “${inline(text, 200)}” (${name(owner)}, due ${due})${more}.`];
}

function sayShared({ shared: { alert, kind, services, words } }: Lookalike): string {
  return [
    ...(alert === null ? [] : [`the alert ${inline(alert, 80)}`]),
    ...(kind === null ? [] : [`the kind ${inline(kind, 60)}`]),
    ...(services.length === 0 ? [] : [`the service ${inline(services.join(", "), 120)}`]),
    ...(words.length === 0 ? [] : [`the words ${inline(words.join(", "), 120)}`]),
  ].join("; ");
}

/** A restricted incident and an open one are never linked: what one says of the other would be read by those who know of just one. */
function judgeRow(incident: Incident, { ref }: Lookalike): Row {
  return [
    ...(incident.restricted === null
      ? [button(`It is ${ref} again`, partPress(incident, `like-link/${ref}`), "primary")]
      : []),
    button(`${ref} is not related`, partPress(incident, `like-not/${ref}`)),
  ];
}

const isPlainLink = (url: string): boolean => /^https:\/\/[^\s<>()]+$/.test(url);
