import type { DoErrand, Lane, NewErrand, Remote, Surface } from "@muster/incident";
import type { Clock } from "@muster/kernel";
import type { ErrandRow, Store } from "@muster/store";

/** What the engine writes about itself. Messages are constant, changing parts are fields; never tokens, bodies or what people wrote. */
export type Log = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

export type EngineParts = {
  store: Store;
  clock: Clock;
  log: Log;
  /** Called at each named point between doing and recording; a crash test throws or kills the process there. */
  failpoint?: (name: string) => void;
  /** 0 ≤ chance < 1, for the jitter of later attempts. */
  chance?: () => number;
  newId?: () => string;
};

/** What still waits, by lane. `due` could be done now, `later` was put off after trouble, `blocked` waits for another effect. */
export type Pending = {
  lanes: Record<Lane, { due: number; later: number; blocked: number; givenUp: number }>;
  timers: number;
  inbox: number;
  parked: number;
};

/** A loop at work. `stop` takes no new work and resolves when what is running has ended or its time is over. */
export type Worker = { stop(): Promise<void> };

export type RemotesApi = {
  /**
   * Writes down what a webhook tells about a thing that we keep; null from `change` means that the thing is gone. With
   * `redeliver` it is made to match the incident again. Resolves to whether such a thing is known.
   */
  amend(
    workspaceId: string,
    surface: Surface,
    remoteId: string,
    change: (remote: Remote) => Remote | null,
    options: { redeliver: boolean },
  ): Promise<boolean>;
};

export type EffectsApi = {
  /** Tries again what was given up, after people have mended the cause. Resolves to how many. */
  retry(workspaceId: string, incidentId?: string): Promise<number>;
};

/** Work for a workspace rather than for one incident: see packages/incident/src/errand.ts. */
export type ErrandsApi = {
  /** Durable when it resolves. What is known by its key already, done or not, is left as it is. */
  put(workspaceId: string, errands: readonly NewErrand[]): Promise<void>;
  work(lane: Lane, doErrand: DoErrand): Worker;
  /** What is planned, waits or was given up; the oldest first. */
  open(workspaceId: string): Promise<ErrandRow[]>;
};
