import type { Anchor, Incident, Remote, Replay, RestoredEvent, Source } from "@muster/incident";
import type { Result } from "@muster/kernel";
import type { RecordEntry, Signer, StoredCheckpoint, Vouched } from "@muster/store";

/** An incident as the repository still tells of it. */
export type FoundIncident = {
  identity: { id: string; ref: string; date: string; slug: string };
  title: string;
  isDrill: boolean;
  reporter: string | null;
  source: Source;
  /** When its issue was filed, at the latest. */
  declared: Anchor;
  /** So that the same issue opens no second one. */
  sameAs: string | null;
  told: Omit<RestoredEvent, "type">;
  remotes: Partial<Record<"issue" | "postmortem", Remote>>;
};

/** What came back from one export, and what did not. */
export type Restored = {
  workspaceId: string;
  /** How things stood then: whatever happened later is not in it. */
  exportedAt: string;
  incidents: number;
  entries: number;
  leftOut: { what: string; why: string }[];
};

/** One file: the incident that it became, or that it was before. */
export type Imported = {
  ref: string;
  title: string;
  /** `changed`: it is on record, and its file tells it in other words or with other times now. `told` says what that changed. */
  was: "new" | "known" | "changed";
  /** What the file leaves open, in sentences. */
  told: string[];
};

/** A file whose id another incident has: one on record, by its ref, or of another file, by its place in the list. */
export type ImportConflict = { place: number; key: string; with: string | number };

/** What is signed each day about the ends of all records: see packages/store/src/record/checkpoint.ts. */
export type CheckpointsApi = {
  /** The same day again gives the same one. Null: nothing happened that would be reason for one. */
  take(
    workspaceId: string,
    about: { day: string; signers: readonly [Signer, ...Signer[]] },
  ): Promise<StoredCheckpoint | null>;
  /** Those after a number, the oldest first. */
  after(workspaceId: string, number: number): Promise<StoredCheckpoint[]>;
  last(workspaceId: string): Promise<StoredCheckpoint | null>;
  /** The newest one that covers an incident, with the proof. */
  about(incident: Incident): Promise<Vouched | null>;
};

/** The whole record of a workspace, out of the database and into an empty one. */
export type RecordApi = {
  export(
    workspaceId: string,
    options: { attachments: boolean },
    take: (entry: RecordEntry) => void | Promise<void>,
  ): Promise<void>;
  /** All of them or nothing. Throws `NotEmpty`. Check them before: what was changed is taken as it is. */
  restore(records: readonly Iterable<RecordEntry>[]): Promise<Restored[]>;
  /** What the repository tells of incidents that are not on record here. Resolves to those that were written down. */
  restoreFound(workspaceId: string, found: readonly FoundIncident[]): Promise<Incident[]>;
  /** Past incidents from files, all of them or none. Nobody hears of them, and a file that is known already is told anew only where it has changed. */
  importPast(workspaceId: string, replays: readonly Replay[]): Promise<Result<Imported[], ImportConflict[]>>;
  /** No incident is called `INC-` and a number up to this one any more: somebody has seen these. */
  countFrom(workspaceId: string, number: number): Promise<void>;
};
