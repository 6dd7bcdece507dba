import type { Found } from "./finding.ts";
import { saysNothing } from "./placeholders.ts";
import type { Reading } from "./reading.ts";

/** The line by which a person says that the page may be read by everybody. Ticking it is a commit, so that git says who and when. */
export const redactionLine =
  "- [ ] Redaction confirmed: nothing in this incident's documents is a secret, personal data, or of use to an attacker";

const spoken =
  /\bredact(?:ed|ion|ions|ed by)?\b|\b(?:sensitive|confidential|personal) (?:data|details?|information)\b.{0,60}\b(?:removed|checked|reviewed|none|withheld|stripped)\b|\b(?:reviewed|checked|cleared|approved) for (?:publication|publishing|public release|sensitive)\b/i;

/** Patterns do not know meaning, so a person must have looked. */
export function checkRedaction({ page, isMain, about }: Reading): Found[] {
  if (!isMain) return [];
  const lines = page.lines.filter(
    ({ text, isCode }) => !isCode && spoken.test(text) && !/\[withheld/i.test(text),
  );
  const box = /^[ \t>]*(?:[-*+]|\d{1,3}[.)])[ \t]+\[(.)\]/;
  if (lines.some(({ text }) => isConfirmed(text, box.exec(text)?.[1]))) return [];
  const open = lines.find(({ text }) => box.exec(text)?.[1] === " ");
  if (open !== undefined)
    return [
      {
        line: open.at,
        topic: "redaction",
        what: "Nobody has confirmed that this may be published.",
        write: "Read all of it as a stranger would. Then tick this box: `[x]`.",
      },
    ];
  return [
    {
      line: page.lines.length > 0 ? 1 : 1,
      topic: "redaction",
      what: "I could not find that somebody confirmed that nothing sensitive is in here.",
      write: `Read it as a stranger would, then add: \`${redactionLine.replace("[ ]", "[x]")}\`.`,
      // In an older file it may have been confirmed elsewhere.
      isDoubt: about.incident === null,
    },
  ];
}

function isConfirmed(text: string, box: string | undefined): boolean {
  if (box !== undefined) return /[xX]/.test(box);
  if (/\b(?:not|needs?|todo|must|pending|to be|before|please|should)\b/i.test(text)) return false;
  const value = /:\s*(?:\*\*|__)?\s*(.*)$/.exec(text)?.[1];
  if (value !== undefined)
    return !/^(?:no|none yet)\b/i.test(value) && (!saysNothing(value) || /^none/i.test(value));
  return /\b(?:confirmed|checked|reviewed|done|removed|redacted|cleared|approved|withheld)\b/i.test(text);
}
