import { openActions, type Incident, type Lookalike } from "@muster/incident";
import { wordsOf } from "./words-of.ts";

/** What each thing in common is worth. The same alert says enough by itself; anything else needs company. */
export const likenessWeights = { alert: 6, kind: 2, service: 2, word: 2 } as const;
/** How often a weight counts: the tenth word in common says nothing that the fourth did not. */
export const likenessMost = { service: 2, word: 4 } as const;
/** From here on an earlier incident is named: three words, or two and the kind, or one with the kind and a service. */
export const likenessFrom = 6;

/** A word that stands in more than a quarter of what is compared, and in so many at least, is this team's own stop word. */
const commonShare = 4;
const commonFrom = 4;
/** So much of a description tells what it is; the rest tells how it went. */
const describedMax = 300;
const wordsShown = 5;

/**
 * The earlier incidents that one looks like, the likest first, then the newest. Only what is over and was real counts; whoever calls this
 * leaves out what not everybody may know of. The same record gives the same answer.
 */
export function lookalikesOf(one: Incident, earlier: readonly Incident[], max: number): Lookalike[] {
  const past = earlier
    .filter((other) => other.id !== one.id && isOver(other) && !other.isDrill)
    .map((other) => ({ other, words: wordsOfPast(other) }));
  const common = commonWords(past.map(({ words }) => words));
  const own = wordsOfNew(one).filter((word) => !common.has(word));
  return past
    .map(({ other, words }) => {
      const shared = sharedOf(one, other, { own, words });
      return { other, shared, score: scoreOf(shared) };
    })
    .filter(
      ({ shared, score }) => score >= likenessFrom && (shared.alert !== null || shared.words.length > 0),
    )
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        (a.other.date === b.other.date
          ? b.other.ref.localeCompare(a.other.ref, "en", { numeric: true })
          : b.other.date.localeCompare(a.other.date)),
    )
    .slice(0, max)
    .map(({ other, shared }) => lookalike(other, shared));
}

const isOver = ({ status }: Incident): boolean => status === "resolved" || status === "closed";

type Shared = Lookalike["shared"];

function sharedOf(
  one: Incident,
  other: Incident,
  { own, words }: { own: readonly string[]; words: readonly string[] },
): Shared {
  const alert = one.signals.find(({ key }) => other.signals.some((signal) => signal.key === key));
  const kind =
    one.assess.kind !== null && one.assess.kind.id === other.assess.kind?.id ? one.assess.kind : null;
  const theirs = new Set(other.assess.services.map(({ name }) => same(name)));
  const services = one.assess.services.map(({ name }) => name).filter((name) => theirs.has(same(name)));
  return {
    alert: alert?.title ?? null,
    kind: kind?.name ?? null,
    services: services.slice(0, wordsShown),
    words: own.filter((word) => words.includes(word)).slice(0, wordsShown),
  };
}

function scoreOf({ alert, kind, services, words }: Shared): number {
  return (
    (alert === null ? 0 : likenessWeights.alert) +
    (kind === null ? 0 : likenessWeights.kind) +
    Math.min(services.length, likenessMost.service) * likenessWeights.service +
    Math.min(words.length, likenessMost.word) * likenessWeights.word
  );
}

const same = (name: string): string => name.trim().toLowerCase();

const wordsOfNew = ({ title, description, signals }: Incident): string[] =>
  wordsOf(
    [title, description?.slice(0, describedMax) ?? "", ...signals.map((signal) => signal.title)].join(" "),
  );

/** Its title and its cause: what it was, as people knew it in the end. */
const wordsOfPast = ({ title, timeline, signals }: Incident): string[] =>
  wordsOf(
    [
      title,
      ...timeline.filter(({ kind }) => kind === "root-cause").map(({ text }) => text),
      ...signals.map((signal) => signal.title),
    ].join(" "),
  );

function commonWords(all: readonly string[][]): Set<string> {
  const counts = new Map<string, number>();
  for (const words of all) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const isCommon = ([, count]: [string, number]): boolean =>
    count >= commonFrom && count * commonShare > all.length;
  return new Set([...counts].filter(isCommon).map(([word]) => word));
}

function lookalike(other: Incident, shared: Shared): Lookalike {
  const open = openActions(other).toSorted((a, b) => a.due.localeCompare(b.due));
  const [first] = open;
  return {
    id: other.id,
    ref: other.ref,
    title: other.title,
    shared,
    postmortem: other.postmortem?.publishedUrl ?? null,
    item: first === undefined ? null : { id: first.id, text: first.text, owner: first.owner, due: first.due },
    openItems: open.length,
  };
}
