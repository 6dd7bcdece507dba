import { z } from "zod";
import { key, name, repoPath, sentence } from "../fields-of-text.ts";

/* Documents that the policy asks for. Every field has a default, so that a policy that an older Muster stored still reads. */

/** Longer than any template that people have shown us; the page that comes out must stay readable. */
const textMax = 40_000;
const textText = "Write the document's Markdown as a block of text (`text: |`).";

const document = z.strictObject({
  name,
  path: repoPath
    .nullable()
    .default(null)
    .describe(
      "`{date}` and `{slug}` are filled in. Null for the main document, which lies where `postmortem.path` says.",
    ),
  levels: z
    .array(key)
    .max(20)
    .nullable()
    .default(null)
    .describe("The levels that get it; null for every level that asks for a postmortem."),
  text: z
    .string(textText)
    .min(1, textText)
    .max(textMax, `Keep the text to ${textMax} characters.`)
    .describe(
      "Markdown with slots in braces, such as `{title}` or `{time detected}`, which are filled from the record.",
    ),
});

/** Fields of the policy. */
export const documentsFields = {
  documents: z
    .record(key, document)
    .default({})
    .describe(
      "What is written about an incident once it is resolved, all in one pull request. Without any, a postmortem with five whys.",
    ),
  backup: z
    .strictObject({
      channel: sentence
        .nullable()
        .default(null)
        .describe("Where people meet when Discord is gone or taken over, on another platform."),
      identity: sentence.nullable().default(null).describe("How people there prove who they are."),
      systems: sentence.nullable().default(null).describe("Where backups are, and who may restore them."),
    })
    .prefault({})
    .describe("What the printed card says for when the tools are gone: `muster policy card`."),
};

/** Fields of each level. */
export const documentsLevelFields = {};
