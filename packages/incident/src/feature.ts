import type { Result } from "@muster/kernel";
import type { NamedLevel, Policy } from "@muster/policy";
import type { Command } from "./command.ts";
import type { EventBody, EventType, IncidentEvent } from "./event.ts";
import type { Incident, Status, TimelineEntry, Attachment } from "./incident.ts";
import type { Actor, Person } from "./person.ts";
import type { Refusal } from "./refusal.ts";
import type { Setting } from "./setting.ts";

/*
 * How a part of the process is built. The core knows incidents, severities, roles and the timeline; everything else that a policy may
 * ask for (tasks, checklists, public words, evidence …) is a part with its own commands, events, state and words. `parts.ts`
 * joins them; no part knows another one.
 */

export type Decision = Result<EventBody[], Refusal>;

/** What a decision may look at besides the incident: who asks, the policy with who is on call, and the time. */
export type Context = { actor: Actor; setting: Setting; now: Date };

/** A text that a command carries, by the name that people know it under, with the characters that fit. */
export type Field = { field: string; text: string; max: number };

/** What an event writes into the timeline. Left out: the event's own time and author. */
export type Told = {
  kind: TimelineEntry["kind"];
  text: string;
  at?: string;
  precision?: TimelineEntry["precision"];
  by?: Person;
  url?: string | null;
  attachments?: Attachment[];
  corrects?: number;
};

/**
 * An instant at which the incident is looked at again. A `clock` fires when it is due. An `ask` addresses people: asks come one at a
 * time, can be snoozed and dismissed. An `urgent` one goes before other asks; a `patient` one goes last and waits for the end of the
 * quiet hours.
 */
export type Timer = { name: string; dueAt: Date; manner: "clock" | "urgent" | "ask" | "patient" };

/**
 * Whether everyone in the room hears of an event in words of its own. `always` marks words with a button or a ping, for which no answer can
 * stand; `from-the-start` those that are also said when the channel opens with them, because the card does not have them.
 */
export type Hearing = "never" | "unless-said-there" | "always" | "from-the-start";

/** A line for "what is missing and what to do about it". `now` stands before the mitigation, `soon` after it, `later` at the end. */
export type NextStep = {
  when: "now" | "soon" | "later";
  text: string;
  /** For those in the incident alone: it tells what people outside, who may read the issue, must not learn from it. */
  staysInside?: true;
};

/** What a part needs to know for timers and next steps; `level` is null while there is no severity, or when the policy lost it. */
export type View = { incident: Incident; policy: Policy; level: NamedLevel | null };

/** A command that one part holds up until something else is done. Null lets it through; every part is asked. */
export type Gate = (view: View, command: Command, context: Context) => Refusal | null;

type Recorded<Type extends string> = Extract<IncidentEvent, { type: Type }>;

export type Part<
  OwnCommand extends { do: string },
  Event extends { type: string },
  Refused extends { because: string },
  Reminder extends { about: string },
> = {
  /** The statuses in which each command makes sense. */
  allowed: { [Name in OwnCommand["do"]]: readonly Status[] };
  /** Commands that somebody who is no responder may give, because being named is the permission. `decide` checks the name. */
  openToTheNamed: readonly OwnCommand["do"][];
  /** The texts of each command, which are refused when they are empty, too long or hold a secret. */
  texts: { [Name in OwnCommand["do"]]: (command: Extract<OwnCommand, { do: Name }>) => Field[] };
  decide: {
    [Name in OwnCommand["do"]]: (
      incident: Incident,
      command: Extract<OwnCommand, { do: Name }>,
      context: Context,
    ) => Decision;
  };
  /** The incident after an event. Never refuses. */
  apply: { [Type in Event["type"]]: (incident: Incident, event: Recorded<Type>) => Incident };
  /** What the part keeps of any event, its own or another's, after that was applied. Leave out what is no concern of it. */
  hears?: (incident: Incident, event: IncidentEvent) => Incident;
  tell: { [Type in Event["type"]]: (event: Recorded<Type>) => Told };
  hearing: { [Type in Event["type"]]: Hearing };
  explain: { [Because in Refused["because"]]: (refused: Extract<Refused, { because: Because }>) => string };
  /** A reminder's line in the timeline, after "Reminder: ". */
  remind: { [About in Reminder["about"]]: (reminder: Extract<Reminder, { about: About }>) => string };
  /** The events that answer an ask, by what it is about: the next ask may come then. Without one it waits for the policy's spacing. */
  answeredBy?: { [About in Reminder["about"]]?: readonly EventType[] };
  /**
   * What the words of an event still want from somebody as the incident now is; null when that is over. Words that come late and still want
   * something go out on their own, with their button and their ping; of several that want the same only the latest.
   */
  wants?: { [Type in Event["type"]]?: (incident: Incident, event: Recorded<Type>) => string | null };
  timers: (view: View) => Timer[];
  /**
   * What a due timer brings, by its name up to the colon; `detail` is what stands behind it. Return a `reminded` event with the
   * timer's own name for anything that asks people, so that snoozing and spacing know of it.
   */
  fire: Record<string, (view: View, detail: string, context: TimerContext) => EventBody[]>;
  nextSteps: (view: View) => NextStep[];
  /** What must be done before a command, even another's, is taken. Timers pass without being asked. */
  gates?: Gate;
  /** Whether a resolved incident must not close yet, although its postmortem is published. */
  holdsOpen?: (view: View) => boolean;
};

export type TimerContext = { timer: string; setting: Setting; now: Date };
