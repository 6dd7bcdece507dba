import { minutesAfter } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import { callable } from "../calling.ts";
import type { EventBody } from "../event.ts";
import type { Timer, TimerContext, View } from "../feature.ts";
import { isActive } from "../is-active.ts";
import { isSamePerson, type Person } from "../person.ts";
import type { Call } from "./vocabulary.ts";

/** When a call that nobody answers runs out. */
export function callTimer(known: Call, { incident, policy }: View): Timer[] {
  if (!isActive(incident) || known.answeredBy !== null || known.isSilent) return [];
  const dueAt = minutesAfter(new Date(known.at), policy.callAnswerWithinMin);
  return [{ name: `call:${known.id}`, dueAt, manner: "clock" }];
}

/**
 * Silence is an answer: the backup is called, or whoever leads is told that nobody came. Calls that run out at the same time are told of
 * together, so that nobody reads the same words three times over.
 */
export function lapse(view: View, id: string, { now }: TimerContext): EventBody[] {
  const { incident, policy } = view;
  const over = incident.calls.calls.filter(
    (known) => known.id === id || callTimer(known, view).some(({ dueAt }) => dueAt <= now),
  );
  const moved: EventBody[] = [];
  const silent: Call[] = [];
  for (const known of over) {
    const next = nextFor(known, policy);
    if (next === null) silent.push(known);
    else {
      const { id: call, name, people } = known;
      moved.push({ type: "call-moved", call, name, silent: people, people: [next] });
    }
  }
  const [first, ...others] = silent;
  if (first === undefined) return moved;
  const { id: call, whom, name, people } = first;
  const also = others.map((other) => ({ call: other.id, name: other.name }));
  const { fallback } = policy.contacts;
  const told = { call, whom, name, people, fallback, ...(also.length === 0 ? {} : { also }) };
  return [...moved, { type: "call-silent", ...told }];
}

function nextFor({ whom, asked }: Call, policy: Policy): Person | null {
  const next = callable(policy, whom)?.next ?? [];
  return next.find((person) => !asked.some((one) => isSamePerson(one, person))) ?? null;
}
