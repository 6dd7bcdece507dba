import type { ActionKind } from "@muster/policy";
import type { Person } from "../person.ts";
import type { ActionField, ActionPlace, ActionStatus } from "./vocabulary.ts";

export type ActionItem = {
  /** `A1`, `A2` … within the incident. */
  id: string;
  text: string;
  owner: Person;
  /** `2026-12-01`. */
  due: string;
  done: boolean;
  at: string;
  /** What kind of work it is, where somebody or the policy's questions say so. */
  kind?: ActionKind;
  /** What it is instead of open or done, and why. Read it by `actionStatus`. */
  stands?: Exclude<ActionStatus, "open" | "done">;
  why?: string;
  /** A release waits while it is overdue. */
  gate?: true;
  /** Nobody is reminded of it before this day. */
  snoozed?: { until: string; reason: string; by: Person };
  /** When somebody last meant something about it, field by field. Left out: when it was added. */
  meant?: Partial<Record<ActionField, string>>;
  /** Where people took it away, so that it is not put back. */
  untracked?: ActionPlace[];
  /** The due dates that its owner was reminded of, and that the named person heard of. */
  remindedOf?: string;
  escalatedOf?: string;
};
