import type { RecordedIncident } from "../maturity/record.ts";
import { wordsOf } from "./words-of.ts";

/** Where an incident is read about: its postmortem, else its issue. */
export type Reading = { ref: string; title: string; url: string | null };

/** Something that several incidents have in common. */
export type Factor = {
  is: "kind" | "service" | "cause";
  name: string;
  /** Those of the quarter that have it, the oldest first. */
  incidents: Reading[];
  /** How many had it in the year before the quarter. */
  before: number;
};

/** Once is chance. */
const fewest = 2;
const causesShown = 10;

/**
 * What recurs: kinds, services and words of causes that two incidents of the quarter share, or one of the quarter with one of the year before.
 * Those that most have come first.
 */
export function factorsOf(
  quarter: readonly RecordedIncident[],
  before: readonly RecordedIncident[],
): Factor[] {
  const of = (is: Factor["is"], namesOf: (one: RecordedIncident) => string[]): Factor[] => {
    const now = gathered(quarter, namesOf);
    const then = gathered(before, namesOf);
    return [...now]
      .map(([key, { name, of: own }]) => ({
        is,
        name,
        incidents: own.map(readingOf),
        before: then.get(key)?.of.length ?? 0,
      }))
      .filter((factor) => factor.incidents.length + factor.before >= fewest)
      .toSorted(
        (a, b) =>
          b.incidents.length - a.incidents.length ||
          b.before - a.before ||
          a.name.localeCompare(b.name, "en"),
      );
  };
  return [
    ...of("kind", ({ incident }) => (incident.assess.kind === null ? [] : [incident.assess.kind.name])),
    ...of("service", ({ incident }) => incident.assess.services.map(({ name }) => name)),
    ...of("cause", (one) => wordsOf(causeOf(one))).slice(0, causesShown),
  ];
}

type Gathered = Map<string, { name: string; of: RecordedIncident[] }>;

function gathered(all: readonly RecordedIncident[], namesOf: (one: RecordedIncident) => string[]): Gathered {
  const found: Gathered = new Map();
  for (const one of all) {
    const names = new Map(namesOf(one).map((name) => [name.trim().toLowerCase(), name.trim()]));
    for (const [key, name] of names) {
      const entry = found.get(key) ?? { name, of: [] };
      entry.of.push(one);
      found.set(key, entry);
    }
  }
  return found;
}

/** The causes that people named, as they stand in the record. */
function causeOf({ events }: RecordedIncident): string {
  return events.flatMap((event) => (event.type === "root-cause-found" ? [event.text] : [])).join(" ");
}

export function readingOf({ incident, links }: RecordedIncident): Reading {
  return {
    ref: incident.ref,
    title: incident.title,
    url: incident.postmortem?.publishedUrl ?? links.issue,
  };
}
