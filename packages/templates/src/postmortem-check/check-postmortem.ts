import { blamelessHints } from "../blameless.ts";
import { checkActions } from "./action-items.ts";
import { checkFeedback } from "./feedback.ts";
import { quoted, type Finding, type Found } from "./finding.ts";
import { checkPrivate } from "./private.ts";
import { read, type About, type Reading } from "./reading.ts";
import { checkRedaction } from "./redaction.ts";
import { checkSections } from "./sections.ts";
import { checkTimes } from "./times.ts";
import { checkImpact, checkRootCause } from "./told.ts";

/** Nobody reads more of them; the rest is told as a number by whoever shows them. */
export const findingsMax = 200;

const checks: readonly ((reading: Reading) => Found[])[] = [
  checkPrivate,
  checkImpact,
  checkTimes,
  checkRootCause,
  checkActions,
  checkFeedback,
  checkSections,
  checkRedaction,
  checkBlame,
];

/**
 * What a postmortem lacks before it can be published, in the order of its lines: a draft of ours or a file that people wrote in their
 * own way. It never refuses a page, and what it cannot find it says it could not find.
 */
export function checkPostmortem(text: string, about: About): Finding[] {
  const reading = read(text, about);
  return checks
    .flatMap((check) => check(reading))
    .flatMap((found) => {
      const level = levelOf(found, about);
      const { isDoubt: _, ...finding } = found;
      return level === "off" ? [] : [{ ...finding, level }];
    })
    .toSorted((a, b) => a.line - b.line || (a.level === b.level ? 0 : a.level === "failure" ? -1 : 1))
    .slice(0, findingsMax);
}

function levelOf({ topic, isDoubt }: Found, { policy }: About): Finding["level"] | "off" {
  const wanted = topic === "secret" ? "failure" : policy.postmortem.check[topic];
  return wanted === "failure" && isDoubt === true ? "warning" : wanted;
}

function checkBlame({ text, names }: Reading): Found[] {
  return blamelessHints(text, names).map(({ line, words, instead }) => ({
    line,
    topic: "blame",
    what: `${quoted(words, 60)} may read as blame.`,
    write: instead,
  }));
}
