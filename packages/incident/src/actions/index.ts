import type { Part } from "../feature.ts";
import { limits } from "../limits.ts";
import { apply, hears } from "./apply.ts";
import { decide } from "./decide.ts";
import { fire, timers } from "./timers.ts";
import type { ActionCommand, ActionEvent, ActionRefusal, ActionReminder } from "./vocabulary.ts";
import { explain, nextSteps, remind, tell } from "./words.ts";

const atAllTimes = ["open", "mitigated", "resolved", "closed"] as const;
const reason = (text: string | null) =>
  text === null ? [] : [{ field: "reason", text, max: limits.reason }];

/** Work that must be done afterwards, with an owner and a due date, followed to its end. */
export const actions: Part<ActionCommand, ActionEvent, ActionRefusal, ActionReminder> = {
  allowed: {
    "add-action": atAllTimes,
    "complete-action": atAllTimes,
    "reopen-action": atAllTimes,
    "move-action": atAllTimes,
    "assign-action": atAllTimes,
    "schedule-action": atAllTimes,
    "reword-action": atAllTimes,
    "classify-action": atAllTimes,
    "gate-action": atAllTimes,
    "snooze-action": atAllTimes,
    "untrack-action": atAllTimes,
  },
  // Whoever is to do it may say how far they are.
  openToTheNamed: ["complete-action", "reopen-action", "move-action"],
  texts: {
    "add-action": ({ text }) => [{ field: "text", text, max: limits.action }],
    "complete-action": () => [],
    "reopen-action": () => [],
    "move-action": (command) => reason(command.reason),
    "assign-action": () => [],
    "schedule-action": () => [],
    "reword-action": ({ text }) => [{ field: "text", text, max: limits.action }],
    "classify-action": () => [],
    "gate-action": () => [],
    "snooze-action": (command) => reason(command.reason),
    "untrack-action": () => [],
  },
  decide,
  apply,
  hears,
  tell,
  hearing: {
    "action-added": "unless-said-there",
    "action-done": "unless-said-there",
    "action-reopened": "unless-said-there",
    "action-moved": "unless-said-there",
    "action-changed": "unless-said-there",
    "action-snoozed": "unless-said-there",
    "action-affirmed": "never",
    "action-overruled": "always",
    "action-untracked": "always",
  },
  explain,
  remind,
  answeredBy: {
    "actions-due": ["action-done", "action-moved", "action-snoozed"],
    "actions-overdue": ["action-done", "action-moved", "action-snoozed"],
    "actions-escalated": ["action-done", "action-moved", "action-changed"],
    "actions-missing": ["action-added"],
  },
  timers,
  fire,
  nextSteps,
};
