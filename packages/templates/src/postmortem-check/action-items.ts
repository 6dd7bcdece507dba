import { actionMark } from "../action-line.ts";
import { marksOf } from "../markdown.ts";
import { redactWords } from "../redact.ts";
import { quoted, type Found } from "./finding.ts";
import type { Item } from "./item.ts";
import { readItemsOf } from "./items.ts";
import { linesOfItemTables } from "./item-tables.ts";
import type { Line, Section } from "./page.ts";
import { isRedactionBox, saysNone, saysNothing } from "./placeholders.ts";
import { isAsked, sectionsOn, type Reading } from "./reading.ts";

const example = "`- [ ] check return values, bo, 2026-12-01`";

/** Every action item needs somebody and a day. What is no item is not judged as one; what cannot be read is said so. */
export function checkActions(reading: Reading): Found[] {
  if (!isAsked(reading, "actions", "actionTable")) return [];
  const named = outermost(placesOf(reading).slice(0, placesMax));
  const sections = [named, fieldsOf(reading), tablesOf(reading)].find((found) => found.length > 0) ?? [];
  if (sections.length === 0) {
    const what = "I could not find a part about action items.";
    return [
      {
        line: 1,
        topic: "actions",
        what,
        write: `Add \`## Action Items\` with a line for each, such as ${example}. If there are none: \`None needed.\``,
      },
    ];
  }
  const read = sections.map((section) => ({
    at: section.at,
    ...readItemsOf({ at: section.at, lines: peoplesItems(reading, section.lines) }, reading.names),
  }));
  const items = read.flatMap((one) => one.items);
  const without = read.flatMap(({ tablesWithout }) => tablesWithout);
  return [
    ...without.map(({ at, what }): Found => ({
      line: at,
      topic: "actions",
      what: `This table has no column for ${what === "owner" ? "the owner" : "the due date"} of the action items.`,
      write:
        what === "owner"
          ? "Add a column `Owner` with one name in each row."
          : "Add a column `Due` with a day such as `2026-12-01` in each row.",
    })),
    ...items.flatMap((item) =>
      checkItem(
        item,
        reading,
        without.some(({ what }) => what === "owner"),
        without.some(({ what }) => what === "due"),
      ),
    ),
    ...(items.length > 0 || without.length > 0 ? [] : noItems(read)),
    ...notWritten(reading),
  ];
}

const placesMax = 50;

/** By the name of the part; where only the policy's own headings could be meant, those. */
function placesOf(reading: Reading): Section[] {
  const found = sectionsOn(reading, "actions", ["actions", "actionTable"]);
  if (found.length > 0) return found;
  const others = reading.page.sections.filter(({ meanings }) => meanings.includes("actions"));
  return others.filter(({ lines }) => peoplesItems(reading, lines).some(({ text }) => !saysNothing(text)));
}

/** `Action items: none`, without a part of its own. */
function fieldsOf({ page }: Reading): Pick<Section, "at" | "lines">[] {
  return page.fields
    .filter(({ meanings }) => meanings.includes("actions"))
    .map(({ at, value }) => ({ at, lines: [{ at, text: `- ${value}`, isCode: false }] }));
}

/** A table of work that stands below no heading of its own. */
function tablesOf({ page }: Reading): Pick<Section, "at" | "lines">[] {
  const lines = linesOfItemTables(page.lines.filter(({ isCode }) => !isCode));
  return lines.length === 0 ? [] : [{ at: lines[0]!.at, lines }];
}

/** A part inside another one is read with it. */
const outermost = (sections: Section[]): Section[] =>
  sections.filter(
    (section) =>
      !sections.some((other) => other !== section && other.lines.some(({ at }) => at === section.at)),
  );

/** Lines of a template are no items, unless somebody filled in what they ask. */
function peoplesItems(reading: Reading, lines: readonly Line[]): Line[] {
  return lines.filter(({ at, text }) => {
    if (isRedactionBox(text)) return false;
    const known = reading.ofTemplate.get(at);
    if (known === undefined) return true;
    const answers = known.slots.filter(({ slot }) => slot.name === "prompt").map(({ value }) => value);
    return answers.some((answer) => !saysNothing(answer) && !saysNone(answer));
  });
}

