import { documentTimes } from "@muster/policy";
import { anchorWords } from "../plain-words.ts";
import type { Found } from "./finding.ts";
import { saysNothing } from "./placeholders.ts";
import { slotLines, type Reading } from "./reading.ts";

type Time = (typeof documentTimes)[number];

/** How people say in their own words that a line is about one of the times. */
const said: Record<Time, RegExp> = {
  started:
    /\b(?:began|begins?|beginning|start(?:s|ed|ing)?|onset|first (?:seen|errors?|failures?|failed|reports?)|occurred|introduced|deployed)\b|beginn|début|inicio|início/i,
  detected:
    /\b(?:detect\w*|alert\w*|alarm\w*|notic\w*|discover\w*|pag(?:ed|er)|reports?|reported|found|observed|monitoring|aware)\b|erkannt|détect|detectad/i,
  declared:
    /\b(?:declared|(?:incident|ticket|channel|war ?room|bridge) (?:was )?(?:opened|created|raised)|escalated)\b/i,
  acknowledged:
    /\b(?:acknowledg\w*|ack(?:ed)?|assign\w*|took (?:over|the lead|command|charge)|joined|respond\w*|on[- ]?call|commander|looking into|started investigating|investigation (?:started|began))\b/i,
  rootCauseFound:
    /\b(?:(?:root )?cause|identified|diagnos\w*|pinpoint\w*|traced|narrowed|determined|found that|realiz\w*|realis\w*)\b|ursache/i,
  mitigated:
    /\b(?:mitigat\w*|roll(?:ed|ing|s)?[- ]?back\w*|revert\w*|contain\w*|paus\w*|disabled|fail(?:ed)?[- ]?over|stopp\w*|hot-?fix\w*|patch\w*|workaround|restart\w*|scal(?:ed|ing)|blocked|rotated|applied)\b|behoben/i,
  resolved:
    /\b(?:resol\w*|restor\w*|recover\w*|back (?:to normal|up|online)|fixed|normal|all[- ]clear|closed|ended|end|over|healthy)\b|gelöst|résolu|resuelt/i,
};

const clock =
  /(?<![\d:.,])(?:[01]?\d|2[0-4])(?::|h)[0-5]\d(?::[0-5]\d)?(?!\d)|(?<![\d:.,])(?:[01]?\d|2[0-3])[.][0-5]\d(?=\s*(?:uhr|utc|h\b|am\b|pm\b))|\b(?:1[0-2]|0?[1-9])\s?(?:am|pm)\b|\bT\d{2}:\d{2}/i;

const fillIn = "Write the time in UTC, such as `09:05`. If nobody can know it: `unknown, because …`.";

/** The times that the policy's documents tell. What stands as "unknown" is missing; in people's own words, a time that is not found may still be there. */
export function checkTimes(reading: Reading): Found[] {
  const wanted = documentTimes.filter((time) =>
    reading.asked.some(({ name, words }) => (name === "time" || name === "when") && words[0] === time),
  );
  if (wanted.length === 0) return [];
  const standing = [...slotLines(reading, "time"), ...slotLines(reading, "when")];
  const isKnown = (time: Time): boolean =>
    standing.some(({ words, value }) => words[0] === time && clock.test(value));
  const gaps = wanted.filter((time) => !isKnown(time));
  const unknown = gaps.flatMap((time): Found[] => {
    const line = standing.find(({ words, value }) => words[0] === time && saysNothing(value));
    if (line === undefined) return [];
    const what = `It is not said when: ${anchorWords[time].toLowerCase()}.`;
    return [{ line: line.at, topic: "times", what, write: fillIn }];
  });
  const roles = slotLines(reading, "role").filter(({ value }) => saysNothing(value));
  const unled = roles.map(({ at }): Found => ({
    line: at,
    topic: "times",
    what: "It is not said when somebody was put in charge.",
    write: fillIn,
  }));
  const told = standing.map(({ words }) => words[0]);
  const others = gaps.filter((time) => !told.includes(time));
  return [...unknown, ...unled, ...inOwnWords(reading, others)];
}

function inOwnWords(reading: Reading, wanted: readonly Time[]): Found[] {
  if (wanted.length === 0) return [];
  const lines = reading.page.lines.filter(({ isCode, text }) => !isCode && clock.test(text));
  const [timeline] = reading.page.sections.filter(({ meanings }) => meanings.includes("timeline"));
  const names = (times: readonly Time[]): string =>
    times.map((time) => anchorWords[time].toLowerCase()).join(", ");
  if (lines.length === 0)
    return [
      {
        line: timeline?.at ?? 1,
        topic: "times",
        what: `I could not find any time of day, so nobody can tell how long it took: ${names(wanted)}.`,
        write: "Add a timeline with a line for each, such as `- 09:05 UTC, alert fired`.",
      },
    ];
  const missing = wanted.filter((time) => !lines.some(({ text }) => said[time].test(text)));
  if (missing.length === 0) return [];
  return [
    {
      line: timeline?.at ?? lines[0]!.at, // There is at least one.
      topic: "times",
      what: `I could not find when: ${names(missing)}. Other words may say it.`,
      write: "If they do, leave it. If not, add a line with its time to the timeline.",
      isDoubt: true,
    },
  ];
}
