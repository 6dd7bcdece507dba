import type { Person } from "../person.ts";

/* Asking people no more than they can bear: snoozing, dismissing, spacing, quiet hours; stand-ups and incidents that were forgotten. */

/** `ask` is an ask's number, such as `Q2`. */
export type PromptCommand =
  | { do: "snooze-ask"; ask: string; span: Span }
  | { do: "dismiss-ask"; ask: string; reason: string | null }
  | { do: "restore-ask"; ask: string }
  | { do: "stand-up"; done: string; next: string; blocked: string | null };

export const spans = ["30m", "2h", "tomorrow"] as const;
export type Span = (typeof spans)[number];

/** `timer` is the ask's own name, `ask` its number, `text` what was asked. */
type About = { timer: string; ask: string; text: string };

export type PromptEvent =
  | ({ type: "ask-snoozed"; until: string } & About)
  | ({ type: "ask-dismissed"; reason: string | null } & About)
  | ({ type: "ask-restored" } & About)
  | { type: "stood-up"; done: string; next: string; blocked: string | null };

export type PromptRefusal =
  | { because: "unknown-ask"; asked: string; asks: string[] }
  | { because: "ask-not-dismissed"; ask: string };

export type PromptReminder =
  | { about: "standup"; day: number }
  | { about: "forgotten"; hours: number; lastAt: string };

/** Something that people were asked, as it was last said. */
export type Asked = { ask: string; about: string; text: string; at: string };

/** Plain JSON, as it is stored with the incident. Asks go by the name of their timer. */
export type PromptState = {
  /** When people were last asked for something; null also when that ask was answered. */
  lastAskAt: string | null;
  /** The timer of that ask, while it is not answered. */
  lastAsk: string | null;
  asked: Record<string, Asked>;
  /** Until when an ask keeps quiet. */
  snoozed: Record<string, string>;
  /** Asks that are not made again, and who said so. */
  dismissed: Record<string, { by: Person; at: string; reason: string | null }>;
  /** When a person last recorded anything. */
  lastWordAt: string | null;
  stoodUpAt: string | null;
};

export const freshPromptState: PromptState = {
  lastAskAt: null,
  lastAsk: null,
  asked: {},
  snoozed: {},
  dismissed: {},
  lastWordAt: null,
  stoodUpAt: null,
};