function checkItem(
  item: Item,
  { about: { today } }: Reading,
  noOwnerColumn: boolean,
  noDueColumn: boolean,
): Found[] {
  const what = quoted(item.text.replace(/\s+/g, " "));
  const found: Found[] = [];
  const line = asItem(item, today);
  const write =
    item.isRow === true
      ? { person: "Name one person in its row.", day: "Write the day in its row, such as `2026-12-01`." }
      : { person: `Name one person, such as ${line}.`, day: `Write the day, such as ${line}.` };
  const say = (words: string, mend: string, isDoubt = false): void => {
    found.push({ line: item.at, topic: "actions", what: words, write: mend, isDoubt });
  };
  if (item.owner === null && !noOwnerColumn)
    say(
      item.ownerSaid === null
        ? `I could not find an owner in ${what}.`
        : `The owner of ${what} is ${quoted(item.ownerSaid, 40)}, which is nobody yet.`,
      write.person,
    );
  const { due } = item;
  if (due === null) {
    if (!noDueColumn) say(`I could not find a due date in ${what}.`, write.day);
  } else if (due.is === "vague")
    say(`The due date of ${what} is ${quoted(due.text, 40)}, which is no day.`, write.day);
  else if (due.is === "no-day")
    say(`${quoted(due.text, 40)} in ${what} is no day.`, `Write a day that there is, such as ${line}.`);
  else if (due.is === "span")
    say(
      `${what} is due ${quoted(due.text, 40)}, which is no single day.`,
      "Write its last day, so that a reminder can come in time.",
      true,
    );
  else if (due.day !== null && due.day < today && item.isDone === false)
    say(
      `${what} was due ${due.day} and is not ticked.`,
      "Tick it if it is done; else agree on another day.",
      true,
    );
  return found;
}

/** The item as it can stand there, with what it says already; where it is long, another one to go by. */
function asItem({ text, owner, ownerSaid, due }: Item, today: string): string {
  const untilDue = due === null ? text : text.slice(0, text.lastIndexOf(due.text));
  const named = owner ?? ownerSaid;
  const bare = withoutEnd(untilDue);
  const said = redactWords(
    named !== null && bare.endsWith(named) ? withoutEnd(bare.slice(0, -named.length)) : bare,
  );
  const isShort = said.length >= 3 && said.length <= 120 && !/[\r\n`|]|https?:|\[withheld/.test(said);
  if (!isShort) return example;
  const week = new Date(new Date(`${today}T00:00:00Z`).getTime() + 7 * 86_400_000);
  const day = due?.is === "day" && due.day !== null ? due.day : week.toISOString().slice(0, 10);
  return `\`- [ ] ${said}, ${owner ?? "bo"}, ${day}\``;
}

/** Without the mark that parts it from what follows. */
const withoutEnd = (text: string): string =>
  text.replace(/(?:\b(?:due|by|until|owner|assignee)\b|[\s(,;:|@–—-])*$/i, "");

function noItems(read: { at: number; isNone: boolean; isProse: number | null }[]): Found[] {
  if (read.some(({ isNone }) => isNone)) return [];
  const prose = read.find(({ isProse }) => isProse !== null);
  const line = prose?.isProse ?? read[0]!.at; // There is at least one part.
  if (prose !== undefined)
    return [
      {
        line,
        topic: "actions",
        what: "I could not read action items out of these words, so I cannot tell who does what by when.",
        write: `Write each on a line of its own, such as ${example}.`,
      },
    ];
  return [
    {
      line,
      topic: "actions",
      what: "No action items are written down.",
      write: `Add them with /action add, or here, such as ${example}. If there are none: \`None needed.\``,
    },
  ];
}

/** Items of the record that somebody took out, or that came after people had changed this part. */
function notWritten({ text, about: { incident } }: Reading): Found[] {
  if (incident === null) return [];
  const marks = marksOf(text).map((mark) => `<!-- muster:${mark.text} -->`);
  return incident.actions
    .filter(({ id }) => !marks.includes(actionMark(incident.ref, id)))
    .map(({ id, text: words }): Found => ({
      line: 1,
      topic: "actions",
      what: `${id} of the record, ${quoted(words)}, is not on this page.`,
      write: "If it was taken out on purpose, leave it. Else write it here as well.",
      isDoubt: true,
    }));
}
