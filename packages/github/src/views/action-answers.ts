import type { ActionItem } from "@muster/incident";
import { inline } from "@muster/templates";

/** Somebody took the last one off an item's issue. */
export function sayNobodyLeft(ref: string, { id, owner }: Pick<ActionItem, "id" | "owner">): string {
  return `${ref}/${id} is still ${inline(owner.name)}'s: an action item always has an owner. Assign whoever takes it over, and it is theirs; or close this issue as not planned if nobody shall do it.`;
}
