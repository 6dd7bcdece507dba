import { findSecrets } from "@muster/incident";
import { findPersonal } from "../redact.ts";
import type { Found } from "./finding.ts";
import type { Reading } from "./reading.ts";

/** A line that somebody says may be read by everybody. It holds for what may be personal, never for a key. */
export const publicMark = "<!-- muster:public -->";

/** What must not be published, wherever it stands: in code and comments too. What was found is not repeated. */
export function checkPrivate({ text }: Reading): Found[] {
  const starts = lineStarts(text);
  const secrets = findSecrets(text).map(({ kind, start }): Found => ({
    line: lineAt(starts, start),
    topic: "secret",
    what: `This looks like a secret: ${kind}.`,
    write:
      "Take it out, and change it wherever it is in use: what was once in a commit stays readable. In its place write `[withheld]`.",
  }));
  const lines = text.split(/\r\n|\n|\r/);
  const personal = findPersonal(text).flatMap(({ kind, start, isRole }): Found[] => {
    const line = lineAt(starts, start);
    if (lines[line - 1]?.includes(publicMark) === true) return [];
    return [
      {
        line,
        topic: "personal",
        what: `This looks like ${kind === "e-mail address" ? "an" : "a"} ${kind}.`,
        write: `Take it out, or write \`[withheld: ${kind}]\`. If everybody may read it, put \`${publicMark}\` at the end of the line.`,
        isDoubt: isRole,
      },
    ];
  });
  // A key that wraps over lines, or ten addresses in one, is one thing to mend.
  return [
    ...new Map([...secrets, ...personal].map((found) => [`${found.line} ${found.what}`, found])).values(),
  ];
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
}

function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
