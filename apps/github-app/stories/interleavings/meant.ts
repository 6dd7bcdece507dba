import { actionStatus, type ActionItem, type ActionStatus, type Command } from "@muster/incident";

/** What somebody meant about an item, anywhere: what it may be afterwards, in which second they said so. */
export type Word = { id: string; second: number; is: (item: ActionItem) => boolean; says: string };

const isStatus =
  (...statuses: ActionStatus[]) =>
  (item: ActionItem): boolean =>
    statuses.includes(actionStatus(item));

/** Where only open and over are known, "open" says no more of what is in progress or blocked. */
const vague: Record<"open" | "done" | "dropped", ActionStatus[]> = {
  open: ["open", "doing", "blocked"],
  done: ["done"],
  dropped: ["dropped"],
};

export type Meaning = { status: ActionStatus; isVague: boolean } | { text: string } | { due: string };

export function wordOf(id: string, at: Date, meaning: Meaning): Word & { of: keyof ActionItem } {
  const about = { id, second: Math.floor(at.getTime() / 1_000), says: JSON.stringify(meaning) };
  if ("text" in meaning) return { ...about, of: "text", is: ({ text }) => text === meaning.text };
  if ("due" in meaning) return { ...about, of: "due", is: ({ due }) => due === meaning.due };
  const { status, isVague } = meaning;
  const may = isVague && status !== "doing" && status !== "blocked" ? vague[status] : [status];
  return { ...about, of: "stands", is: isStatus(...may) };
}

/** What a command that was taken means; null when it says nothing that others may contradict. */
export function meaningOf(command: Command): { id: string; meaning: Meaning } | null {
  switch (command.do) {
    case "complete-action":
      return { id: command.action, meaning: { status: "done", isVague: false } };
    case "reopen-action":
      return { id: command.action, meaning: { status: "open", isVague: false } };
    case "move-action":
      return { id: command.action, meaning: { status: command.status, isVague: false } };
    case "reword-action":
      return { id: command.action, meaning: { text: command.text } };
    case "schedule-action":
      return { id: command.action, meaning: { due: command.due } };
    default:
      return null;
  }
}

/** Items that are not as somebody last meant them. Within one second any of the words may count. */
export function unmet(
  items: readonly ActionItem[],
  words: readonly (Word & { of: keyof ActionItem })[],
): string[] {
  return items.flatMap((item) =>
    (["stands", "text", "due"] as const).flatMap((of) => {
      const about = words.filter((word) => word.id === item.id && word.of === of);
      const last = Math.max(...about.map(({ second }) => second));
      const latest = about.filter(({ second }) => second === last);
      if (latest.length === 0 || latest.some(({ is }) => is(item))) return [];
      const says = latest.map((word) => word.says).join(" or ");
      return [`${item.id} was last meant to be ${says}, and is ${JSON.stringify(item)}.`];
    }),
  );
}
