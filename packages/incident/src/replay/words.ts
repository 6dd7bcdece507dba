import type { Person } from "../person.ts";
import { withhold } from "../secrets.ts";
import type { Replay } from "./read-replay.ts";

/* What a file's words become: titles, names, lines without secrets. */

export const notTold = "not told in the file";

/** A name in small letters without signs. */
export const plainName = (name: string | null): string => (name ?? "").toLowerCase().replace(/[^a-z]/g, "");

export function titleOf({ title, org, slug, id }: Replay): string {
  if (title !== null) return title;
  const name = slug ?? id ?? "replayed incident";
  // `org-2018-10-21-mysql-failover`; where nothing follows the date, what stands before it is the name.
  const [, before = name, after = ""] = /^(.*)\d{4}-\d{2}-\d{2}(.*)$/.exec(name) ?? [];
  const [what = "replayed incident"] = [after, before].map(inWords).filter((words) => words !== "");
  return org === null ? what : `${org}: ${what}`;
}

const inWords = (slug: string): string => slug.replace(/[-_]+/g, " ").trim();

export function descriptionOf({ events }: Replay): string | null {
  const impact = events.flatMap(({ type, text }) =>
    plainName(type) === "impact" && text !== null ? [text] : [],
  );
  return impact.length === 0 ? null : impact.join("; ");
}

/** Without secrets, and no longer than may be; what was withheld is told. */
export function clean(text: string, max: number, told: string[]): string {
  const { text: safe, kinds } = withhold(text);
  if (kinds.length > 0) told.push(`Withheld from the file's words: ${kinds.join(", ")}.`);
  const letters = [...safe.trim()];
  if (letters.length === 0) return notTold;
  return letters.length <= max ? letters.join("") : `${letters.slice(0, max - 1).join("")}…`;
}

/** The same on one line. */
export function cleanLine(text: string, max: number, told: string[]): string {
  return clean(text.replaceAll(/\s+/gu, " "), max, told);
}

/** A person's name is a line, not a page. */
const nameMax = 80;

/** Who speaks where the file names nobody: the organisation, whose account it is. */
export const speaker = (replay: Replay, name: string | null): Person => ({
  name: cleanLine(name ?? replay.org ?? "unknown", nameMax, []),
  discord: null,
  github: null,
});
