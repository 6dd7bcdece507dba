import type { ActionKind } from "@muster/policy";
import type { Person } from "../person.ts";

/* Work that must be done afterwards, followed to its end wherever people follow it. */

export const actionStatuses = ["open", "doing", "blocked", "done", "dropped"] as const;
export type ActionStatus = (typeof actionStatuses)[number];

/** What somebody may say about an item. For each the word that was meant last counts. */
export type ActionField = "status" | "owner" | "due" | "text" | "kind" | "gate";

/** Where an item stands besides Discord. */
export const actionPlaces = ["issue", "incident-issue", "tracker", "postmortem"] as const;
export type ActionPlace = (typeof actionPlaces)[number];

/** Said elsewhere, and when. News of it may come late, after somebody meant something else. */
export type Said = { at: string; where: ActionPlace; url: string | null };
type Meant = { said?: Said };

/** What an item became; a status may come with its reason. */
export type ActionChange =
  | { owner: Person }
  | { due: string }
  | { text: string }
  | { kind: ActionKind }
  | { gate: boolean };

export type ActionCommand =
  | ({ do: "add-action"; text: string; owner: Person | null; due: string; kind?: ActionKind } & Meant)
  | ({ do: "complete-action"; action: string } & Meant)
  | ({ do: "reopen-action"; action: string } & Meant)
  | ({
      do: "move-action";
      action: string;
      status: Exclude<ActionStatus, "open" | "done">;
      reason: string | null;
    } & Meant)
  | ({ do: "assign-action"; action: string; owner: Person | null } & Meant)
  | ({ do: "schedule-action"; action: string; due: string } & Meant)
  | ({ do: "reword-action"; action: string; text: string } & Meant)
  | ({ do: "classify-action"; action: string; kind: ActionKind } & Meant)
  /** Whether a release waits for it. */
  | { do: "gate-action"; action: string; gate: boolean }
  /** Nobody is reminded of it until then. Its due date stays. */
  | { do: "snooze-action"; action: string; until: string; reason: string }
  /** People took its line away, or its issue: it is not put back. */
  | ({ do: "untrack-action"; action: string } & Required<Meant>);

export type ActionEvent =
  | {
      type: "action-added";
      action: string;
      text: string;
      owner: Person;
      due: string;
      /** What kind of work it is, where somebody or the policy's questions say so. */
      kind?: ActionKind;
      /** Days that the policy gives, when the due date is later. */
      dueBeyondDays?: number;
      /** Written by hand where action items stand. */
      said?: Said;
    }
  | { type: "action-done"; action: string; said?: Said }
  | { type: "action-reopened"; action: string; said?: Said }
  | {
      type: "action-moved";
      action: string;
      status: Exclude<ActionStatus, "open" | "done">;
      reason: string | null;
      said?: Said;
    }
  | { type: "action-changed"; action: string; change: ActionChange; was: string; said?: Said }
  | { type: "action-snoozed"; action: string; until: string; reason: string }
  /** It stands so already, and was meant again by somebody who could not know. */
  | { type: "action-affirmed"; action: string; field: ActionField; said: Said }
  /** What somebody meant earlier came after what somebody meant later. */
  | {
      type: "action-overruled";
      action: string;
      field: ActionField;
      wanted: string;
      stands: string;
      said: Said;
    }
  | { type: "action-untracked"; action: string; said: Said };

export type ActionRefusal =
  | { because: "due-unreadable"; asked: string }
  | { because: "due-past"; due: string }
  | { because: "owner-missing" }
  | { because: "unknown-action"; asked: string; actions: string[] }
  | { because: "action-over"; action: string; status: "done" | "dropped" }
  | { because: "action-needs-reason"; action: string; status: "blocked" | "dropped" }
  | { because: "snooze-until-past"; until: string };

export type ActionReminder =
  | { about: "actions-due"; actions: string[] }
  | { about: "actions-overdue"; actions: string[] }
  /** `to` is a name of the policy's people, or the id of one of its groups. */
  | { about: "actions-escalated"; actions: string[]; to: string }
  | { about: "actions-missing"; withinDays: number };
