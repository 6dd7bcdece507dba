import type { Remote, Surface } from "@muster/incident";
import { readPullMemory } from "./pull-memory.ts";
import type { SeenPull } from "./intake/intent.ts";

/** What Muster remembers of its pull request after news of it; old news change nothing. */
export function noticePull(remote: Remote, { state, updatedAt, url }: SeenPull): Remote {
  const memory = readPullMemory(remote);
  // Nothing undoes a merge, so late news of an earlier state must not either.
  if (memory === null || memory.state === "merged" || updatedAt < memory.updatedAt) return remote;
  return { ...remote, url, rendered: null, extra: { ...memory, state, updatedAt } };
}

export const pullSurface = ({ what }: Pick<SeenPull, "what">): Surface => what;
