import { no, yes, type Result } from "@muster/kernel";
import type { Command } from "./command.ts";
import type { Field } from "./feature.ts";
import { limits } from "./limits.ts";
import { parts } from "./parts.ts";
import type { Refusal } from "./refusal.ts";
import { findSecrets } from "./secrets.ts";

/** Each text that a command carries, by the name that people know it under. */
function textsOf(command: Command): Field[] {
  const ofPart = parts.texts[command.do];
  if (ofPart !== undefined) return ofPart(command);
  switch (command.do) {
    case "change-severity":
      return command.reason === null ? [] : [{ field: "reason", text: command.reason, max: limits.reason }];
    case "note":
    case "update":
    case "find-root-cause":
    case "correct":
      return [{ field: "text", text: command.text, max: limits.note }];
    case "decide":
      return [
        { field: "text", text: command.text, max: limits.note },
        { field: "reason", text: command.reason, max: limits.reason },
      ];
    case "mitigate":
      return [
        { field: "what", text: command.what, max: limits.note },
        { field: "verified", text: command.verified, max: limits.note },
      ];
    case "resolve":
      return [{ field: "summary", text: command.summary, max: limits.summary }];
    case "reopen":
    case "dismiss":
      return [{ field: "reason", text: command.reason, max: limits.reason }];
    default:
      return [];
  }
}

/** Refuses a command whose texts are empty, too long, or hold a secret. Nothing of a secret is kept, not even in the refusal. */
export function checkTexts(command: Command): Result<Command, Refusal> {
  for (const { field, text, max } of textsOf(command)) {
    // A note may be its attachments alone.
    const isBareAttachment = command.do === "note" && command.attachments.length > 0;
    if (text.trim() === "" && !isBareAttachment) return no({ because: "empty", field });
    if ([...text].length > max) return no({ because: "too-long", field, max, length: [...text].length });
    const kinds = [...new Set(findSecrets(text).map((secret) => secret.kind))];
    if (kinds.length > 0) return no({ because: "secret", kinds });
  }
  return yes(command);
}
