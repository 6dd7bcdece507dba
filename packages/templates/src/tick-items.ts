import { MagicString } from "magic-string";
import type { ActionStatus } from "@muster/incident";
import { boxEdits, planItems, wordEdits, type ItemsToWrite } from "./action-items.ts";
import { plainActionText } from "./action-line.ts";

/** A page as it was written, with the boxes that people set on it since: so that these count as known. */
export function withBoxes(page: string, ref: string, statuses: Record<string, ActionStatus>): string {
  const edited = new MagicString(page);
  for (const { start, end, text } of boxEdits(page, ref, statuses)) edited.overwrite(start, end, text);
  return edited.toString();
}

/** The same with the words that they wrote since, where nothing but the item stands in them. */
export function withWords(page: string, ref: string, words: Record<string, string>): string {
  const edited = new MagicString(page);
  for (const { start, end, text } of wordEdits(page, ref, words)) edited.overwrite(start, end, text);
  return edited.toString();
}

/** A page that is people's by now, with the boxes of its action items as they stand; null when nothing changes. Its words are left alone. */
export function tickItems(page: string, { ref, items, written }: ItemsToWrite): string | null {
  const wordless = written?.map(({ id, done, status }) => ({ id, done, status })) ?? null;
  const plan = planItems(
    page,
    { ref, items, written: wordless },
    { boxes: "plain", textOf: plainActionText },
  );
  if (!plan.ok || plan.value.edits.length === 0) return null;
  const edited = new MagicString(page);
  for (const { start, end, text } of plan.value.edits) edited.overwrite(start, end, text);
  return edited.toString();
}
