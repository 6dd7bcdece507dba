import {
  fittingTemplate,
  filled,
  labelOfDraft,
  openDrafts,
  placesFor,
  publicationAt,
  publicDues,
  sayInstant,
  statusOfDraft,
  type Incident,
  type PublicDraft,
} from "@muster/incident";
import { minutesAfter } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import { button, partPress } from "./buttons.ts";
import { draftButtons, exactly, factsOfDraft, titleOfDraft } from "./comms-draft.ts";
import { inRows, textMessage, type MessageBody, type Row } from "./message.ts";
import { cut, inline } from "./neutralise.ts";
import type { Section, Setting, Sight } from "./part.ts";
import { name } from "./person.ts";
import { ago, localDateTime } from "./time.ts";
import { isActive, levelOf } from "./words.ts";

const draftsShown = 10;
const rowsMax = 5;

/** Everything about public words, for whoever asks: what is due, what waits, what is out, and where to begin. */
export function publicList(sight: Pick<Sight, "incident" | "policy">): MessageBody {
  const { incident, policy } = sight;
  const { communications } = policy;
  const level = levelOf(incident, policy);
  const drafts = incident.comms.drafts.slice(-draftsShown);
  const head = `**${incident.ref}**: public words`;
  const none =
    level === null
      ? "Set the severity first: it says what the public is told."
      : level.external.length === 0
        ? `The policy asks for none at ${inline(level.id, 40)} (external: none).`
        : null;
  const lines = [
    head,
    ...(none === null ? [] : [none]),
    ...(level?.external ?? []).map(({ where, what, when }) => {
      const after = when === "always" ? "" : `, if down for more than ${when.downtimeOverMin} min`;
      return `▸ ${inline(where, 80)}${after}: ${inline(what, 200)}${placeNote(policy, where)}`;
    }),
    ...dueLines(sight),
    ...drafts.map((draft) => draftLine(draft)),
    ...(communications.press === null ? [] : [`☎️ ${inline(communications.press, 300)}`]),
  ];
  const places = none !== null || level === null ? [] : placesFor(policy, level);
  const starts = places
    .slice(0, 5)
    .map((where, at) => button(`Draft for ${where}`, partPress(incident, `public-draft/${at}`), "primary"));
  const shows = openDrafts(incident)
    .slice(0, 5)
    .map((draft) =>
      button(`Show ${labelOfDraft(draft)}`, partPress(incident, `public-show/${labelOfDraft(draft)}`)),
    );
  return textMessage(cut(lines.join("\n"), 3_800), [...inRows(starts), ...inRows(shows)].slice(0, rowsMax));
}

function placeNote(policy: Policy, where: string): string {
  const { about } = publicationAt(policy, where);
  return about === null ? "" : ` (${inline(about, 200)})`;
}

function draftLine(draft: PublicDraft): string {
  const { approval, published } = draft;
  const status = statusOfDraft(draft);
  const who =
    status === "published" && published !== null
      ? ` ${localDateTime(published.at)} by ${name(published.by)}${published.reached === null ? "" : `, to ${published.reached}`}${published.url === null ? "" : `: ${inline(published.url, 200)}`}`
      : status === "approved" && approval !== null
        ? ` by ${name(approval.by)}`
        : "";
  return `${titleOfDraft(draft)}: ${status}${who}`;
}

/** One draft, whole: the words as they are, ready to be copied. */
export function showDraft(draft: PublicDraft, setting: Setting): MessageBody {
  const facts = factsOfDraft(draft, setting);
  return textMessage(
    [`${titleOfDraft(draft)}, ${statusOfDraft(draft)}`, exactly(draft.text), ...facts].join("\n"),
    draftButtons(draft, setting),
  );
}

/** What stands in the form when somebody begins to write for a place. */
export function startOf({ incident, policy }: Setting, where: string, now: Date): Record<string, string> {
  const level = levelOf(incident, policy);
  const found = fittingTemplate(policy, incident, where);
  const every = level?.publicUpdateEveryMin ?? null;
  const isLast = found?.template.stage === "last";
  const promise = every === null || isLast ? null : sayInstant(minutesAfter(now, every), now);
  return {
    where,
    ...(found === null
      ? {}
      : {
          template: found.id,
          text: filled(found.template.text, { incident, level, promise, now }),
        }),
    ...(promise === null ? {} : { "next-update": promise.replace(" UTC", "") }),
  };
}

/** On the card: what the public was promised, and when. What is drafted stands among what is next. */
export function publicSection(setting: Setting): Section[] {
  const lines = dueLines(setting);
  return lines.length === 0 ? [] : [{ text: lines.join("\n"), least: 300 }];
}

function dueLines({ incident, policy }: Setting): string[] {
  const level = levelOf(incident, policy);
  const reminded = incident.reminded["public-next"] ?? "";
  // What is due at one time stands in one line, with all its places.
  const together = Map.groupBy(
    publicDues({ incident, policy, level }),
    ({ why, dueAt }) => `${why} ${dueAt.toISOString()}`,
  );
  return [...together.values()].slice(0, 4).map((dues) => {
    const { why, dueAt } = dues[0]!; // No group is empty.
    const at = dueAt.toISOString();
    const places = dues.map(({ where }) => `**${inline(where, 80)}**`).join(", ");
    const what = `${why === "first" ? "First" : "Next"} update on ${places} ${why === "promise" ? "promised" : "due"}`;
    return `${reminded >= at ? "🔴 **Overdue**: " : "📢 "}${what} ${localDateTime(at)} (${ago(at)})`;
  });
}

/** Under "More". */
export function publicButtons({ incident, policy }: { incident: Incident; policy: Policy }): Row {
  const asks = (levelOf(incident, policy)?.external.length ?? 0) > 0;
  const isThere = incident.comms.drafts.length > 0;
  if (incident.status === "merged" || (!isThere && !(asks && isActive(incident)))) return [];
  return [button("Public words", partPress(incident, "public-open"))];
}
