import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

const models: Record<NonNullable<Policy["staffing"]>, (rota: string) => string> = {
  informal: (rota) =>
    `Staffing: informal. People are reached in their own working hours, and after hours in the order of ${rota}.`,
  "simple-rotation": (rota) =>
    `Staffing: a simple rotation. One person a week, by ${rota}, looks first and calls in whoever knows the matter.`,
  "first-responder": (rota) =>
    `Staffing: first responders, by ${rota}. They look first around the clock, choose the severity, start the process and hand over; they neither fix nor take large decisions alone.`,
};

/** How the team is staffed, in plain sentences: what the level asks for. */
export function staffingOfLevel(_policy: Policy, _level: NamedLevel): string[] {
  return [];
}

/** What the policy is for and how the team is staffed, in plain sentences. */
export function staffingOfPolicy({ purpose, staffing, onCall }: Policy): string[] {
  return [
    ...(purpose === null ? [] : [`Purpose: ${purpose}`]),
    ...(staffing === null ? [] : [models[staffing](onCall.document ?? "no page yet")]),
  ];
}
