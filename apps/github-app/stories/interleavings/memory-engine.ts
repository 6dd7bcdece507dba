import type { Engine } from "@muster/engine";
import {
  decide,
  evolve,
  react,
  type Actor,
  type Command,
  type Incident,
  type IncidentEvent,
  type Remotes,
  type Surface,
} from "@muster/incident";
import { policy, setting } from "@muster/incident/testing";
import { no, yes } from "@muster/kernel";

/** One incident on record, in memory: decided, folded and told of by the real core. */
export type Memory = {
  incident: Incident;
  remotes: Remotes;
  /** What must be told, and how often that was tried. */
  due: Map<Surface, number>;
  engine: Engine;
  order(command: Command, actor: Actor): boolean;
};

const kept: readonly Surface[] = ["issue", "action-issues", "tracker"];

export function createMemory(story: { incident: Incident }, now: () => Date): Memory {
  const done = new Set<string>();
  const documents = new Map<string, { content: string | null; commit: string | null }>();

  const all: IncidentEvent[] = [];
  const memory: Omit<Memory, "engine"> = {
    incident: story.incident,
    remotes: {},
    due: new Map([["issue", 1]]),
    order(command, actor) {
      const before = memory.incident;
      const said = decide(before, { command, actor }, setting, now());
      if (!said.ok) return false;
      const events = said.value.map((body, index): IncidentEvent => ({
        ...body,
        seq: before.seq + index + 1,
        at: now().toISOString(),
        by: actor.person,
        via: actor.via,
        inRoom: actor.inRoom,
      }));
      all.push(...events);
      memory.incident = events.reduce<Incident>(evolve, before);
      for (const effect of react(before, memory.incident, events))
        if (effect.kind === "keep" && kept.includes(effect.surface)) wake(effect.surface);
      return true;
    },
  };

  /** An earlier try that nobody knows the end of still counts. */
  const wake = (surface: Surface): void => void memory.due.set(surface, memory.due.get(surface) ?? 1);

  const engine = {
    read: {
      policy: () => Promise.resolve({ policy, version: "v1", problems: [] }),
      people: () => Promise.resolve([]),
      events: () => Promise.resolve(all),
      byId: () => Promise.resolve(memory.incident),
      byRef: (_: string, ref: string) =>
        Promise.resolve(ref === memory.incident.ref ? memory.incident : null),
      byRemote: (_: string, surface: Surface, id: string) =>
        Promise.resolve(memory.remotes[surface]?.id === id ? memory.incident : null),
      remotes: () => Promise.resolve(memory.remotes),
    },
    links: { ofGithub: () => Promise.resolve(null) },
    errands: { put: () => Promise.resolve() },
    documents: {
      get: (_: string, path: string) => Promise.resolve(documents.get(path) ?? null),
      put: (_: string, path: string, content: string | null, commit: string | null) =>
        Promise.resolve(void documents.set(path, { content, commit })),
    },
    order: ({ command, actor, requestId }: Parameters<Engine["order"]>[0]) => {
      if (requestId !== null && done.has(requestId))
        return Promise.resolve(yes({ incident: memory.incident, events: [] }));
      if (!memory.order(command, actor)) return Promise.resolve(no({ because: "not-a-responder" }));
      if (requestId !== null) done.add(requestId);
      return Promise.resolve(yes({ incident: memory.incident, events: [] }));
    },
    remotes: {
      amend(...[, surface, id, change, options]: Parameters<Engine["remotes"]["amend"]>) {
        const remote = memory.remotes[surface];
        if (remote === undefined || remote.id !== id) return Promise.resolve(false);
        const changed = change(remote);
        if (changed !== null) memory.remotes = { ...memory.remotes, [surface]: changed };
        if (options.redeliver) wake(surface);
        return Promise.resolve(true);
      },
    },
  } as unknown as Engine;
  return Object.assign(memory, { engine });
}
