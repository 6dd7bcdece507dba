import type { Policy } from "./schema.ts";
import { isoWeekOf, readWeeks } from "./iso-week.ts";
import { readTables, type TableRow } from "./read-tables.ts";

/** One row of the rota: who is first, second, third … in the week that starts on Monday 00:00 UTC. */
export type OnCallWeek = { week: string; people: string[] };
export type OnCallDocument = { weeks: OnCallWeek[]; problems: string[] };

/** Words by which a column is known, in the order in which people are asked. */
const rankWords: RegExp[] = [
  /^(primary|first|1st|on[- ]?call|lead)\b/,
  /^(secondary|second|2nd|backup)\b/,
  /^(tertiary|third|3rd)\b/,
  /^(quaternary|fourth|4th)\b/,
  /^(quinary|fifth|5th)\b/,
];
const weekWords = /^(iso[- ]?)?(week|weeks|kw|wk)\b|^(starts?|starting|from|monday)\b/;
/** More rows than a rota of twenty years has. */
const rowsMax = 1_100;

/**
 * The rota in an on-call page: every table that has a week column and at least one person column. Whatever else the page says is left
 * alone; a row that cannot be read is told in `problems` and never guessed.
 */
export function parseOnCall(markdown: string): OnCallDocument {
  const byWeek = new Map<string, OnCallWeek>();
  const problems: string[] = [];
  let hasTable = false;

  for (const table of readTables(markdown)) {
    const headers = table.header.map((cell) => plainCell(cell).toLowerCase());
    const weekColumn = headers.findIndex((header) => weekWords.test(header));
    const columns = personColumns(headers, weekColumn);
    if (weekColumn === -1 || columns.length === 0) continue;
    hasTable = true;

    for (const row of table.rows.slice(0, rowsMax)) {
      const cell = plainCell(row.cells[weekColumn] ?? "");
      if (cell === "" && row.cells.every((other) => plainCell(other) === "")) continue;
      const weeks = readWeeks(cell, table.year);
      if (!weeks.ok) {
        problems.push(`Line ${row.line}: ${weeks.refused}`);
        continue;
      }
      const people = peopleOf(row, columns);
      if (people.length === 0) {
        problems.push(`Line ${row.line}: nobody is named for ${cell}. Write who is primary.`);
      }
      for (const week of weeks.value) {
        if (byWeek.has(week)) {
          problems.push(
            `Line ${row.line}: ${week} stands there a second time. The first row counts; take one out.`,
          );
        } else {
          byWeek.set(week, { week, people });
        }
      }
    }
  }

  if (!hasTable) {
    problems.push(
      "There is no rota. Write a table with the columns `ISO week`, `Primary`, `Secondary` and `Tertiary`.",
    );
  }
  const weeks = [...byWeek.values()].sort((a, b) => (a.week < b.week ? -1 : 1));
  return { weeks, problems };
}

/** Who is on call now, first to last, with the reason when that is nobody. A neighbouring week is never taken instead. */
export function onCallAt(weeks: readonly OnCallWeek[], now: Date): OnCallWeek & { reason: string | null } {
  const week = isoWeekOf(now);
  const row = weeks.find((candidate) => candidate.week === week);
  if (row !== undefined && row.people.length > 0) return { ...row, reason: null };
  if (row !== undefined)
    return { week, people: [], reason: `The rota names nobody for ${week}. Add a primary.` };
  const last = weeks.at(-1)?.week;
  const ends = last !== undefined && last < week ? ` It ends with ${last}.` : "";
  return { week, people: [], reason: `The rota has no row for ${week}.${ends} Add one.` };
}

/** Who is on call now, first to last; empty when the rota does not say. `onCallAt` also gives the reason. */
export function whoIsOnCall(weeks: readonly OnCallWeek[], now: Date): string[] {
  return onCallAt(weeks, now).people;
}

export type ResolvedPerson = { name: string; discord: string | null; github: string | null };

/** A name from the rota as a person: by `people` in the policy, without regard to case or `@`; a mention carries its own id. */
export function resolvePerson(policy: Pick<Policy, "people">, name: string): ResolvedPerson {
  const wanted = name.trim();
  const mention = /^<@!?(\d{15,22})>$/.exec(wanted)?.[1] ?? null;
  const plain = wanted.replace(/^@/, "").trim();
  const isMeant = ([known, person]: [string, Policy["people"][string]]): boolean =>
    mention === null ? known.trim().toLowerCase() === plain.toLowerCase() : person.discord === mention;
  const found = Object.entries(policy.people).find(isMeant);
  if (found !== undefined) return { name: found[0], discord: found[1].discord, github: found[1].github };

  // A GitHub login in the rota is as good as a name, if nobody is called by it.
  const byLogin = Object.entries(policy.people).find(
    ([, person]) => mention === null && person.github?.toLowerCase() === plain.toLowerCase(),
  );
  if (byLogin !== undefined)
    return { name: byLogin[0], discord: byLogin[1].discord, github: byLogin[1].github };
  return { name: mention ?? plain, discord: mention, github: null };
}

/** Person columns in the order in which people are asked; columns with other headers are notes. */
function personColumns(headers: string[], weekColumn: number): number[] {
  const ranked = headers.flatMap((header, column) => {
    if (column === weekColumn) return [];
    const byWord = rankWords.findIndex((words) => words.test(header));
    if (byWord !== -1) return [{ column, rank: byWord + 1 }];
    const numbered = /^(?:level|tier|person|responder|l)?\s*#?([1-9])$/.exec(header);
    return numbered === null ? [] : [{ column, rank: Number(numbered[1]) }];
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.column - b.column).map(({ column }) => column);
}

/** Cells that stand for "nobody yet". */
const nobody = /^(?:[-–—?]+|\.{3}|…|tbd|tba|todo|none|nobody|vacant|open|n\/a)$/i;

function peopleOf(row: TableRow, columns: number[]): string[] {
  const names = columns
    .flatMap((column) => plainCell(row.cells[column] ?? "").split(/\s*[,;/&+]\s*|\s+and\s+/i))
    .map((name) =>
      name
        .replace(/\s*\([^()]*\)\s*$/, "")
        .replace(/^@/, "")
        .trim()
        .slice(0, 80),
    )
    .filter((name) => name !== "" && !nobody.test(name));
  return names.filter(
    (name, index) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index,
  );
}

/** The words of a cell without their Markdown. What is struck out is gone: a swap is often written as `~~ada~~ bo`. */
function plainCell(cell: string): string {
  return cell
    .replaceAll(/<!--.*?-->|<br\s*\/?>/gi, " ")
    .replaceAll(/~~[^~]*~~/g, " ")
    .replaceAll(/!?\[([^\][]*)\](?:\([^()]*\)|\[[^\][]*\])?/g, "$1")
    .replaceAll(/[*`]+/g, "")
    .replaceAll(/(^|\s)_+|_+(\s|$)/g, "$1$2")
    .replaceAll(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
