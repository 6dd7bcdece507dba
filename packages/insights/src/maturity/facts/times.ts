import type { EventType, IncidentEvent } from "@muster/incident";
import type { Case } from "./case.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** When something was first written down; null when it was not. These are Muster's own times, not what people said later. */
export function firstAt({ events }: Pick<Case, "events">, ...types: EventType[]): string | null {
  return events.find(({ type }) => types.includes(type))?.at ?? null;
}

export function lastAt({ events }: Pick<Case, "events">, ...types: EventType[]): string | null {
  return events.findLast(({ type }) => types.includes(type))?.at ?? null;
}

export const minutesBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / minuteMs;

export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs;

export const addMinutes = (from: string, minutes: number): string =>
  new Date(Date.parse(from) + minutes * minuteMs).toISOString();

export const addDays = (from: string, days: number): string => addMinutes(from, days * 1_440);

type Of<Type extends EventType> = Extract<IncidentEvent, { type: Type }>;

export function all<Type extends EventType>({ events }: Pick<Case, "events">, ...types: Type[]): Of<Type>[] {
  return events.filter((event): event is Of<Type> => types.some((type) => type === event.type));
}

/** The middle of the figures; of an even number the lower one, so that no figure is made up. Null when there are none. */
export function medianOf(figures: readonly number[]): number | null {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
