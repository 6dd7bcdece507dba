/* Days as people write them. What is no day, such as "next week", is told apart from what is no date at all. */

export type When =
  /** `day` is ISO where it is certain, null where the order of day and month, or the year, is not. */
  | { is: "day"; day: string | null; text: string; index: number }
  /** A month or a quarter: a span, not a day. */
  | { is: "span"; text: string; index: number }
  | { is: "vague"; text: string; index: number }
  /** 31 November. */
  | { is: "no-day"; text: string; index: number };

const monthNames = [
  "jan(?:uary|uar|vier|eiro)?|ene(?:ro)?|gennaio",
  "feb(?:ruary|ruar|rero|braio)?|f[ée]v(?:rier|ereiro)?",
  "mar(?:ch|s|zo|[çc]o)?|m[äa]rz|maart",
  "apr(?:il|ile)?|avr(?:il)?|abr(?:il)?",
  "may|mai|mayo|maio|maggio|mei",
  "june?|juni|juin|junio|junho|giugno",
  "july?|juli|juil(?:let)?|julio|julho|luglio",
  "aug(?:ust|ustus)?|ao[ûu]t|ago(?:sto)?",
  "sept?(?:ember|embre|iembre)?|set(?:embro|tembre)?",
  "oct(?:ober|obre|ubre)?|okt(?:ober)?|out(?:ubro)?|ott(?:obre)?",
  "nov(?:ember|embre|iembre|embro)?",
  "dec(?:ember)?|dez(?:ember|embro)?|d[ée]c(?:embre)?|dic(?:iembre|embre)?",
];
const month = `(?:${monthNames.join("|")})\\.?`;
const edge = "(?<![\\p{L}\\p{N}])";
const end = "(?![\\p{L}\\p{N}])";

type Reader = {
  pattern: RegExp;
  read(groups: Record<string, string | undefined>): When["is"] | { day: string | null };
};

const readers: Reader[] = [
  {
    pattern: new RegExp(`${edge}(?<y>\\d{4})[-/.](?<m>\\d{1,2})[-/.](?<d>\\d{1,2})(?!\\d|[-/.]\\d)`, "giu"),
    read: ({ y, m, d }) => dayOf(Number(y), Number(m), Number(d)),
  },
  {
    pattern: new RegExp(
      `${edge}(?<a>\\d{1,2})[/.-](?<b>\\d{1,2})[/.-](?<y>\\d{4}|\\d{2})(?!\\d|[-/.]\\d)`,
      "giu",
    ),
    read: ({ a, b, y }) => ambiguous(Number(a), Number(b), yearOf(y)),
  },
  {
    pattern: new RegExp(
      `${edge}(?<d>\\d{1,2})(?:st|nd|rd|th|\\.|er|º)?(?:[ -](?:of|de|di)?[ -]?|-)(?<mon>${month})(?:[ ,-]{1,3}(?<y>\\d{4}|'\\d{2}))?${end}`,
      "giu",
    ),
    read: ({ d, mon, y }) => (y === undefined ? dayless(mon, d) : dayOf(yearOf(y), monthOf(mon), Number(d))),
  },
  {
    pattern: new RegExp(
      `${edge}(?<mon>${month})[ -](?<d>\\d{1,2})(?:st|nd|rd|th)?(?:,?[ ](?<y>\\d{4}|'\\d{2}))?(?![\\p{L}\\p{N}]|:\\d)`,
      "giu",
    ),
    read: ({ d, mon, y }) => (y === undefined ? dayless(mon, d) : dayOf(yearOf(y), monthOf(mon), Number(d))),
  },
  {
    pattern: new RegExp(`${edge}(?<y>20\\d{2})(?<m>[01]\\d)(?<d>[0-3]\\d)${end}`, "giu"),
    read: ({ y, m, d }) => dayOf(Number(y), Number(m), Number(d)),
  },
  {
    pattern: new RegExp(
      `${edge}(?:(?:end|start|beginning|middle|mid|late|early)[ -](?:of )?)?(?:${month}[ ,-]{1,2}20\\d{2}|20\\d{2}[-/](?:0?[1-9]|1[0-2])(?![-/\\d])|[qh][1-4][ /'-]{0,2}(?:20)?\\d{2}|20\\d{2}[ /-]?[qh][1-4]|(?:week|wk|cw|kw)[ .]?\\d{1,2}[ /,]{1,2}20\\d{2}|20\\d{2}-w\\d{2})${end}`,
      "giu",
    ),
    read: () => "span",
  },
  {
    pattern: new RegExp(
      `${edge}(?:tb[adc]|to be (?:determined|decided|defined)|asap|as soon as possible|immediately|urgent(?:ly)?|soon|ongoing|continuous(?:ly)?|later|someday|eventually|whenever|tomorrow|today|tonight|eo[dwmqy]|end of (?:the |this |next )?(?:day|week|month|quarter|sprint|year)|(?:this|next|coming|current|following) (?:day|week|sprint|month|quarter|release|iteration|year|${weekday()})|(?:in|within) (?:a|an|one|two|three|four|five|six|\\d{1,3}) ?(?:day|week|month|sprint|quarter|year)s?|\\d{1,3} ?(?:days?|weeks?|months?|sprints?)|(?:end of |mid[ -]?|early |late )?(?:${month}|q[1-4])|(?:${weekday()}))${end}`,
      "giu",
    ),
    read: () => "vague",
  },
];

