import type { Effect, Lane, Place, Remote, Surface } from "@muster/incident";
import { sql, type SQL } from "../drizzle.ts";
import type { Reply } from "../words.ts";

/** One row of the outbox. */
export type EffectRow = {
  key: string;
  workspaceId: string;
  incidentId: string;
  lane: Lane;
  effect: Effect;
  version: number;
  sentVersion: number | null;
  attempts: number;
  faults: number;
  dueAt: Date;
  /** Since when it waits, whatever was put off since. */
  wantedAt: Date;
  remote: Remote | null;
  reply: Reply | null;
  lastError: string | null;
  givenUp: { why: string; fix: string } | null;
};

type Raw = {
  key: string;
  workspace_id: string;
  incident_id: string;
  lane: Lane;
  kind: Effect["kind"];
  surface: Surface | null;
  place: Place | null;
  seq: number | null;
  version: number;
  sent_version: number | null;
  attempts: number;
  faults: number;
  due_at: string;
  wanted_at: string;
  remote: Remote | null;
  reply: Reply | null;
  last_error: string | null;
  given_up: { why: string; fix: string } | null;
};

/** The columns that `readRow` reads, of the effects named `e`. */
export const rowColumns: SQL = sql.raw(
  [
    "key workspace_id incident_id lane kind surface place seq version sent_version",
    "attempts faults due_at wanted_at remote reply last_error given_up",
  ]
    .join(" ")
    .split(" ")
    .map((column) => `e.${column}`)
    .join(", "),
);

export function readRow(row: Record<string, unknown>): EffectRow {
  const raw = row as Raw; // Exactly `rowColumns` was selected.
  return {
    key: raw.key,
    workspaceId: raw.workspace_id,
    incidentId: raw.incident_id,
    lane: raw.lane,
    // A `keep` always has its surface, a `say` its place and seq: the engine writes no others.
    effect:
      raw.kind === "keep"
        ? { kind: "keep", surface: raw.surface! }
        : { kind: "say", place: raw.place!, seq: raw.seq! },
    version: raw.version,
    sentVersion: raw.sent_version,
    attempts: raw.attempts,
    faults: raw.faults,
    dueAt: new Date(raw.due_at),
    wantedAt: new Date(raw.wanted_at),
    remote: raw.remote,
    reply: raw.reply,
    lastError: raw.last_error,
    givenUp: raw.given_up,
  };
}
