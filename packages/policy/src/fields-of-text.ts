import { z } from "zod";

/* The plain values that policies are written with. Each says what to write instead. */

export const line = (max: number) =>
  z
    .string("Write text; in quotes if it looks like a number.")
    .trim()
    .min(1, "Write some text here.")
    .max(max, `Keep it to ${max} characters.`);
export const name = line(80);
export const sentence = line(500);
const minutesText = "Write minutes, for example `30`.";
export const minutes = z
  .number(minutesText)
  .int("Write whole minutes, for example `30`.")
  .min(0, minutesText)
  .max(525_600, "Write at most 525600 minutes, which is a year.");
const hoursText = "Write hours, for example `48`.";
export const hours = z
  .number(hoursText)
  .positive(hoursText)
  .max(8_760, "Write at most 8760 hours, which is a year.");
export const rankText = "Write the rank as a whole number from 1 to 20; 1 is the highest.";
export const key = z
  .string("Write a name in quotes.")
  .regex(
    /^[A-Za-z][A-Za-z0-9 _-]{0,39}$/,
    "Use letters, digits, spaces, `-` or `_`, and start with a letter.",
  );

const pathText = "Write a path inside the repository, such as `docs/plan-tracker.md`.";
export const repoPath = z
  .string(pathText)
  .max(200, "Keep the path to 200 characters.")
  .regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))(?!\.git(?:\/|$))(?!.*\/\/)[\w.\-/ {}]+[\w}]$/i, pathText);

const branchText = "Write a branch name such as `hotfix/incident-{date}`.";
// What git refuses in a name is refused here, where somebody can still mend it. https://git-scm.com/docs/git-check-ref-format
export const branchName = z
  .string(branchText)
  .max(200, "Keep the branch name to 200 characters.")
  .regex(
    /^(?!.*(?:\.\.|\/\/|\/\.|\.\/|\.lock(?:\/|$)))[A-Za-z0-9][A-Za-z0-9._/{}-]*[A-Za-z0-9}]$/,
    branchText,
  );

const discordText = "Write the name as Discord shows it, or its id in quotes.";
export const discordName = z
  .string(discordText)
  .trim()
  .min(1, discordText)
  .max(100, "Discord names have at most 100 characters.");