function weekday(): string {
  return "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sunday";
}

/** Everything in a text that tells a day, or seems to want to; earlier readers take what they know from the later ones. */
export function datesIn(text: string): When[] {
  const taken: { from: number; to: number }[] = [];
  const found: When[] = [];
  for (const { pattern, read } of readers) {
    for (const match of text.matchAll(pattern)) {
      const [from, to] = [match.index, match.index + match[0].length];
      if (taken.some((other) => from < other.to && other.from < to)) continue;
      const is = read(match.groups ?? {});
      taken.push({ from, to });
      const words = { text: match[0], index: from };
      found.push(typeof is === "object" ? { is: "day", day: is.day, ...words } : ({ is, ...words } as When));
    }
  }
  return found.toSorted((a, b) => a.index - b.index);
}

const yearOf = (year = ""): number => {
  const digits = Number(year.replace("'", ""));
  return digits < 100 ? 2000 + digits : digits;
};

const monthOf = (name = ""): number =>
  monthNames.findIndex((names) => new RegExp(`^(?:${names})\\.?$`, "iu").test(name)) + 1;

function dayOf(year: number, monthNumber: number, day: number): { day: string } | "no-day" {
  if (year < 1970 || year > 2199 || !isDay(year, monthNumber, day)) return "no-day";
  return { day: `${year}-${String(monthNumber).padStart(2, "0")}-${String(day).padStart(2, "0")}` };
}

/** 03/04 is the third of April or the fourth of March; 13/04 can only be one of them. */
function ambiguous(a: number, b: number, year: number): { day: string | null } | "no-day" {
  const both = [isDay(year, b, a), isDay(year, a, b)];
  if (both[0] && both[1] && a !== b) return { day: null };
  return both[0] ? dayOf(year, b, a) : dayOf(year, a, b);
}

/** Without a year nobody can tell whether it has passed; in a leap year it is a day if it ever is one. */
const dayless = (name: string | undefined, day: string | undefined): { day: null } | "no-day" =>
  isDay(2024, monthOf(name), Number(day)) ? { day: null } : "no-day";

function isDay(year: number, monthNumber: number, day: number): boolean {
  const date = new Date(Date.UTC(year, monthNumber - 1, day));
  return (
    monthNumber >= 1 &&
    monthNumber <= 12 &&
    day >= 1 &&
    date.getUTCMonth() === monthNumber - 1 &&
    date.getUTCDate() === day
  );
}
