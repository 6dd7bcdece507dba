import type { Command, Incident, Person, WayToFind } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { MessageBody } from "../views/message.ts";
import type { Sight } from "../views/part.ts";
import type { Choice } from "./choices.ts";
import type { MetricsAsk } from "./metrics-ask.ts";

/** What can stand in an option, and so how Discord asks for it, in the command line and in a modal. */
export type OptionKind =
  | "line"
  | "paragraph"
  | "level"
  | "role"
  | "person"
  | "incident"
  | "action"
  | "number"
  /** One of what the policy offers: `choices` lists it. */
  | "choice"
  /** Several of what the policy offers; on the command line their values with commas between. */
  | "choices"
  /** One of what the incident holds: `suggest` lists it while people type. */
  | "pick";

export type OptionDefinition = {
  name: string;
  kind: OptionKind;
  /** At most 100 characters; shown under the option and under the modal's field. */
  description: string;
  isRequired: boolean;
  /** Characters that fit. Left out: the core's own limit is told by its refusal. */
  max?: number;
  choices?: (policy: Policy) => Choice[];
  suggest?: (about: { incident: Incident; policy: Policy }) => Choice[];
};

/** What a look without an incident may show. */
export type Around = { policy: Policy; onCall: Person[]; now: Date };

/** What a command asks for, in the core's words. */
export type Intent =
  | {
      ask: "declare";
      title: string;
      description: string | null;
      level: string | null;
      foundBy: WayToFind | null;
      /** Why only those named may know of it; null leaves that to the policy. */
      restricted: string | null;
    }
  /** Somebody asks to be let into what they cannot see. The answer never says whether there is anything. */
  | { ask: "access"; reason: string; which: string | null }
  /** Somebody who is no responder tells the responders of something. */
  | { ask: "report"; text: string }
  | { ask: "order"; command: Command }
  /** An order that follows from how the incident stands. */
  | { ask: "order-from"; order: (sight: Sight) => Command }
  | { ask: "drill"; what: "start"; scenario: string; speed: number; isFull: boolean; invites: boolean }
  | { ask: "drill"; what: "rollcall"; whom: string }
  | { ask: "drill"; what: "list" }
  /** A look at one incident, for the one who asks. */
  | { ask: "look"; at: (sight: Sight) => MessageBody }
  /** A look at what holds without any incident. */
  | { ask: "look-around"; at: (around: Around) => MessageBody }
  | { ask: "list" }
  | { ask: "show" }
  | { ask: "actions" }
  | { ask: "help"; about: string | null }
  | ({ ask: "metrics" } & MetricsAsk)
  | { ask: "doctor" }
  /** What the record supports of the maturity model; null for all items at once. */
  | { ask: "maturity"; item: string | null }
  /** A named person's judgement of one of its items. */
  | { ask: "attest"; item: string; level: string; note: string }
  /** Which account on GitHub is whose: for whoever asks, responder or not. */
  | { ask: "link"; what: "offer"; login: string }
  | { ask: "link"; what: "show" | "remove" };

/** The options that were given. `text` is for required ones: it is called after they were checked to be there. */
export type Given = {
  text(name: string): string;
  optional(name: string): string | null;
  person(name: string): Person | null;
};

export const groups = [
  "incident",
  "action",
  "task",
  "checklist",
  "runbook",
  "assess",
  "call",
  "comms",
  "evidence",
  "access",
  "chain",
  "clock",
  "review",
  "maturity",
  "drill",
  "muster",
  "link",
  "metrics",
] as const;
export type Group = (typeof groups)[number];

export type CommandDefinition = {
  group: Group;
  name: string;
  description: string;
  /** About one incident: takes `incident`, and without it means the one whose channel it is given in. */
  isAboutIncident: boolean;
  options: OptionDefinition[];
  read(given: Given): Intent;
};

export type Family = readonly CommandDefinition[];

/** `incident.update`: how custom ids and tables name a command. */
export function keyOf(command: Pick<CommandDefinition, "group" | "name">): string {
  return `${command.group}.${command.name}`;
}

export function required(
  name: string,
  kind: OptionKind,
  description: string,
  max?: number,
): OptionDefinition {
  return { name, kind, description, isRequired: true, ...(max === undefined ? {} : { max }) };
}

export function optional(
  name: string,
  kind: OptionKind,
  description: string,
  max?: number,
): OptionDefinition {
  return { ...required(name, kind, description, max), isRequired: false };
}

export const order = (command: Command): Intent => ({ ask: "order", command });
