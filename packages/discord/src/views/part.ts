import type { Command, Incident, IncidentEvent, Person, Remotes, Reminder } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { MessageBody, Row } from "./message.ts";

/** What everyone in the incident's channel hears of an event: words, who is pinged, buttons. */
export type Saying = {
  text: string;
  pings: (Person | null)[];
  rows: Row[];
  /** Ids of the policy's groups whose Discord role is pinged. */
  groups?: string[];
};

export type Setting = {
  incident: Incident;
  policy: Policy;
  /** The Discord roles of the policy's groups, by the groups' ids: those that exist here. Left out where nobody looked. */
  groupRoles?: Record<string, string>;
};

/** A section of the status card; `least` is what is left of it, in characters, when the card gets too long. */
export type Section = { text: string; least: number };

/** What a look at an incident may show. `now` is for how long something has been. */
export type Sight = Setting & { remotes: Remotes; person: Person; now: Date };

/** What comes of a press: an order to the core, something to look at, or a command's modal with what is known filled in. */
export type Reaction =
  | { order: Command }
  | { show: MessageBody }
  /** `reads`: what stands above the fields, because it must be before the eyes of whoever fills them in. */
  | { ask: string; filled?: Record<string, string>; reads?: string };

export type Pressed = (sight: Sight, arg: string, chosen: string[]) => Reaction;

type Recorded<Type extends string> = Extract<IncidentEvent, { type: Type }>;
type About<Name extends string> = Extract<Reminder, { about: Name }>;

/** How a part of the process looks and sounds in Discord. `parts.ts` joins them. */
export type PartView<Event extends { type: string }, Reminded extends { about: string }> = {
  words: { [Type in Event["type"]]: (event: Recorded<Type>, setting: Setting) => string | Saying };
  reminders: { [Name in Reminded["about"]]: (reminder: About<Name>, setting: Setting) => string | Saying };
  /** Its lines on the status card. Say only what is so and helps now; an empty list is the usual case. */
  card: (setting: Setting) => Section[];
  /** Its buttons under "More", most of them opening a view or a modal. */
  buttons: (setting: Setting) => Row;
  /** Its one button on the status card itself. Most parts need none: the row has room for five in all. */
  cardButtons?: (setting: Setting) => Row;
  /** What its buttons and menus do, by the first word of what they carry: `partPress(incident, "task-done/T1")`. */
  presses: Record<string, Pressed>;
};
