import { quoted, type Found } from "./finding.ts";
import type { Section } from "./page.ts";
import { saysNothing } from "./placeholders.ts";
import { peoplesLines, type Reading } from "./reading.ts";
import { meaningsOf, plainName } from "./synonyms.ts";
import { isCalled, readTemplate } from "./template-lines.ts";

/** The sections that the policy names besides, and what of its template nobody has filled in. */
export function checkSections(reading: Reading): Found[] {
  const { policy } = reading.about;
  const required = policy.postmortem.sections.filter((title) => isPlaceFor(reading, title));
  return [...required.flatMap((title) => checkRequired(reading, title)), ...leftOver(reading)];
}

/** The document whose template has the heading; the main one when none has. */
function isPlaceFor({ templates, isMain, about: { policy } }: Reading, title: string): boolean {
  if (templates.some(({ headings }) => headings.some((heading) => isCalled(heading.title, title))))
    return true;
  const someHas = Object.values(policy.documents).some(({ text }) =>
    readTemplate(text).headings.some((heading) => isCalled(heading.title, title)),
  );
  return isMain && !someHas;
}

function checkRequired(reading: Reading, title: string): Found[] {
  const found = reading.page.sections.filter((section) => isLike(section, title));
  if (found.some(({ lines }) => peoplesLines(reading, lines).length > 0)) return [];
  const field = reading.page.fields.find(
    ({ name, value }) => name === plainName(title) && !saysNothing(value),
  );
  if (field !== undefined) return [];
  const write = `Write under \`## ${title}\` what you would tell a colleague who was not there. If there is nothing, say so and why.`;
  const [first] = found;
  const what =
    first === undefined
      ? `I could not find a part called ${quoted(title)}.`
      : `Nobody has written anything under ${quoted(first.title)} yet.`;
  return [{ line: first?.at ?? 1, topic: "sections", what, write }];
}

/** By its name, or where only one thing can be meant by it, by what it means. */
function isLike({ title, meanings }: Section, wanted: string): boolean {
  if (isCalled(title, wanted)) return true;
  const meant = meaningsOf(wanted);
  return meant.length === 1 && meanings.includes(meant[0]!);
}

const ownTopics = new Set([
  "impact",
  "rootCause",
  "time",
  "when",
  "role",
  "actions",
  "actionTable",
  "feedback",
]);

/** Lines that still stand as the template has them, together for each part: hints, because a team may leave out what does not matter. */
function leftOver(reading: Reading): Found[] {
  const lines = [...reading.ofTemplate].flatMap(([at, { slots }]) => {
    const asks = slots.filter(({ slot }) => !ownTopics.has(slot.name));
    return asks.some(({ value }) => /^(?:unknown\b|_.*_$|…$)/.test(value) && saysNothing(value)) ? [at] : [];
  });
  const parts = Map.groupBy(
    lines,
    (at) => reading.page.sections.findLast((section) => section.at < at) ?? null,
  );
  return [...parts].map(([section, [first = 1, ...more]]): Found => {
    const where = section === null ? "" : ` under ${quoted(section.title, 60)}`;
    const what =
      more.length === 0
        ? `This line is still as the template has it: ${quoted(reading.page.lines[first - 1]?.text ?? "", 60)}.`
        : `${more.length + 1} lines${where} are still as the template has them: ${[first, ...more].join(", ")}.`;
    return {
      line: first,
      topic: "sections",
      what,
      write: more.length === 0 ? "Fill it in, or take it out." : "Fill them in, or take them out.",
      isDoubt: true,
    };
  });
}
