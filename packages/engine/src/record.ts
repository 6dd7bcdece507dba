import {
  errandsAfter,
  evolve,
  placeLane,
  react,
  surfaces,
  timersFor,
  type Actor,
  type Effect,
  type EventBody,
  type Incident,
  type IncidentEvent,
  type Place,
  type Surface,
} from "@muster/incident";
import type { Policy } from "@muster/policy";
import {
  appending,
  chainOf,
  enqueuing,
  genesis,
  inserting,
  putErrands,
  replacing,
  together,
  updating,
  type Db,
  type Locked,
  type NewEffect,
} from "@muster/store";
import type { Answer, Reply } from "./api.ts";

export type Fact = {
  /** Null: the events begin a new incident, which `fresh` describes. */
  locked: Locked | null;
  fresh?: { number: number; dedupeKey: string | null; reply: Reply | null };
  bodies: EventBody[];
  actor: Actor;
  policy: Policy;
  now: Date;
};

/**
 * Writes down what happened: the record with its hashes, the incident as it now is, what the world must be told, and the
 * timers that follow. All of it in the caller's transaction, together or not at all.
 */
export async function record(tx: Db, fact: Fact): Promise<Answer> {
  const { locked, fresh, bodies, actor, policy } = fact;
  const before = locked?.incident ?? null;
  if (before !== null && bodies.length === 0) return { incident: before, events: [] };

  const now = notBefore(before, fact.now);
  const { incident, events } = stamp(before, bodies, actor, now);
  const chain = chainOf(locked?.head ?? genesis(incident.id), events);
  const head = chain.at(-1)!.hash; // There is at least one event.

  const effects = react(before, incident, events).flatMap((effect) =>
    newEffect(effect, incident, fresh?.reply ?? null),
  );
  await together(tx, [
    fresh === undefined
      ? updating(tx, incident, head, now)
      : inserting(tx, { incident, head, number: fresh.number, dedupeKey: fresh.dedupeKey, now }),
    ...appending(tx, incident.id, chain),
    ...enqueuing(incident, effects, now),
    ...replacing(incident, timersFor(incident, policy)),
  ]);
  await putErrands(tx, incident.workspaceId, errandsAfter(incident, events, policy), now);
  return { incident, events };
}

/** Gives events their numbers, their time and whose words they are, and folds them. */
export function stamp(before: Incident | null, bodies: EventBody[], actor: Actor, now: Date): Answer {
  let incident = before;
  const events: IncidentEvent[] = [];
  for (const body of bodies) {
    const event: IncidentEvent = {
      ...body,
      seq: (incident?.seq ?? 0) + 1,
      at: now.toISOString(),
      by: actor.person,
      via: actor.via,
      inRoom: actor.inRoom,
    };
    incident = evolve(incident, event);
    events.push(event);
  }
  if (incident === null) throw new Error("Nothing happened.");
  return { incident, events };
}

/** Replicas' clocks differ a little; within one incident time never runs backwards. */
function notBefore(incident: Incident | null, now: Date): Date {
  const last = incident?.timeline.at(-1)?.recordedAt;
  return last !== undefined && new Date(last) > now ? new Date(last) : now;
}

/** What a word would like to come after: the card is the first thing in a room, and the private answer carries the link. */
const placeAwaits = {
  room: ["status-card"],
  reply: ["issue"],
  "ops-alerts": [],
} as const satisfies Record<Place, readonly Surface[]>;

function newEffect(effect: Effect, incident: Incident, reply: Reply | null): NewEffect[] {
  if (effect.kind === "keep") {
    const { lane, needs, awaits } = surfaces[effect.surface];
    return [{ effect, lane, needs, awaits, reply: null }];
  }
  // Nobody waits for a private answer.
  if (effect.place === "reply" && reply === null) return [];
  const isInChannel = effect.place === "room" || (effect.place === "reply" && incident.opened.channel);
  return [
    {
      effect,
      lane: placeLane[effect.place],
      needs: isInChannel ? ["channel"] : [],
      awaits: placeAwaits[effect.place],
      reply: effect.place === "reply" ? reply : null,
    },
  ];
}
