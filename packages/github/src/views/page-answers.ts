import { explain, type ActionItem, type Refusal } from "@muster/incident";
import { inline, type ItemWords } from "@muster/templates";

/** What of a line on a page could not be taken over, and why. */
export type PageProblem = { line: number } & (
  | { is: "not-an-item"; words: ItemWords }
  | { is: "nobody-known"; words: ItemWords; owner: string }
  | { is: "lost"; ref: string; item: ActionItem; lost: readonly ("owner" | "due")[] }
  | { is: "owner-unknown"; ref: string; item: ActionItem; owner: string }
  | { is: "refused"; what: string; refused: Refusal }
);

/** So many are told at once; whoever wrote more sees by these how to mend them. */
const toldMax = 5;
const quote = (text: string): string => `“${inline(text.length <= 80 ? text : `${text.slice(0, 79)}…`)}”`;

/** What whoever committed the page is told, once for each commit. Markdown. */
export function sayPageProblems(
  { path, url }: { path: string; url: string | null },
  problems: readonly PageProblem[],
  today: string,
): string {
  const page = url === null ? `\`${path}\`` : `[${inline(path)}](${url})`;
  const lines = problems.slice(0, toldMax).map((problem) => sayProblem(problem, today));
  const more = problems.length - toldMax;
  return [
    `Not everything in ${page} is followed:`,
    ...lines,
    ...(more > 0 ? [`${more} more ${more === 1 ? "line is" : "lines are"} like these.`] : []),
    "Write it there like this, or say it here with `/action`: `/incident help action`.",
  ].join("\n\n");
}

function sayProblem(problem: PageProblem, today: string): string {
  const at = `Line ${problem.line}: `;
  switch (problem.is) {
    case "not-an-item": {
      const { words } = problem;
      const lacks = [
        ...(words.owner === null ? ["who does it"] : []),
        ...(words.due === null ? ["by which day"] : []),
      ].join(" and ");
      return `${at}${quote(words.text)} is no action item yet, for it does not say ${lacks}.${example(words, today)}`;
    }
    case "nobody-known": {
      const { words, owner } = problem;
      return `${at}${quote(words.text)} is no action item yet: I know nobody called ${quote(owner)}. Write a GitHub login with @, or a name that stands under \`people\` in the policy.${example({ ...words, owner: null }, today)}`;
    }
    case "lost": {
      const { ref, item, lost } = problem;
      const keeps = [
        ...(lost.includes("owner") ? [`is still ${inline(item.owner.name)}'s`] : []),
        ...(lost.includes("due") ? [`is still due ${item.due}`] : []),
      ].join(" and ");
      const words = { text: `${ref}/${item.id} ${item.text}`, owner: item.owner.name, due: item.due };
      return `${at}${ref}/${item.id} ${keeps}: an action item always has both.${example(words, today)}`;
    }
    case "owner-unknown":
      return `${at}${problem.ref}/${problem.item.id} is still ${inline(problem.item.owner.name)}'s: I know nobody called ${quote(problem.owner)}. Write a GitHub login with @, or a name that stands under \`people\` in the policy.`;
    case "refused":
      return `${at}${quote(problem.what)}: ${explain(problem.refused)}`;
  }
}

function example({ text, owner, due }: Pick<ItemWords, "text" | "owner" | "due">, today: string): string {
  const week = new Date(new Date(`${today}T00:00:00Z`).getTime() + 7 * 86_400_000).toISOString().slice(0, 10);
  const line = `- [ ] ${text.replace(/`/g, "'").slice(0, 300)}, ${owner ?? "@login"}, ${due ?? week}`;
  return `\n\`\`\`text\n${line}\n\`\`\``;
}

/** Answers in a merged postmortem that could not be taken over. */
export function sayAnswersOpen(ref: string, open: readonly { name: string; why: string }[]): string {
  const lines = open.map(({ name, why }) => `- ${quote(name)}: ${why}`);
  return [
    `These answers of the postmortem are not in the record of ${ref} yet:`,
    lines.join("\n"),
    "Say it here: `/incident help review`.",
  ].join("\n\n");
}
