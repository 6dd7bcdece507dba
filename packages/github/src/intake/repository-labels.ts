import { isOurLabel } from "../labels.ts";
import type { Intent } from "./intent.ts";
import type { LabelPayload } from "./payloads.ts";
import type { IntakeSetting } from "./setting.ts";
import { userOf } from "./user.ts";

/** A label of ours that people deleted from the repository or gave another name: incidents would lose it, and new ones could not be declared. */
export function labelIntents(
  { action, label, changes, sender }: LabelPayload,
  { policy }: IntakeSetting,
): Intent[] {
  if (sender.type === "Bot") return [];
  const lost = action === "deleted" ? label.name : action === "edited" ? (changes?.name?.from ?? null) : null;
  if (lost === null || !isOurLabel(lost, policy) || isSame(lost, action, label.name)) return [];
  return [
    {
      do: "restore-label",
      lost,
      renamedTo: action === "edited" ? label.name : null,
      labelId: label.id,
      by: userOf(sender),
    },
  ];
}

/** GitHub compares names without case. */
const isSame = (lost: string, action: string, now: string): boolean =>
  action === "edited" && lost.toLowerCase() === now.toLowerCase();
