import { no, yes, type Result } from "@muster/kernel";
import { z } from "zod";
import { readMoment, type Moment } from "./moment.ts";

/*
 * A real incident as a file: when what happened, as far as that is known. Strict on what is used, blind to the rest, so that other people's
 * files of the same shape can be played. What is unknown is null or left out.
 */

const eventsMax = 2_000;
const textMax = 20_000;

const momentText = "Write a time in UTC such as `2018-10-21T22:52:00Z`, or a day such as `2018-10-30`.";
const moment = z.string(momentText).transform((text, ctx): Moment => {
  const read = readMoment(text);
  if (read !== null) return read;
  ctx.issues.push({
    code: "custom",
    message: `“${quoted(text)}” is no time that I can read. ${momentText}`,
    input: text,
  });
  return z.NEVER;
});

/** What is longer is cut: figures need the times, and a line of the timeline takes far less. */
const text = z.string("Write text.").transform((words) => words.slice(0, textMax));
/** What a file is known by is a name, not a text. */
const keyMax = 200;
const keyText = `Keep it to ${keyMax} characters.`;
const optionalKey = z
  .string("Write text.")
  .max(keyMax, keyText)
  .nullish()
  .transform((words) => words?.trim() || null);
const optionalText = text.nullish().transform((words) => words?.trim() || null);

const eventText =
  'Write an event such as `{ "at": "2018-10-21T22:52:00Z", "type": "detected", "text": "…" }`.';
const event = z.object(
  { at: moment, precision: optionalText, type: optionalText, text: optionalText, by: optionalText },
  eventText,
);

const file = z.object({
  id: optionalKey,
  slug: optionalKey,
  title: optionalText,
  org: optionalText,
  certainty: optionalText,
  severity: z
    .union([text, z.record(z.string(), text.nullable())], {
      error: "Write a level, or a level for each policy such as `seal: P1`.",
    })
    .nullish()
    .transform((severity) => severity ?? null),
  anchors: z
    .record(
      z.string(),
      moment.nullable(),
      'Write an object of times such as `{ "detected": "2018-10-21T22:54:00Z", "resolved": null }`.',
    )
    .nullish()
    .transform((anchors) => anchors ?? {}),
  sources: z
    .array(text, "Write a list of texts.")
    .nullish()
    .transform((sources) => sources ?? []),
  events: z
    .array(event, "Write a list of events, each with `at`, `type` and `text`.")
    .max(eventsMax, `Keep it to ${eventsMax} events.`)
    .nullish()
    .transform((events) => events ?? []),
});

export type Replay = z.infer<typeof file>;
export type ReplayEvent = Replay["events"][number];

/** The file, or everything that is wrong with it, each with its place and what to write. */
export function readReplay(json: unknown): Result<Replay, string[]> {
  const read = file.safeParse(json);
  if (!read.success)
    return no(
      read.error.issues.map(({ path, message }) => `${sayPlace(path)}: ${sayMessage(message, path)}`),
    );
  const { anchors, events } = read.data;
  const isEmpty = events.length === 0 && Object.values(anchors).every((at) => at === null);
  return isEmpty
    ? no(["events: There is not one time in the file. Write at least one event."])
    : yes(read.data);
}

const sayPlace = (path: PropertyKey[]): string =>
  path
    .map((step, index) =>
      typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${quoted(String(step))}`,
    )
    .join("") || "the file";

/** A file's own words, as a terminal can show them. */
function quoted(words: string): string {
  const letters = [...words.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "�")];
  return letters.length <= quotedMax ? letters.join("") : `${letters.slice(0, quotedMax - 1).join("")}…`;
}
const quotedMax = 60;

const sayMessage = (message: string, path: PropertyKey[]): string =>
  path.length === 0 ? "Write a JSON object with `events`." : message;
