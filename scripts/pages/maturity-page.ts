import {
  fewestIncidents,
  itemIds,
  maturityItems,
  maturityLabel,
  maturityLevels,
  maturityRows,
  sayNeeds,
  ruleVersion,
  type ItemId,
  type MaturityLevel,
} from "../../packages/insights/src/index.ts";

/** Every item and level of the maturity model, with how each row is counted, and the shape of the report's JSON. */
export function maturityPage(): string {
  return [
    "# The maturity report",
    `*${maturityLabel}* The model asks yes or no and gives no scale. Muster says what it finds in its own record, what is missing, and what no record can know.`,
    "Rules of version " +
      ruleVersion +
      ". A row passes or it does not; the report shows each of them, also when the level is good.",
    principles(),
    ...itemIds.flatMap(itemPage),
    counting(),
    shape(),
    "",
  ].join("\n\n");
}

function principles(): string {
  return [
    "## What holds for all of it",
    [
      "- **To read it:** `/maturity show` in Discord (it counts what the reader may know of), `npm run muster -- maturity --markdown` or `--json` (for the public; `--inside` counts restricted incidents too). No server has to run.",
      "- **The window** is twelve months. `--at 2026-08-31` shows how things stood on a day; the trend is worked out anew for the ends of earlier quarters.",
      `- **Levels build on each other**, by our choice: one is supported when all its rows pass, and those of the levels below. With fewer than ${fewestIncidents} real incidents that count it is “insufficient data”, never a pass. One incident and a drill are too few as well: a drill stands in for no incident.`,
      "- **Drills** count only where a row asks for testing.",
      "- **Observed** is what the record shows. **Attested** is a named person's judgement with its date and a word on why (`/maturity attest`). It stands beside what is observed, never becomes it, and is never taken away. Who took part in the incidents is said to have judged their own work.",
      "- **A tick is no trace.** A step counts when a fact of the record ticked it or somebody wrote what was done; an action item when a pull request, a commit or its issue shows the work.",
      "- **Times** are those at which Muster wrote things down. Setting a time back changes no row.",
    ].join("\n"),
  ].join("\n\n");
}

function itemPage(id: ItemId): string[] {
  const { number, title, levels, cannotKnow } = maturityItems[id];
  return [
    `## ${number} ${title}`,
    ...maturityLevels.flatMap((level) => levelPage(id, level, levels[level])),
    `What no record can know here: ${cannotKnow.join("; ")}.`,
  ];
}

function levelPage(
  id: ItemId,
  level: MaturityLevel,
  { asks, line }: { asks: string; line: string },
): string[] {
  const rows = maturityRows.filter((row) => row.item === id && row.level === level);
  return [
    `### Level ${level}`,
    `${asks} (${line})`,
    [
      "| Row | Lines | What it asks | How it is counted | Needs |",
      "|---|---|---|---|---|",
      ...rows.map(
        (row) =>
          `| \`${row.id}\` | ${row.lines.join(", ")} | ${cell(row.asks)} | ${cell(row.counted)} | ${sayNeeds(row.needs)}${row.onlyWhenAsked === true ? ", where it comes up" : ""} |`,
      ),
    ].join("\n"),
  ];
}

function counting(): string {
  return [
    "## What counts, and what is set aside",
    "An incident supports a row only when it leaves the trace of a response: two people or more did something while it went on, it took ten minutes or more, people did at least four things besides ticking, it was classified, and it is over. What tells in the same words what an earlier one told is one story. What calls itself a drill, a test or an exercise and was not declared as a drill supports nothing.",
    "Such incidents can still count *against* a row, by what they owed and did not do. Left out altogether are incidents that were imported or read back from the repository, dismissed, merged, or that still go on (for up to thirty days).",
    "An action item that is closed within an hour was no work to follow. One that is due later than ninety days counts as due then; moving its date later changes nothing; a dropped one is not done. Two accounts of one person are one person as soon as any record joins them.",
  ].join("\n\n");
}

/** In the words of packages/insights/src/maturity/report.ts. */
function shape(): string {
  return [
    "## `muster maturity --json`",
    [
      "| Field | What it is |",
      "|---|---|",
      "| `label`, `ruleVersion`, `generatedAt` | what the report is, by which rules, and when it was made (ISO 8601, UTC) |",
      "| `window` | `{from, until}` |",
      "| `sample` | `{incidents, drills, unread}`: what counts; `unread`: older incidents that were too many to read |",
      "| `setAside`, `setAsideCount` | `[{ref, why, isDrill}]`, the newest first, at most 50; how many in all |",
      "| `items[]` | `id`, `number`, `title`, and the fields below |",
      "| `items[].observed`, `.verdict` | 0 (no level), 1, 2, 3, or `null` for insufficient data; the same in words |",
      "| `items[].levels[]` | `{level, asks, line, isSupported}` |",
      "| `items[].rows[]` | `{id, item, level, lines, asks, counted, needs, state, good, of, median, evidence, against, next}`; `median` is `{value, unit, n}` or `null`; `state` is `passes`, `fails`, `too-little` or `not-asked`; `evidence` and `against` are `[{what, url}]`, the newest first, at most 10 each |",
      "| `items[].failing` | ids of all rows that do not pass |",
      "| `items[].attested[]` | `{level, note, by, at, tookPartIn, isOld}`: each assessor's latest word |",
      "| `items[].sample` | `{incidents, bearing, drills, setAside}`; `bearing`: incidents that speak for one of its rows |",
      "| `items[].cannotKnow` | what no record can show |",
      "| `items[].next` | `{row, level, step}`, or `null` when every row passes |",
      "| `trend[]` | `{until, incidents, observed: {item: level}}`, the oldest first; the last is now |",
    ].join("\n"),
  ].join("\n\n");
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
