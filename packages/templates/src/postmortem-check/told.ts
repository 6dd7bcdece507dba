import type { Found } from "./finding.ts";
import { saysNothing } from "./placeholders.ts";
import { isAsked, peoplesLines, sectionsOn, slotLines, type Reading } from "./reading.ts";
import type { Meaning } from "./synonyms.ts";

type Matter = {
  topic: "impact" | "rootCause";
  meaning: Meaning;
  slot: string;
  /** As people are told what is missing. */
  name: string;
  write: string;
};

const impact: Matter = {
  topic: "impact",
  meaning: "impact",
  slot: "impact",
  name: "the impact",
  write:
    "Say what users went through: what did not work, for how many, for how long. For example `**Impact:** Nobody could withdraw for 89 minutes.`",
};

const rootCause: Matter = {
  topic: "rootCause",
  meaning: "rootCause",
  slot: "rootCause",
  name: "the root cause",
  write:
    "Write under `## Root Cause` why it could happen, and why that was so, down to what can be changed. If it stays unknown, say what was looked at and why it is not known.",
};

/** Whether the page says what it did to people, in words that are neither a placeholder nor the template's. */
export const checkImpact = (reading: Reading): Found[] => checkMatter(reading, impact);
export const checkRootCause = (reading: Reading): Found[] => checkMatter(reading, rootCause);

function checkMatter(reading: Reading, { topic, meaning, slot, name, write }: Matter): Found[] {
  if (!isAsked(reading, slot)) return [];
  const filled = slotLines(reading, slot);
  if (filled.some(({ value }) => !saysNothing(value))) return [];
  const fields = reading.page.fields.filter(
    ({ at, meanings }) => meanings.includes(meaning) && !reading.ofTemplate.has(at),
  );
  if (fields.some(({ value }) => !saysNothing(value))) return [];
  const sections = sectionsOn(reading, meaning, [slot]);
  if (sections.some(({ lines }) => peoplesLines(reading, lines).length > 0)) return [];

  const place = filled[0]?.at ?? fields[0]?.at ?? sections[0]?.at;
  if (place !== undefined)
    return [{ line: place, topic, what: `Nobody has written down ${name} yet.`, write }];
  const tale = reading.page.sections.find(
    ({ meanings, lines }) => meanings.includes("summary") && peoplesLines(reading, lines).length > 0,
  );
  if (tale !== undefined) {
    const heading = topic === "impact" ? "`**Impact:**`" : "`## Root Cause`";
    const what = `I could not find a part about ${name}; perhaps “${tale.title}” tells it.`;
    return [
      {
        line: tale.at,
        topic,
        what,
        write: `If it does, put ${heading} before those words, so that readers find them. If not: ${write}`,
        isDoubt: true,
      },
    ];
  }
  return [{ line: 1, topic, what: `I could not find a part about ${name}.`, write }];
}
