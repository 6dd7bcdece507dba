import type { InboxEntry } from "@muster/store";
import type { Worker } from "./work.ts";

export type NewInboxEntry = {
  source: string;
  deliveryId: string;
  headers: Record<string, string>;
  raw: Uint8Array;
  workspaceId: string | null;
};

/** Does what a stored delivery asks for. What it returns is kept as the outcome; throwing means trying again later. */
export type InboxHandler = (entry: InboxEntry) => Promise<string | void>;
export type InboxOptions = {
  concurrency?: number;
  /** Entries with the same key are worked in order of arrival, one at a time. Must be pure. */
  keyOf?: (entry: InboxEntry) => string | null;
};

export type InboxApi = {
  /** Durable when it resolves, so the door may answer. `known` means that this delivery was stored before. */
  put(entry: NewInboxEntry): Promise<"stored" | "known">;
  /** Those of the deliveries that were never stored here. */
  unknown(source: string, deliveryIds: readonly string[]): Promise<string[]>;
  work(source: string, handler: InboxHandler, options?: InboxOptions): Worker;
  /** What could not be worked after many tries, with the reason, the newest first. */
  parked(): Promise<InboxEntry[]>;
};
