import { feedbackOf } from "@muster/incident";
import { quoted, type Found } from "./finding.ts";
import type { Line } from "./page.ts";
import { saysNothing } from "./placeholders.ts";
import { read, type About, type Reading } from "./reading.ts";

/** Whoever wrote more, wrote it into the page; the record keeps the beginning. */
const answerMax = 1_000;

type Asked = { id: string; name: string; ask: string };

/** The questions that the policy asks afterwards: an answer in the record or on the page will do. */
export function checkFeedback(reading: Reading): Found[] {
  const { about, isMain, templates } = reading;
  const isElsewhere = !templates.some(({ homes }) => homes.some(({ slot }) => slot.name === "feedback"));
  if (isElsewhere && !(isMain && !someDocumentAsks(reading))) return [];
  return about.incident === null ? byHand(reading) : ofRecord(reading);
}

/** Where no document has a slot for the answers, the main one is the place for them. */
const someDocumentAsks = ({ about: { policy } }: Reading): boolean =>
  Object.values(policy.documents).some(({ text }) => text.includes("{feedback}"));

/** What people answered on the page to questions that the record has no answer to. */
export function answersOnPage(
  text: string,
  about: About,
): { question: string; name: string; answer: string }[] {
  const { incident, policy } = about;
  if (incident === null) return [];
  const reading = read(text, about);
  return feedbackOf(incident, policy).flatMap(({ id, name, ask, answer }) => {
    const said = answer === null ? (placeOf(reading, { id, name, ask })?.answer ?? null) : null;
    return said === null ? [] : [{ question: id, name, answer: said }];
  });
}

function ofRecord(reading: Reading): Found[] {
  const { incident, policy } = reading.about;
  if (incident === null) return [];
  return feedbackOf(incident, policy)
    .filter(({ answer }) => answer === null)
    .flatMap((question): Found[] => {
      const place = placeOf(reading, question);
      if (place !== null && place.answer !== null) return [];
      return [unanswered(question, place?.at ?? headingOf(reading))];
    });
}

const unanswered = ({ id, name, ask }: Asked, line: number): Found => ({
  line,
  topic: "feedback",
  what: `${quoted(name)} has no answer yet: ${ask}`,
  write: `Answer with /review feedback (\`${id}\`), or write the answer behind the question here. “No”, with the reason, is an answer.`,
});

/** Older files may tell it in any words; only a question that stands there without an answer is certain. */
function byHand(reading: Reading): Found[] {
  const questions = Object.entries(reading.about.policy.aftercare.questions).map(([id, { name, ask }]) => ({
    id,
    name,
    ask,
  }));
  const placed = questions.map((question) => ({ question, place: placeOf(reading, question) }));
  const missing = placed.filter(({ place }) => place === null).map(({ question }) => quoted(question.name));
  return [
    ...placed.flatMap(({ question, place }) =>
      place !== null && place.answer === null
        ? [
            {
              ...unanswered(question, place.at),
              write: "Write the answer behind the question. “No”, with the reason, is an answer.",
            },
          ]
        : [],
    ),
    ...(missing.length === 0
      ? []
      : [
          {
            line: headingOf(reading),
            topic: "feedback" as const,
            what: `I could not find answers to what this policy asks afterwards: ${missing.join(", ")}.`,
            write: "If other words answer them, leave it. Else add a line for each.",
            isDoubt: true,
          },
        ]),
  ];
}

function headingOf(reading: Reading): number {
  const homes = reading.templates.flatMap(({ homes: all }) =>
    all.filter(({ slot }) => slot.name === "feedback").map(({ heading }) => heading),
  );
  const found = reading.page.sections.find(
    ({ title }) => homes.includes(title) || /^follow-?up$/i.test(title.trim()),
  );
  return found?.at ?? 1;
}

/** The line that asks, and what people wrote behind or below it. */
function placeOf(reading: Reading, { ask, name }: Asked): { at: number; answer: string | null } | null {
  const wanted = [wordsOf(ask.split(/(?<=[?.!])\s/)[0] ?? ask), wordsOf(name)].filter(
    (words) => words.length > 1,
  );
  const { lines } = reading.page;
  const asks = ({ text, isCode }: Line): boolean => {
    if (isCode) return false;
    const words = wordsOf(text);
    return wanted.some((list) => list.every((word) => words.includes(word)) && words.length >= list.length);
  };
  const at = lines.findIndex((line) => asks(line) && /[?:]/.test(line.text));
  if (at === -1) return null;
  const line = lines[at]!;
  const known = reading.ofTemplate.get(line.at);
  const behind = known === undefined ? answerBehind(line.text, ask) : "";
  const below = followers(lines, at, reading);
  const said = [behind, ...below].filter((words) => !saysNothing(words)).map((words) => words.trim());
  return { at: line.at, answer: said.length === 0 ? null : said.join(" ").slice(0, answerMax) };
}

/** What stands behind the question itself; a policy's own "Then say …" and Muster's "Detected after …" are no answer. */
function answerBehind(text: string, ask: string): string {
  const labelled = /\banswer:\s*(.*)$/i.exec(text)?.[1];
  if (labelled !== undefined) return labelled;
  const plainAsk = ask.trim();
  const index = text.toLowerCase().indexOf(plainAsk.toLowerCase());
  const rest = index === -1 ? text.replace(/^.*?[?:](?:\*\*|__)?/, "") : text.slice(index + plainAsk.length);
  return rest.replace(
    /Detected after [^.]{1,40}\.(?: The target is [^.]{1,40}\.)?|When it began is not known: set it, and the time to detect follows\./g,
    "",
  );
}

/** The next lines, up to the next question, list item at its side, or heading. */
function followers(lines: Line[], at: number, reading: Reading): string[] {
  const found: string[] = [];
  const indent = /^[ \t]*/.exec(lines[at]!.text)![0].length;
  const isItem = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]/.test(lines[at]!.text);
  for (const { at: number, text } of lines.slice(at + 1, at + 12)) {
    if (/^[ \t]*#/.test(text) || /\?(?:\*\*|__)?\s/.test(`${text} `) || reading.ofTemplate.has(number)) break;
    const item = /^([ \t]*)(?:[-*+]|\d{1,3}[.)])[ \t]/.exec(text);
    if (isItem && item !== null && item[1]!.length <= indent) break;
    if (reading.page.sections.some((section) => section.at === number)) break;
    found.push(text);
  }
  return found;
}

const small = new Set([
  "the",
  "a",
  "an",
  "is",
  "was",
  "were",
  "be",
  "to",
  "of",
  "it",
  "this",
  "that",
  "does",
  "do",
  "did",
  "has",
  "have",
  "any",
  "there",
  "then",
]);
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .split(" ")
    .filter((word) => word !== "" && !small.has(word));
