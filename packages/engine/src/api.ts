import type { Deliver, Lane, Person, Refusal, Workspace } from "@muster/incident";
import type { Attestation } from "@muster/insights";
import type { Result } from "@muster/kernel";
import type { BlobsApi, DocumentsApi } from "./api/documents.ts";
import type { InboxApi } from "./api/inbox.ts";
import type { LinksApi } from "./api/links.ts";
import type { ReadApi } from "./api/read.ts";
import type { CheckpointsApi, RecordApi } from "./api/record.ts";
import type { Answer, DeclareRequest, Declared, OrderRequest } from "./api/requests.ts";
import type { EffectsApi, ErrandsApi, Pending, RemotesApi, Worker } from "./api/work.ts";

export type { Reply, DeclareRequest, OrderRequest, Answer, Declared } from "./api/requests.ts";
export type { PolicyInForce, EffectState } from "./api/read.ts";
export type { NewInboxEntry, InboxHandler, InboxOptions } from "./api/inbox.ts";
export type { FoundIncident, Restored, Imported, ImportConflict } from "./api/record.ts";
export type { FoundText } from "./api/documents.ts";
export type { Log, EngineParts, Pending, Worker } from "./api/work.ts";

/** All that a process asks of the engine, by subject. */
export type Engine = {
  declare(request: DeclareRequest): Promise<Result<Declared, Refusal>>;
  order(request: OrderRequest): Promise<Result<Answer, Refusal>>;

  workspaces: {
    /** Makes the workspace known, or brings it up to date. `preset` holds until its repository has a policy file. */
    put(workspace: Workspace & { preset: string }): Promise<void>;
    list(): Promise<(Workspace & { preset: string })[]>;
  };

  read: ReadApi;

  people: {
    /** Remembers snapshots of humans, so that a Discord id leads to a GitHub login and back. */
    put(workspaceId: string, people: Person[]): Promise<void>;
  };

  links: LinksApi;

  documents: DocumentsApi;

  blobs: BlobsApi;

  remotes: RemotesApi;

  effects: EffectsApi;

  /** What named people judged of the team's maturity. Nothing is ever changed or taken away. */
  attestations: {
    add(workspaceId: string, attestation: Attestation): Promise<void>;
  };

  checkpoints: CheckpointsApi;

  record: RecordApi;

  inbox: InboxApi;

  errands: ErrandsApi;

  lanes: { work(lane: Lane, deliver: Deliver, options?: { concurrency?: number }): Worker };
  timers: { work(): Worker };

  /** Looks at the clock again now. Call it after moving a clock forward. */
  tick(): void;
  /** Resolves when nothing that can be done now is left, or when the limit (real time) is over. */
  settle(options: { limitMs: number }): Promise<{ settled: boolean; pending: Pending }>;
  pending(): Promise<Pending>;
  /** Stops all loops: no new work, running work ends (within a bound). The store stays open. */
  stop(): Promise<void>;
};
