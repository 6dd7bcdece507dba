import type { Call, Command, Info, Names, Repo, Seen } from "./answers.ts";

export type GithubPlace =
  | { tab: "issues"; number: number | null; shows: "open" | "closed" }
  | { tab: "pulls"; number: number | null }
  | { tab: "files"; path: string | null }
  | { tab: "branches" };

/** Something that a person did on this page, so that the calls which followed can be shown under it. */
export type Deed = { at: string; words: string };

export type State = {
  info: Info;
  me: string;
  /** The channel that each person has open. */
  openChannel: Record<string, string>;
  /** When each person last looked at a channel; those they never opened count from the page's start. */
  lookedAt: Record<string, string>;
  startedAt: string;
  seen: Seen;
  names: Names;
  commands: Command[];
  repoName: string;
  repo: Repo;
  place: GithubPlace;
  calls: Call[];
  deeds: Deed[];
  /** Messages that answer what this person just did: they are brought into sight. */
  answers: string[];
  /** How far the sandbox's clock is ahead of this computer's. */
  aheadMs: number;
};

let state: State | null = null;
const listeners = new Set<() => void>();
let isDrawing = false;

export function now(): State {
  if (state === null) throw new Error("Nothing was read yet.");
  return state;
}

export const hasState = (): boolean => state !== null;

export function start(first: State): void {
  state = first;
  draw();
}

export function change(part: Partial<State>): void {
  state = { ...now(), ...part };
  draw();
}

export function onChange(listener: () => void): void {
  listeners.add(listener);
}

/** Many changes in one turn are drawn once. */
function draw(): void {
  if (isDrawing) return;
  isDrawing = true;
  queueMicrotask(() => {
    isDrawing = false;
    for (const listener of listeners) listener();
  });
}

export function sandboxNow(): Date {
  return new Date(Date.now() + now().aheadMs);
}

export function recordDeed(words: string): void {
  change({ deeds: [...now().deeds, { at: sandboxNow().toISOString(), words }].slice(-200) });
}
