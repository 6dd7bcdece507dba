import { no, yes, type Result } from "@muster/kernel";

const dayMs = 86_400_000;

/** The ISO 8601 week of an instant in UTC, such as `2026-W47`. Weeks start on Monday 00:00 UTC and belong to the year of their Thursday. */
export function isoWeekOf(at: Date): string {
  const dayMsUtc = Math.floor(at.getTime() / dayMs) * dayMs;
  const weekday = (new Date(dayMsUtc).getUTCDay() + 6) % 7;
  const thursday = new Date(dayMsUtc + (3 - weekday) * dayMs);
  const year = thursday.getUTCFullYear();
  const dayOfYear = (thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs;
  return weekName(year, Math.floor(dayOfYear / 7) + 1);
}

/** 53 in years that start or, if leap, end on a Thursday, else 52: the 28th of December always lies in the last week. */
export function weeksIn(year: number): number {
  return Number(isoWeekOf(new Date(Date.UTC(year, 11, 28))).slice(-2));
}

/** A range in a rota that is longer than this is a slip of the pen. */
const rangeMax = 53;

/**
 * The weeks that a cell names: `2026-W22`, `W22 2026`, `Week 22`, a Monday's date, or two of these with a dash or "to" between.
 * A week without a year takes the one given. What cannot be read comes back as words that say what to write.
 */
export function readWeeks(cell: string, year: number | null): Result<string[], string> {
  const text = cell
    .normalize("NFKC")
    .replaceAll(/[\u2010-\u2015\u2212]/g, "-")
    .toUpperCase()
    .trim();
  const write = "Write the week as `2026-W22`, or the date of its Monday.";
  const shown = cell.slice(0, 40);

  const dates = [...text.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)];
  if (dates.length > 0)
    return readDates(
      dates.map(([date]) => date),
      write,
    );

  const found = [
    ...text.matchAll(
      /(?:\b(\d{4})[-\s]*)?(?:\bW|W(?:EE)?K\s*|KW\s*|(?<=\d)W)[-\s]*(\d{1,2})(?!\d)(?:[\s/,]+(\d{4})\b)?/g,
    ),
  ];
  const years = found.map((match) => match[1] ?? match[3]);
  const named = years.find((each) => each !== undefined) ?? /\b(20\d\d)\b/.exec(text)?.[1];
  const [first, last, ...more] = found.map((match, index) => ({
    year: Number(years[index] ?? named ?? year ?? Number.NaN),
    week: Number(match[2]),
  }));
  if (first === undefined || more.length > 0) return no(`I cannot read the week \`${shown}\`. ${write}`);
  // "W22-25": the second number stands alone.
  const bare =
    last === undefined ? /W\s*\d{1,2}\s*(?:-|TO|UNTIL)\s*(\d{1,2})(?!\d)/.exec(text)?.[1] : undefined;
  const end = last ?? (bare === undefined ? first : { year: first.year, week: Number(bare) });
  if (Number.isNaN(first.year)) return no(`\`${shown}\` names no year. ${write}`);
  for (const each of [first, end]) {
    if (each.week < 1 || each.week > weeksIn(each.year)) {
      return no(`${each.year} has no week ${each.week}; it has ${weeksIn(each.year)}. ${write}`);
    }
  }
  return weeksBetween(first, end, shown);
}

type Week = { year: number; week: number };

function weeksBetween(first: Week, last: Week, shown: string): Result<string[], string> {
  const weeks: string[] = [];
  for (let { year, week } = first; year < last.year || (year === last.year && week <= last.week); week++) {
    if (week > weeksIn(year)) [year, week] = [year + 1, 1];
    weeks.push(weekName(year, week));
    if (weeks.length > rangeMax) break;
  }
  if (weeks.length === 0) return no(`\`${shown}\` ends before it starts. Write the earlier week first.`);
  if (weeks.length > rangeMax) return no(`\`${shown}\` is longer than a year. Write a shorter range.`);
  return yes(weeks);
}

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A Monday stands for its week. A second date ends the range: the week it lies in, or, being a Monday, the one before: it is the handover. */
function readDates(dates: string[], write: string): Result<string[], string> {
  const [from, to] = dates.map((date) => new Date(`${date}T00:00:00Z`));
  const wrong = dates.find((date) => {
    const read = new Date(`${date}T00:00:00Z`);
    return Number.isNaN(read.getTime()) || read.toISOString().slice(0, 10) !== date;
  });
  if (wrong !== undefined || from === undefined) return no(`There is no day ${wrong}. ${write}`);
  if (from.getUTCDay() !== 1) {
    return no(`${dates[0]} is a ${weekdays[from.getUTCDay()]}, and weeks start on Monday. ${write}`);
  }
  if (to === undefined) return yes([isoWeekOf(from)]);
  const lastDay = to.getUTCDay() === 1 && to > from ? new Date(to.getTime() - dayMs) : to;
  return weeksBetween(weekOf(from), weekOf(lastDay), dates.join(" - "));
}

function weekOf(at: Date): Week {
  const [year, week] = isoWeekOf(at).split("-W").map(Number);
  return { year: year!, week: week! };
}

function weekName(year: number, week: number): string {
  return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
}
