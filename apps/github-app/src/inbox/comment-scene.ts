import type { HeardComment } from "@muster/github";
import type { Actor, AnswerOnIssue, Incident } from "@muster/incident";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IntentHands } from "./intent-hands.ts";

export type Answer = {
  outcome: AnswerOnIssue["outcome"];
  text: string;
  /** Whoever tries again and again hears this once in a while. */
  isLimited?: boolean;
};
export type Scene = {
  hands: IntentHands;
  workspace: KnownWorkspace;
  comment: HeardComment;
  actor: Actor;
  /** Whose issue it is; null for an issue that belongs to no incident. */
  incident: Incident | null;
  /** The action item whose own issue it is; null anywhere else. */
  item: string | null;
};
