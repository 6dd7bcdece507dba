import {
  pullsAtHand,
  sayPull,
  sayWork,
  type KnownPull,
  type Suspect,
  type WorkEvent,
} from "@muster/incident";
import { utcTime } from "@muster/kernel";
import { button, partPress } from "./buttons.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";
import { name } from "./person.ts";
import type { PartView, Section, Setting, Sight } from "./part.ts";

const shownOnCard = 3;

/** What happens in the repository for the incident, in words. */
export const workView: PartView<WorkEvent, never> = {
  words: {
    "work-seen": ({ work }) => `🔧 ${inline(sayWork(work), 400)}`,
    "suspects-wanted": ({ by }) => `🔎 ${name(by)} asked what changed before it.`,
    "suspects-listed": ({ found }) => suspectLines(found).join("\n"),
  },
  reminders: {},
  card,
  buttons: () => [],
  presses: { "work-look": () => ({ order: { do: "look-for-suspects" } }) },
};

function card({ incident }: Setting): Section[] {
  const pulls = pullsAtHand(incident.work.pulls);
  if (pulls.length === 0) return [];
  const lines = pulls.slice(0, shownOnCard).map(pullLine);
  const more = pulls.length > shownOnCard ? [`… ${pulls.length - shownOnCard} more`] : [];
  return [{ text: ["**Fix**", ...lines, ...more].join("\n"), least: 200 }];
}

function pullLine(pull: KnownPull): string {
  return `${linked(`PR ${sayPull(pull)}`, pull.url)}: ${inline(pull.title, 80)}`;
}

/** What changed before the incident was noticed, for the one who asks. */
export function suspectsLook({ incident }: Sight): MessageBody {
  const { suspects } = incident.work;
  const again = button(suspects === null ? "Look now" : "Look again", partPress(incident, "work-look"));
  const lines =
    suspects === null
      ? [`Nobody has looked yet what changed before **${incident.ref}**.`]
      : [`**${incident.ref}**`, ...suspectLines(suspects)];
  return textMessage(lines.join("\n"), [[again]]);
}

function suspectLines({
  list,
  more,
  from,
  until,
  unread,
}: NonNullable<Sight["incident"]["work"]["suspects"]>): string[] {
  const span = `${time(from)} to ${time(until)} UTC`;
  const left = unread.length === 0 ? [] : [`-# Not looked at: ${inline(unread.join(", "), 200)}`];
  if (list.length === 0) return [`🔎 Nothing changed in the repository before it (${span}).`, ...left];
  return [
    `🔎 **What changed before it** (${span}). None of this is known to be the cause.`,
    ...list.map(suspectLine),
    ...(more > 0 ? [`… and ${more} earlier`] : []),
    ...left,
  ];
}

function suspectLine({ is, id, title, by, at, url }: Suspect): string {
  const what = is === "commit" ? linked(`\`${id.slice(0, 7)}\``, url) : linked("deployment", url);
  return `- ${time(at)} ${what} ${inline(title, 120)} (${inline(by, 40)})`;
}

const time = (at: string): string => utcTime(new Date(at));

const linked = (words: string, url: string | null): string =>
  url !== null && /^https:\/\/[^\s<>()]+$/.test(url) ? `[${words}](<${url}>)` : words;
