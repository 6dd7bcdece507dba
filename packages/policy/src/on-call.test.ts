import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoWeekOf, weeksIn } from "./iso-week.ts";
import { onCallAt, parseOnCall, resolvePerson, whoIsOnCall } from "./on-call.ts";

const table = (...rows: string[]): string =>
  [
    "# On call",
    "",
    "| ISO week | Primary | Secondary | Tertiary |",
    "|---|:---:|---|---:|",
    ...rows,
    "",
  ].join("\n");
const weeksOf = (...rows: string[]) => parseOnCall(table(...rows));

test("S1-9: the rota is read from the on-call page's table", () => {
  const page = `# On-call rotation

Handover is **Monday 00:00 UTC**.

| ISO week | Primary | Secondary | Tertiary |
|----------|---------|-----------|----------|
| 2026-W22 | F1 | F2 | F3 |
| 2026-W23 | F2 | F3 | F1 |
| 2026-W24 | F3 | F1 | F2 |
| 2026-W25 | F1 | F2 | F3 |

| Severity | Ack | First update |
|---|---|---|
| SEV-0 | 5 min | 15 min |
`;
  expect(parseOnCall(page)).toEqual({
    weeks: [
      { week: "2026-W22", people: ["F1", "F2", "F3"] },
      { week: "2026-W23", people: ["F2", "F3", "F1"] },
      { week: "2026-W24", people: ["F3", "F1", "F2"] },
      { week: "2026-W25", people: ["F1", "F2", "F3"] },
    ],
    problems: [],
  });
});

test.each([
  ["| 2026-W22 | @ada | **bo** | [Cy](https://x.example/cy) |", ["ada", "bo", "Cy"]],
  ["| 2026-W22 | <@123456789012345678> | `bo` | _cy_ |", ["<@123456789012345678>", "bo", "cy"]],
  ["| 2026-W22 | ~~ada~~ bo | cy (until Wed) | - |", ["bo", "cy"]],
  ["2026-W22 | ada | bo | TBD", ["ada", "bo"]],
  ["| **2026-W22** | ada_l | bo / cy | |", ["ada_l", "bo", "cy"]],
  ["| 2026-W22 | a \\| b | bo | ada<!-- swap? --> |", ["a | b", "bo", "ada"]],
  ["| 2026-W22 | ada | Ada | bo | much | more |", ["ada", "bo"]],
])("the row %s names its people", (row, people) => {
  expect(weeksOf(row)).toEqual({ weeks: [{ week: "2026-W22", people }], problems: [] });
});

test.each([
  ["2026-W22", ["2026-W22"]],
  ["2026W22", ["2026-W22"]],
  ["2026‑W22", ["2026-W22"]],
  ["W22 2026", ["2026-W22"]],
  ["Week 22, 2026", ["2026-W22"]],
  ["KW 22/2026", ["2026-W22"]],
  ["2026-W2", ["2026-W02"]],
  ["2026-05-25", ["2026-W22"]],
  ["2026-05-25 – 2026-05-31", ["2026-W22"]],
  ["2026-05-25 – 2026-06-01", ["2026-W22"]],
  ["2026-W22–W24", ["2026-W22", "2026-W23", "2026-W24"]],
  ["2026-W22 – 2026-W23", ["2026-W22", "2026-W23"]],
  ["W22–23 2026", ["2026-W22", "2026-W23"]],
  ["W22 to W23 2026", ["2026-W22", "2026-W23"]],
  ["2026-W52 – 2027-W01", ["2026-W52", "2026-W53", "2027-W01"]],
])("the week %s is %j", (week, weeks) => {
  const { weeks: read, problems } = weeksOf(`| ${week} | ada | | |`);
  expect(problems).toEqual([]);
  expect(read.map((row) => row.week)).toEqual(weeks);
});

