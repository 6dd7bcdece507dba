import { z } from "zod";
import { key, line, minutes, name, sentence } from "../fields-of-text.ts";

/* A scenario: what happens to those who practise, and when. Made up, told in their own room, never sent anywhere. */

/** What people do in a drill that an inject can wait for, or ask for. The core says which events each of them is. */
export const drillMoves = [
  "level",
  "led",
  "handed-over",
  "task",
  "note",
  "decision",
  "update",
  "evidence",
  "draft",
  "approval",
  "call",
  "step",
  "assessed",
  "mitigated",
  "resolved",
] as const;
export type DrillMove = (typeof drillMoves)[number];

/** Who or what brings an inject. `silence` takes whoever leads out of the drill. */
export const injectSources = ["alert", "community", "partner", "press", "lead", "silence"] as const;
export type InjectSource = (typeof injectSources)[number];

const moveText = `Write one of ${drillMoves.map((move) => `\`${move}\``).join(", ")}.`;
const move = z.enum(drillMoves, moveText);

const inject = z.strictObject({
  atMin: minutes
    .nullable()
    .default(null)
    .describe("Minutes after the beginning. Null when it comes upon what people do."),
  upon: move.nullable().default(null).describe("Comes when people have done this for the first time."),
  afterMin: minutes.default(0).describe("Minutes after what it comes upon."),
  by: z
    .enum(injectSources, `Write one of ${injectSources.map((source) => `\`${source}\``).join(", ")}.`)
    .describe("Who brings it. `silence`: whoever leads falls silent."),
  from: name.nullable().default(null).describe("A made-up sender, such as a monitor or a member's name."),
  text: sentence.describe("What people read."),
  isFalse: z.boolean().default(false).describe("A false lead. The report says so afterwards, nobody before."),
  wants: move.nullable().default(null).describe("What a good answer to it leaves on record."),
});
export type Inject = z.infer<typeof inject>;

export const scenarioSchema = z.strictObject({
  version: z
    .number("Write a whole number, for example `1`.")
    .int("Write a whole number, for example `1`.")
    .min(1, "Write 1 or more.")
    .max(9_999, "Write at most 9999.")
    .describe("Counted up when the scenario changes, so that reports of different ones are told apart."),
  name,
  about: sentence.describe("What is practised, for whoever chooses it. It gives nothing away."),
  title: line(100).describe("The title of the drill's incident."),
  opening: sentence.describe("What those who practise are told at the beginning."),
  takesMin: minutes
    .min(5, "Write 5 or more.")
    .max(480, "Write at most 480 minutes.")
    .describe("Minutes after which it ends by itself."),
  injects: z.record(key, inject).describe("What happens, by ids of your choice."),
});

export type Scenario = z.infer<typeof scenarioSchema>;
/** As data is written, with what is usually left out. */
export type ScenarioDraft = z.input<typeof scenarioSchema>;
