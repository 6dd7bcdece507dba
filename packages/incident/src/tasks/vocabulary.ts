import type { Person } from "../person.ts";

/* Work that one person is given, with a time box. */

export const taskKinds = ["fix", "look", "other"] as const;
export type TaskKind = (typeof taskKinds)[number];

/** `queued` waits for that person's open task; `given` waits for their word; `taken` is being done. */
export type TaskStatus = "queued" | "given" | "taken" | "done" | "dropped";

export type Task = {
  /** `T1`, `T2` … within the incident. */
  id: string;
  text: string;
  kind: TaskKind;
  to: Person;
  by: Person;
  minutes: number;
  status: TaskStatus;
  /** When it came to its person: at once, or when the one before it was closed. */
  givenAt: string | null;
  takenAt: string | null;
  /** The end of its time box, which begins when it is taken. */
  dueAt: string | null;
};

export type TaskCommand =
  | {
      do: "give-task";
      text: string;
      to: Person;
      /** Null for the policy's own. */
      minutes: number | null;
      kind: TaskKind;
      /** Why it must be this person, where the policy would rather have another. */
      reason: string | null;
    }
  | { do: "take-task"; task: string }
  | { do: "finish-task"; task: string; result: string | null }
  | { do: "drop-task"; task: string; reason: string }
  | { do: "extend-task"; task: string; minutes: number | null };

export type TaskEvent =
  | {
      type: "task-given";
      task: string;
      text: string;
      kind: TaskKind;
      to: Person;
      minutes: number;
      reason: string | null;
      isQueued: boolean;
      /** They lack the responder role, and are let into the room for this. */
      isGuest?: true;
    }
  | { type: "task-taken"; task: string; dueAt: string }
  | { type: "task-done"; task: string; result: string | null }
  | { type: "task-dropped"; task: string; reason: string }
  | { type: "task-extended"; task: string; minutes: number; dueAt: string }
  /** It waited, and is its person's turn now. */
  | { type: "task-started"; task: string; to: Person };

export type TaskRefusal =
  | { because: "unknown-task"; asked: string; open: string[] }
  | { because: "task-over"; task: string; status: "done" | "dropped" }
  | { because: "task-of-another"; task: string; to: string }
  | { because: "task-waits"; task: string; to: string }
  | { because: "tasks-given-by"; roleNames: string[]; holders: string[] }
  | { because: "does-not-fix"; person: string; roleName: string }
  | { because: "task-minutes"; max: number };

export type TaskReminder =
  /** Not taken yet: the person is asked once more. */
  | { about: "task-unanswered"; task: string }
  /** Still not: whoever gave it is told. */
  | { about: "task-silent"; task: string }
  /** The time box is over: done, or more time? */
  | { about: "task-time"; task: string };

/** Plain JSON, as it is stored with the incident. */
export type TaskState = { list: Task[] };

export const freshTaskState: TaskState = { list: [] };