test.each([
  [
    "| soon | ada | | |",
    "Line 5: I cannot read the week `soon`. Write the week as `2026-W22`, or the date of its Monday.",
  ],
  [
    "| W22 | ada | | |",
    "Line 5: `W22` names no year. Write the week as `2026-W22`, or the date of its Monday.",
  ],
  [
    "| 2027-W53 | ada | | |",
    "Line 5: 2027 has no week 53; it has 52. Write the week as `2026-W22`, or the date of its Monday.",
  ],
  [
    "| 2026-05-26 | ada | | |",
    "Line 5: 2026-05-26 is a Tuesday, and weeks start on Monday. Write the week as `2026-W22`, or the date of its Monday.",
  ],
  [
    "| 2026-02-30 | ada | | |",
    "Line 5: There is no day 2026-02-30. Write the week as `2026-W22`, or the date of its Monday.",
  ],
  [
    "| 2026-W25 – W22 | ada | | |",
    "Line 5: `2026-W25 – W22` ends before it starts. Write the earlier week first.",
  ],
  [
    "| 2020-W01 – 2026-W22 | ada | | |",
    "Line 5: `2020-W01 – 2026-W22` is longer than a year. Write a shorter range.",
  ],
])("%s is told, not guessed", (row, problem) => {
  expect(weeksOf(row)).toEqual({ weeks: [], problems: [problem] });
});

test("a row that names nobody is told, and a week that stands there twice counts once", () => {
  expect(weeksOf("| 2026-W22 | TBD | | |", "| 2026-W23 | ada | | |", "| 2026-W23 | bo | | |")).toEqual({
    weeks: [
      { week: "2026-W22", people: [] },
      { week: "2026-W23", people: ["ada"] },
    ],
    problems: [
      "Line 5: nobody is named for 2026-W22. Write who is primary.",
      "Line 7: 2026-W23 stands there a second time. The first row counts; take one out.",
    ],
  });
});

test("columns are known by their words and not by their place", () => {
  const page =
    "| Notes | Backup | Week | Primary | 3rd |\n|---|---|---|---|---|\n| party | bo | 2026-W22 | ada | cy |\n";
  expect(parseOnCall(page).weeks).toEqual([{ week: "2026-W22", people: ["ada", "bo", "cy"] }]);
});

test("a heading gives the year of the weeks below it", () => {
  const page =
    "## Rota 2026\r\n| Week | Primary |\r\n|---|---|\r\n| W22 | ada |\r\n\r\n## Rota 2027\r\n| Week | Primary |\r\n|---|---|\r\n| W01 | bo |\r\n";
  expect(parseOnCall(page).weeks.map((row) => row.week)).toEqual(["2026-W22", "2027-W01"]);
});

test("a table in a code block is an example and no rota", () => {
  expect(parseOnCall(`\`\`\`\n${table("| 2026-W22 | ada | | |")}\n\`\`\`\n`)).toEqual({
    weeks: [],
    problems: [
      "There is no rota. Write a table with the columns `ISO week`, `Primary`, `Secondary` and `Tertiary`.",
    ],
  });
});

test("reading any page never throws, ends soon and names only weeks that exist", () => {
  const cell = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("2026-W22", "W1", "2026-W22–W99", "ada", "|", "\\|", "~~", "[x](", "2026-05-25"),
  );
  const page = fc.array(fc.array(cell).map((cells) => cells.join("|"))).map((rows) => table(...rows));
  fc.assert(
    fc.property(page, (markdown) => {
      for (const { week, people } of parseOnCall(markdown).weeks) {
        const [year, number] = week.split("-W").map(Number);
        expect(number).toBeGreaterThanOrEqual(1);
        expect(number).toBeLessThanOrEqual(weeksIn(year!));
        for (const person of people) expect(person.trim()).not.toBe("");
      }
    }),
    { numRuns: 300 },
  );
  const startMs = performance.now();
  for (const part of ["|", "\\|", "~~", "[", "<!--", "*", "_ ", "W22 ", "2026-", "-|", "a,"]) {
    parseOnCall(part.repeat(400_000));
    parseOnCall(table(...Array.from({ length: 300 }, () => `| 2026-W22 | ${part.repeat(600)} |`)));
  }
  expect(performance.now() - startMs).toBeLessThan(10_000);
});

