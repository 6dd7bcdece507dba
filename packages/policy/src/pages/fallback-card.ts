import { levelLabel, levelsOf } from "../levels.ts";
import type { Policy } from "../schema.ts";

const blank = "______________________________";

/**
 * One page to print: what to do when Discord, GitHub or Muster is down, or is itself what was taken over. It says what the policy knows;
 * the rest is left to be filled in with a pen.
 */
export function fallbackCard(policy: Policy): string {
  const { onCall, groups, github, backup, contacts, outside } = policy;
  const [leading] = Object.values(policy.roles);
  return [
    `# If our tools are gone: ${policy.name}`,
    "Print this. Keep it where it can be read without a computer. Checked on: ____-__-__ by ______________",
    [
      "## 1. Meet",
      "",
      `- Backup channel, on another platform: ${backup.channel ?? blank}`,
      `- If Discord itself may be taken over, write nothing there, and prove who you are: ${backup.identity ?? blank}`,
      `- Call: ${blank}`,
    ].join("\n"),
    [
      "## 2. Call",
      "",
      `- On call${onCall.document === null ? "" : ` (copy of ${onCall.document})`}: ${blank}`,
      ...Object.values(groups).map(({ name }) => `- ${name}: ${blank}`),
      ...Object.values(contacts.entries).map(({ who, how }) => `- ${who}: ${how ?? blank}`),
      ...Object.values(outside).map(({ name, how }) => `- ${name}: ${how ?? blank}`),
      ...(contacts.fallback === null ? [] : [`- If nobody answers: ${contacts.fallback}`]),
      `- One person leads${leading === undefined ? "" : ` (${leading.name})`}. Say aloud who it is, and hear them accept.`,
    ].join("\n"),
    [
      "## 3. How bad is it? When in doubt, the higher",
      "",
      ...levelsOf(policy).map(
        (level) => `- **${levelLabel(level)}**: ${level.definition}. ${level.response.text}.`,
      ),
    ].join("\n"),
    ["## 4. First steps at the top", "", ...firstSteps(policy)].join("\n"),
    [
      "## 5. Keep the log by hand",
      "",
      "- On paper or in a file: time in UTC (24 hours), who, what was seen, what was decided and why.",
      `- If GitHub is there, open an issue with the label \`${github.label}\` and write there: Muster takes it up once it is back.`,
      "- If Discord is gone and GitHub is there, go on in the incident's issue: comment `/incident help`. Discord catches up when it is back.",
    ].join("\n"),
    [
      "## 6. Backups",
      "",
      `- Where backups are, and who may restore them: ${backup.systems ?? blank}`,
      "- Restore into a clean place. Keep what was changed: it is evidence.",
    ].join("\n"),
    [
      "## 7. Afterwards",
      "",
      "- `/incident declare`, then `/incident note` for each line of the log with its time, and `/assess time` for when it began and ended.",
    ].join("\n"),
  ]
    .join("\n\n")
    .concat("\n");
}

function firstSteps(policy: Policy): string[] {
  const steps = levelsOf(policy)[0]?.mitigation ?? [];
  if (steps.length === 0) return [`- ${blank}`];
  return steps.map(
    ({ text, caution }, index) => `${index + 1}. ${text}${caution === null ? "" : ` Mind: ${caution}`}`,
  );
}
