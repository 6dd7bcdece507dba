import type { PostmortemPart, ReadPostmortem } from "@muster/incident";
import type { Section } from "./page.ts";
import { saysNothing } from "./placeholders.ts";
import { peoplesLines, read, sectionsOn, slotLines, type About, type Reading } from "./reading.ts";
import { plainName } from "./synonyms.ts";

/** Longer pages are read as far as this: nobody's account of an incident is. */
const charactersMax = 200_000;

const clock = /(?<![\d:.,])(?:[01]?\d|2[0-4])(?::|h)[0-5]\d(?!\d)|\bT\d{2}:\d{2}/;
const ofFactors = /\bcontribut|\bfactors?\b|^what went (?:wrong|badly|poorly)|^what made it worse/;
const ofLuck = /\bluck(?:y|ily)?\b|^near miss/;

/**
 * What people wrote in a postmortem that was merged. `draft` is what Muster had put there: its own lines are no words of people's. What cannot
 * be found by its heading is not found; nothing here says whether the words are any good.
 */
export function readMerged(
  text: string,
  about: About & { draft: string | null },
): Pick<ReadPostmortem, "words" | "parts"> {
  const reading = read(text.slice(0, charactersMax), about);
  const drafted = new Set((about.draft ?? "").split(/\r\n|\n|\r/).map(bare));
  const own = peoplesLines(reading, reading.page.lines).filter((line) => !drafted.has(bare(line.text)));
  const words = own.reduce((sum, line) => sum + countWords(line.text), 0);
  const told: Record<PostmortemPart, boolean> = {
    timeline: hasTimeline(reading),
    // The cause may have been recorded while it went on, and stand in the draft already.
    cause:
      slotLines(reading, "rootCause").some(({ value }) => !saysNothing(value)) ||
      isTold(reading, sectionsOn(reading, "rootCause", ["rootCause"])),
    lessons: isTold(reading, sectionsOn(reading, "lessons", [])),
    factors: isTold(reading, called(reading, ofFactors)),
    luck: isTold(reading, called(reading, ofLuck)),
  };
  const parts = (Object.keys(told) as PostmortemPart[]).filter((part) => told[part]);
  return { words, parts };
}

/** Times of day, wherever they come from: the record's own lines are a course of events. */
function hasTimeline(reading: Reading): boolean {
  const sections = sectionsOn(reading, "timeline", ["timeline"]);
  return sections.some(({ lines }) => lines.filter(({ text }) => clock.test(text)).length >= 2);
}

function isTold(reading: Reading, sections: readonly Section[]): boolean {
  return sections.some(({ lines }) => peoplesLines(reading, lines).some(({ text }) => countWords(text) >= 2));
}

function called({ page }: Reading, name: RegExp): Section[] {
  return page.sections.filter(({ title }) => name.test(plainName(title)));
}

const bare = (line: string): string => line.replaceAll(/\s+/g, " ").trim();
const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’_-]*/gu)?.length ?? 0;
