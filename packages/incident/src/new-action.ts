import { no, yes, type Result } from "@muster/kernel";
import type { ActionKind } from "@muster/policy";
import { readDue } from "./due.ts";
import type { EventBody } from "./event.ts";
import type { Incident } from "./incident.ts";
import type { Person } from "./person.ts";
import type { Refusal } from "./refusal.ts";

type Wanted = { text: string; owner: Person | null; due: string; kind?: ActionKind };

/** A new action item with the next free number. None without an owner and a day that is not past. */
export function newAction(
  incident: Incident,
  { text, owner, due: asked, kind }: Wanted,
  now: Date,
): Result<Extract<EventBody, { type: "action-added" }>, Refusal> {
  if (owner === null) return no({ because: "owner-missing" });
  const due = readDue(asked, now);
  if (!due.ok) return due;
  return yes({
    type: "action-added",
    action: `A${incident.actions.length + 1}`,
    text: text.replaceAll(/\s+/gu, " ").trim(),
    owner,
    due: due.value,
    ...(kind === undefined ? {} : { kind }),
  });
}
