import type { Person } from "../person.ts";

/* How soon somebody answers, and who is in on it. */

export const targetNames = ["ack", "response", "firstUpdate", "resolve"] as const;
export type TargetName = (typeof targetNames)[number];

/** Minutes that a level gives for each; one that is left out has no clock. */
export type TargetMinutes = Partial<Record<TargetName, number>>;

export type ResponseReminder = {
  about: "target";
  target: TargetName;
  dueAt: string;
  roleName: string | null;
};

/** Plain JSON, as it is stored with the incident. */
export type ResponseState = {
  /** The role whose acceptance takes the incident off the reporter's hands. */
  leads: string | null;
  ledAt: string | null;
  /** When each target is due. Whether it was met follows from what happened. */
  dueAt: Partial<Record<TargetName, string>>;
  /** People without the responder role who were let into the room. */
  guests: Person[];
};

export const freshResponseState: ResponseState = { leads: null, ledAt: null, dueAt: {}, guests: [] };
