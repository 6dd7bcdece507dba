import { assertNever } from "@muster/kernel";
import type { Status } from "./incident.ts";
import { parts } from "./parts.ts";
import type { CoreRefusal, Refusal } from "./refusal.ts";
import { cardNumber } from "./card-numbers.ts";
import { keyOrHash } from "./secret-kinds.ts";

const statusWords: Record<Status, string> = {
  open: "open",
  mitigated: "already mitigated",
  resolved: "already resolved",
  closed: "closed",
  dismissed: "dismissed",
  merged: "merged into another incident",
};

/** What to do instead, by the status that the incident is in. */
const wayOut: Record<Status, string> = {
  open: "Use /incident mitigate first, or /incident dismiss if it was a false alarm.",
  mitigated: "If the damage is back, use /incident reopen. If it is over, use /incident resolve.",
  resolved: "If it is back, use /incident reopen.",
  closed: "If it is back, use /incident reopen.",
  dismissed: "If it was real after all, use /incident reopen.",
  merged: "Go on in the incident that it was merged into.",
};

/** Advice that a kind carries in brackets is a sentence of its own in the refusal. */
const nameOfKind = (kind: string): string => kind.replace(/ \(.*$/, "");

const listed = (words: string[]): string => words.map((word) => `\`${word}\``).join(", ");

/** The refusal in words for a tired reader: what is so, then what to do now. Plain text with code marks, no mentions. */
export function explain(refused: Refusal): string {
  const ofPart = parts.explain[refused.because];
  if (ofPart !== undefined) return ofPart(refused);
  const refusal = refused as CoreRefusal; // No part has it, so it is the core's.
  switch (refusal.because) {
    case "wrong-status":
      if (refusal.command === "reopen" && refusal.status === "open")
        return `${refusal.ref} is open already. Nothing to reopen; go on with it.`;
      return refusal.mergedInto !== null
        ? `${refusal.ref} is merged into ${refusal.mergedInto}. Go on there.`
        : `${refusal.ref} is ${statusWords[refusal.status]}. ${wayOut[refusal.status]}`;
    case "not-a-responder":
      return "Only responders can do this. Something is wrong? /muster report tells them. You should be one? An admin gives the responder role.";
    case "not-found":
      return refusal.asked === ""
        ? "This is not an incident channel. Say which incident you mean, for example `incident:INC-1`; /incident list shows the open ones."
        : `I know no incident \`${refusal.asked}\` here. /incident list shows the open ones.`;
    case "severity-missing":
      return `${refusal.ref} has no severity yet. Set it first with /incident severity; if unsure, choose "unsure" and it takes the highest.`;
    case "unknown-level":
      return `There is no level \`${refusal.asked}\`. Choose one of ${listed(refusal.levels)}, or \`unsure\`.`;
    case "same-level":
      return `It is ${refusal.level} already. Nothing changed.`;
    case "lowering-needs-reason":
      return `Lowering from ${refusal.from} to ${refusal.to} needs a reason. Add one: /incident severity level:${refusal.to} reason:…`;
    case "empty":
      return `\`${refusal.field}\` is empty. Write a few words there and send it again.`;
    case "too-long":
      return `\`${refusal.field}\` has ${refusal.length} characters; ${refusal.max} fit. Shorten it, or put the long version in a message and add that to the timeline.`;
    case "secret":
      if (refusal.kinds.every((kind) => kind === cardNumber))
        return "This looks like it holds a card number, so I kept nothing of it. If it stands in a message, delete that. Then say it again without the number; the last four digits are fine.";
      return `This looks like it holds a secret (${refusal.kinds.map(nameOfKind).join(", ")}), so I kept nothing of it. Treat it as leaked: rotate it. Then say it again without the secret.${refusal.kinds.includes(keyOrHash) ? ' If it is a transaction hash, write "tx" before it: `tx 0x…`.' : ""}`;
    case "unknown-entry":
      return `The timeline has no entry ${refusal.asked}. /incident show lists them with their numbers.`;
    case "merge-into-itself":
      return `${refusal.ref} cannot be merged into itself. Say the incident that it is a duplicate of.`;
    default:
      return assertNever(refusal, "refusal");
  }
}
