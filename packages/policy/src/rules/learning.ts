import { say, type Rule } from "../finding.ts";
import { sayPath } from "../problem.ts";

/** Learning from what was: what a policy must not say. */
export const learningErrors = {
  learningReportsStandApart: ({ learning: { report } }) => {
    if (report === null || report.includes("{quarter}")) return [];
    const path = ["learning", "report"];
    return [
      say(
        path,
        `${sayPath(path)} is "${report}", one file for all quarters. Put \`{quarter}\` into it, such as incidents/learning/{quarter}.md, or write \`null\` for no report.`,
      ),
    ];
  },
} satisfies Record<string, Rule>;
