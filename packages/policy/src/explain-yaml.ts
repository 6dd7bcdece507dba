import type { ErrorCode } from "yaml";

const indent =
  "The spaces at the start of this line do not fit the lines around it. Put fields of one group below each other.";
const quotes = "Put the text in quotes.";

/** What the parser's codes mean for somebody who writes a policy. */
const words: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: indent,
  BLOCK_AS_IMPLICIT_KEY:
    "There are two `:` in this line. Put the part after the first one in quotes, or on its own line.",
  BAD_ALIAS:
    "`*` at the start repeats another part of the file. Write the value out, or put the text in quotes.",
  BAD_DQ_ESCAPE: 'Inside "…" a `\\` starts a special letter. Write `\\\\`, or use single quotes.',
  BAD_SCALAR_START: `A text cannot start with this letter. ${quotes}`,
  BLOCK_IN_FLOW:
    "Inside `{ }` or `[ ]` everything stays on its own terms: separate with commas, and use no `-` lists.",
  MISSING_CHAR:
    "A letter is missing here: most often a closing quote or bracket, or a space after `:` or `-`.",
  MULTILINE_IMPLICIT_KEY:
    "The name before `:` goes over several lines. Look for a missing `:` in the line above.",
  MULTIPLE_DOCS: "A second document starts here with `---`. Keep one policy per file.",
  TAB_AS_INDENT: "This line starts with a tab. Use spaces.",
  TAG_RESOLVE_FAILED:
    "`!` at the start names a type that a policy does not know. Leave it out, or put the text in quotes.",
  NON_STRING_KEY: "The name before `:` must be one word or text, not a list or a group.",
  KEY_OVER_1024_CHARS: "The name before `:` is very long. Look for a missing line break or quote.",
  BAD_DIRECTIVE: "A line that starts with `%` is not needed here. Leave it out.",
  MULTIPLE_ANCHORS:
    "`&` names a part of the file for later use. Leave it out and write values where they are needed.",
  MULTIPLE_TAGS: "`!` names a type. Leave it out.",
  RESOURCE_EXHAUSTION: "This is nested too deep. Look for a stray bracket or dash.",
};

/** YAML that cannot be read, in words that say what to do. */
export function explainYaml(code: ErrorCode, original: string): string {
  return (
    words[code] ??
    `This cannot be read as YAML (${original.split("\n")[0]}). Look at this line and the one above.`
  );
}