describe("who is on call", () => {
  const weeks = [
    { week: "2026-W52", people: ["ada", "bo"] },
    { week: "2026-W53", people: ["bo", "cy"] },
    { week: "2027-W01", people: ["cy"] },
    { week: "2027-W03", people: [] },
  ];

  test.each([
    ["2026-12-27T23:59:59.999Z", ["ada", "bo"]],
    ["2026-12-28T00:00:00.000Z", ["bo", "cy"]],
    ["2027-01-03T23:59:59.999Z", ["bo", "cy"]],
    ["2027-01-04T00:00:00.000Z", ["cy"]],
  ])("S1-8: at %s it is %j; the handover is on Monday at 00:00 UTC, also around new year", (now, people) => {
    expect(whoIsOnCall(weeks, new Date(now))).toEqual(people);
  });

  test("a week without a row has nobody, and neighbours are not taken instead", () => {
    expect(onCallAt(weeks, new Date("2027-01-12T09:00:00Z"))).toEqual({
      week: "2027-W02",
      people: [],
      reason: "The rota has no row for 2027-W02. Add one.",
    });
    expect(onCallAt(weeks, new Date("2027-02-12T09:00:00Z")).reason).toBe(
      "The rota has no row for 2027-W06. It ends with 2027-W03. Add one.",
    );
  });

  test("a row without people has nobody, with the reason", () => {
    expect(onCallAt(weeks, new Date("2027-01-20T09:00:00Z"))).toEqual({
      week: "2027-W03",
      people: [],
      reason: "The rota names nobody for 2027-W03. Add a primary.",
    });
  });

  test("every hour from 1990 to 2100 lies in the week that the ISO calendar says", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("1990-01-01T00:00:00Z"),
          max: new Date("2100-01-01T00:00:00Z"),
          noInvalidDate: true,
        }),
        (now) => {
          const week = isoWeekOf(now);
          expect(week).toBe(byCounting(now));
          expect(whoIsOnCall([{ week, people: ["ada"] }], now)).toEqual(["ada"]);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

/** The ISO week by counting Mondays from the week of 4 January, which is the first of its year by definition. */
function byCounting(at: Date): string {
  const dayMs = 86_400_000;
  const firstMonday = (year: number): number => {
    const fourth = Date.UTC(year, 0, 4);
    return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * dayMs;
  };
  let year = at.getUTCFullYear() + 1;
  while (firstMonday(year) > at.getTime()) year--;
  let week = 1;
  while (firstMonday(year) + week * 7 * dayMs <= at.getTime()) week++;
  return `${year}-W${String(week).padStart(2, "0")}`;
}

describe("a name from the rota as a person", () => {
  const people = {
    "Ada L.": { discord: "111111111111111111", github: "ada-l" },
    bo: { discord: "222222222222222222", github: null },
  };

  test.each([
    ["ada l.", { name: "Ada L.", discord: "111111111111111111", github: "ada-l" }],
    ["@BO", { name: "bo", discord: "222222222222222222", github: null }],
    ["<@222222222222222222>", { name: "bo", discord: "222222222222222222", github: null }],
    ["<@!111111111111111111>", { name: "Ada L.", discord: "111111111111111111", github: "ada-l" }],
    ["<@333333333333333333>", { name: "333333333333333333", discord: "333333333333333333", github: null }],
    ["@ada-l", { name: "Ada L.", discord: "111111111111111111", github: "ada-l" }],
    ["Cy", { name: "Cy", discord: null, github: null }],
    ["__proto__", { name: "__proto__", discord: null, github: null }],
  ])("%s", (name, person) => {
    expect(resolvePerson({ people }, name)).toEqual(person);
  });
});
