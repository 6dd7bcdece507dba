import type { Status } from "./incident.ts";
import type { CommandName } from "./command.ts";
import type { PartRefusal } from "./parts-vocabulary.ts";

/** Why Muster does not do what was asked. Every one has words that say what to do instead. */
export type Refusal = CoreRefusal | PartRefusal;

export type CoreRefusal =
  | { because: "wrong-status"; ref: string; status: Status; command: CommandName; mergedInto: string | null }
  | { because: "not-a-responder" }
  | { because: "not-found"; asked: string }
  | { because: "severity-missing"; ref: string }
  | { because: "unknown-level"; asked: string; levels: string[] }
  | { because: "same-level"; level: string }
  | { because: "lowering-needs-reason"; from: string; to: string }
  | { because: "empty"; field: string }
  | { because: "too-long"; field: string; max: number; length: number }
  | { because: "secret"; kinds: string[] }
  | { because: "unknown-entry"; asked: number }
  | { because: "merge-into-itself"; ref: string };
