import {
  explain,
  withhold,
  type Incident,
  type IncidentEvent,
  type Link,
  type Refusal,
} from "@muster/incident";
import { inline } from "@muster/templates";
import { commentCommands } from "../intake/comments/commands/all.ts";
import { groups, keyOf, type CommentCommand } from "../intake/comments/grammar.ts";
import type { Said } from "../intake/comments/read-comment.ts";

/* What Muster answers to commands in comments. Markdown, with what people wrote made harmless. */

const lineMax = 300;
const quotedMax = 4_000;

/** What an order did, in a line or two. */
export function done(incident: Incident, events: readonly IncidentEvent[], isPublic: boolean): string {
  const told = new Set(events.map(({ seq }) => seq));
  const entries = incident.timeline.filter(({ seq }) => told.has(seq));
  // What is kept as evidence and what was judged about reports is not for everybody who may read the issue.
  const shown = entries.filter(({ kind }) => !isPublic || (kind !== "evidence" && kind !== "filing"));
  const lines = shown.map(({ text }) => inline(cut(text, lineMax)));
  return `**${incident.ref}**: ${lines.length === 0 ? "recorded." : lines.join("\\\n")}`;
}

export const nothingChanged = ({ ref }: Incident): string => `**${ref}**: it is so already. Nothing changed.`;

/** Why it was not done, and what was written, to be copied: not so a secret, which must not stand here a second time. */
export function refused(refusal: Refusal, said: string): string {
  const words = refusal.because === "not-a-responder" ? noRight : plainMarks(explain(refusal));
  return withQuote(words, said);
}

export const noRight =
  "Only responders can do this. On GitHub that is whoever may triage or write here: an admin of the repository gives that under Settings, Collaborators. Is something wrong? Write it here in your own words, the responders read along.";

export const noRightElsewhere =
  "Only responders can open an incident. On GitHub that is whoever may triage or write here. Is it urgent? Tell one of them, or write here what you saw, where and when.";

export function incomplete({ command, missing, said }: Extract<Said, { is: "incomplete" }>): string {
  const fields = command.fields.filter(({ name }) => missing.includes(name));
  const lacks = fields.map(({ name, oneOf }) =>
    oneOf.length === 0
      ? `\`${name}\` is missing.`
      : `\`${name}\` must be one of ${oneOf.map((one) => `\`${one}\``).join(", ")}.`,
  );
  return withQuote(`${lacks.join(" ")} Write it like this:\n${code(command.example)}`, said);
}

export function unknown({ group, instead, said }: Extract<Said, { is: "unknown" }>): string {
  const words =
    instead === null
      ? `I know no such command. \`/incident help ${group}\` lists those of \`/${group}\`, \`/incident help\` all.`
      : `I know no such command. Did you mean \`${keyOf(instead)}\`? Like this:\n${code(instead.example)}`;
  return withQuote(words, said);
}

export const disguised = ({ said }: Pick<Said, "said">): string =>
  withQuote(
    "That line holds hidden characters that turn the direction of text, so you may read something else than I do. I did nothing. Type it anew by hand.",
    said,
  );

export const edited = (): string =>
  "I hear a command only as it was first written, and this comment was changed since. I did nothing. Write it in a new comment.";

export const insideOnly = ({ command }: { command: CommentCommand }): string =>
  `\`${keyOf(command)}\` works only where outsiders cannot read along, and this repository is public. Use it in Discord${command.group === "comms" ? ", where drafts are read and approved before they are out" : ""}. If your comment says something that must not be public, delete it now.`;

/** On the own issue of an action item only that is spoken of. `issue` is the incident's. */
export const onlyActions = (ref: string, item: string, issue: number | null): string =>
  `This is the issue of the action item ${ref}/${item}: \`/action …\` is heard here, for example \`/action due 2w\`. ${issue === null ? "All else is said in Discord." : `All else is said on #${issue}, or in Discord.`}`;

export const unused = (words: string): string => `\n\nI did not use: ${inline(cut(words, lineMax))}`;

export const tooMany = (max: number): string =>
  `I took the first ${max} commands. Write the others in another comment.`;

export const linked = ({ discord }: Link): string =>
  `You are ${inline(discord.name)} in Discord. Roles, tasks and approvals that are yours there are yours here; what you may do here, GitHub says as before. \`/unlink\` takes it back.`;

export const linkAsked = (username: string): string =>
  `If you are ${inline(username)} in Discord, say so there: \`/link show\`, then *Yes*. I wait for a day. Until then nothing changes.`;

export const unlinked = "Your accounts stand for themselves again. What was recorded stays recorded.";

/** Several answers in one, in the order in which they were asked for. */
export function together(answers: readonly { isDone: boolean; text: string }[]): string {
  const [only, ...more] = answers;
  if (only !== undefined && more.length === 0) return only.text;
  const done = answers.filter(({ isDone }) => isDone).length;
  const all = answers.map(
    ({ isDone, text }, index) => `**${index + 1}. ${isDone ? "✅ Done" : "❌ Not done"}**\n\n${text}`,
  );
  return [`${done} of ${answers.length} were done.`, ...all].join("\n\n");
}

/** All commands in short, or those of one group with an example each. */
export function help(about: string | null): string {
  const asked = about?.replace(/^\//, "").trim().toLowerCase() ?? null;
  const group = groups.find((one) => one === asked) ?? null;
  if (group !== null) return table(commentCommands.filter((command) => command.group === group));
  const inFull: readonly string[] = ["incident", "action", "link", "unlink"];
  const first = commentCommands.filter((command) => inFull.includes(command.group));
  const others = groups.filter((one) => !inFull.includes(one));
  const counted = others.map((one) => {
    const names = commentCommands.filter((command) => command.group === one).map(({ name }) => name);
    return `- \`/${one}\` ${names.join(", ")}`;
  });
  return [
    "Begin a line with one of these; what follows is its text, also over several lines. Quotes and code are not heard.",
    table(first),
    "There is more; `/incident help task` shows a group with examples:",
    counted.join("\n"),
  ].join("\n\n");
}

function table(commands: readonly CommentCommand[]): string {
  const rows = commands.map(({ about, example }) => `| \`${example.replaceAll("|", "\\|")}\` | ${about} |`);
  return ["| Say | and it does |", "|---|---|", ...rows].join("\n");
}

/** What a refusal quotes was typed by somebody: outside its own code marks nothing of it may be Markdown. */
function plainMarks(words: string): string {
  return words
    .split(/(`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : edges(part, inline)))
    .join("");
}

/** `inline` takes the spaces at both ends away, which here stand beside code marks. */
function edges(part: string, change: (text: string) => string): string {
  const [, before = "", text = "", after = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(part) ?? [];
  return `${before === "" ? "" : " "}${change(text)}${after === "" ? "" : " "}`;
}

function withQuote(words: string, said: string): string {
  const kept = withhold(said);
  return `${words}\n\nWhat you wrote:\n${code(cut(kept.text, quotedMax))}`;
}

/** A block of code that nothing in it can end. */
export function code(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text}\n${fence}`;
}

function cut(text: string, max: number): string {
  const letters = [...text];
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join("")}…`;
}
