import { createHash } from "node:crypto";
import type { CallLog } from "./calls.ts";
import type { FaultBook } from "./faults.ts";
import type { Dispatch } from "./gateway/dispatch.ts";
import type { Hub } from "./gateway/hub-parts.ts";
import type { RateBuckets } from "./rate-buckets.ts";
import { snowflakeAt } from "./snowflake.ts";
import type { Stopwatch } from "./stopwatch.ts";
import type { StoredFile, World } from "./world.ts";

/** Something no correct bot sends, or (by: "simulator") something this simulator should not have sent. */
export type Violation = {
  by: "bot" | "simulator";
  kind: "unknown-route" | "unknown-field" | "schema" | "json" | "answer-schema" | "crash";
  route: string;
  detail: string;
  at: string;
};

/** What the running simulator passes around: the remembered world, and the parts that have a life. */
export type Core = {
  world: World;
  /** Attachment bytes by sha256. */
  bytes: Map<string, Uint8Array>;
  now: () => Date;
  baseUrl: () => string;
  violations: Violation[];
  calls: CallLog;
  faults: FaultBook;
  rates: RateBuckets;
  hub: Hub;
  /** The three seconds of each interaction of this process. */
  firstAnswers: Map<string, Stopwatch>;
  /** Told whenever an interaction or one of its messages changed. */
  interactionListeners: Set<(interactionId: string) => void>;
  changeListeners: Set<() => void>;
  pending: { dispatches: Dispatch[]; touched: Set<string> };
  isDirty: boolean;
  isDown: boolean;
  latencyMs: number;
  persist: () => void;
};

export function nextId(core: Core): string {
  core.world.counter += 1;
  core.isDirty = true;
  return snowflakeAt(core.now(), core.world.counter);
}

export function emit(core: Core, dispatch: Dispatch): void {
  core.isDirty = true;
  core.pending.dispatches.push(dispatch);
}

/**
 * Makes what was done durable, and only then tells the gateway: nobody may hear of something a
 * kill -9 could still undo. Everything that changes the world ends with this.
 */
export function commit(core: Core): void {
  if (!core.isDirty) return;
  core.isDirty = false;
  core.persist();
  const { dispatches, touched } = core.pending;
  core.pending = { dispatches: [], touched: new Set() };
  for (const dispatch of dispatches) core.hub.dispatch(dispatch);
  for (const id of touched) for (const listener of core.interactionListeners) listener(id);
  for (const listener of core.changeListeners) listener();
}

export function keepFile(
  core: Core,
  file: { name: string; contentType: string; bytes: Uint8Array },
): StoredFile {
  const sha256 = createHash("sha256").update(file.bytes).digest("hex");
  const stored = {
    id: nextId(core),
    name: file.name,
    contentType: file.contentType,
    sha256,
    size: file.bytes.length,
  };
  core.bytes.set(sha256, file.bytes);
  core.world.files[stored.id] = stored;
  return stored;
}
