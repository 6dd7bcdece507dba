import type {
  Actor,
  Anchor,
  Audience,
  Command,
  Declaration,
  Deliver,
  DiscordAccount,
  DoErrand,
  Effect,
  GithubAccount,
  Incident,
  IncidentEvent,
  Lane,
  Link,
  LinkOffer,
  LinkRefusal,
  NewErrand,
  Person,
  Refusal,
  Remote,
  Remotes,
  Replay,
  RestoredEvent,
  Source,
  Status,
  Surface,
  Workspace,
} from "@muster/incident";
import type {
  Attestation,
  Grouping,
  MaturityRecord,
  MetricsReport,
  PastIncident,
  Selection,
} from "@muster/insights";
import type { Clock, Result } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import type {
  ChainedEvent,
  ErrandRow,
  Found,
  InboxEntry,
  PolicyProblem,
  PolicyVersion,
  RecordEntry,
  Signer,
  Store,
  StoredCheckpoint,
  Vouched,
} from "@muster/store";

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

/** A private answer that may still be edited for a while: the interaction's token, and until when Discord takes it. */
export type Reply = { applicationId: string; token: string; expiresAt: string };

export type DeclareRequest = {
  workspaceId: string;
  declaration: Declaration;
  actor: Actor;
  /** Unique for each interaction or delivery. The same id again gives the same answer and does nothing. Null: never repeated. */
  requestId: string | null;
  /** What this is about, such as `alert:alertmanager:<key>` or `message:<id>`: an open incident with the same key is joined. */
  sameAs: string | null;
  reply: Reply | null;
};

export type OrderRequest = {
  workspaceId: string;
  incident: { id: string } | { ref: string };
  command: Command;
  actor: Actor;
  requestId: string | null;
};

export type Answer = { incident: Incident; events: IncidentEvent[] };
/** `isNew` is false when an incident that says the same was joined. */
export type Declared = Answer & { isNew: boolean };

export type PolicyInForce = {
  policy: Policy;
  version: string;
  /** What is wrong or odd about the policy file as it was last read. One that is no warning means that an older policy is in force. */
  problems: PolicyProblem[];
};

/** One effect as doctor and `show` tell it. */
export type EffectState = {
  key: string;
  effect: Effect;
  lane: Lane;
  state: "sent" | "due" | "waiting" | "given-up";
  attempts: number;
  dueAt: Date;
  remote: Remote | null;
  lastError: string | null;
  givenUp: { why: string; fix: string } | null;
};

/** A file's text. Null: there is no such file. `unreadable` says why a file that is there has no text: "is larger than 1 MB". */
export type FoundText = string | null | { unreadable: string };

/** What still waits, by lane. `due` could be done now, `later` was put off after trouble, `blocked` waits for another effect. */
export type Pending = {
  lanes: Record<Lane, { due: number; later: number; blocked: number; givenUp: number }>;
  timers: number;
  inbox: number;
  parked: number;
};

/** A loop at work. `stop` takes no new work and resolves when what is running has ended or its time is over. */
export type Worker = { stop(): Promise<void> };

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
  /** `told-otherwise`: it is on record, and this file tells it in other words or with other times. It is left as it is. */
  was: "new" | "known" | "told-otherwise";
  /** What the file leaves open, in sentences. */
  told: string[];
};

/** A file whose id another incident has: one on record, by its ref, or of another file, by its place in the list. */
export type ImportConflict = { place: number; key: string; with: string | number };

export type Engine = {
  declare(request: DeclareRequest): Promise<Result<Declared, Refusal>>;
  order(request: OrderRequest): Promise<Result<Answer, Refusal>>;

  workspaces: {
    /** Makes the workspace known, or brings it up to date. `preset` holds until its repository has a policy file. */
    put(workspace: Workspace & { preset: string }): Promise<void>;
    list(): Promise<(Workspace & { preset: string })[]>;
  };

  read: {
    policy(workspaceId: string): Promise<PolicyInForce>;
    /** Every policy that was in force, the one that came last first. */
    policies(workspaceId: string): Promise<PolicyVersion[]>;
    /** The policy that an incident was declared under. */
    policyOf(incident: Incident): Promise<Policy>;
    /*
     * Lists and names tell an audience only what it may know of. Whoever says nothing asks for everybody: no restricted incident
     * comes out by forgetting. `byId` and `byRemote` are for those who hold an id that only the incident's own places carry.
     */
    /** Open and mitigated, the newest first. */
    open(workspaceId: string, audience?: Audience): Promise<Incident[]>;
    /** A page, the newest first. `before` is the ref of the last one of the page before. */
    list(
      workspaceId: string,
      options: { before?: string; limit: number; status?: Status[]; audience?: Audience },
    ): Promise<Incident[]>;
    byRef(workspaceId: string, ref: string, audience?: Audience): Promise<Incident | null>;
    byId(incidentId: string): Promise<Incident | null>;
    byRemote(workspaceId: string, surface: Surface, remoteId: string): Promise<Incident | null>;
    /** For autocomplete: by the start of a ref or by words of the title; open ones first, then the newest. At most 25. */
    complete(workspaceId: string, text: string, limit: number, audience?: Audience): Promise<Found[]>;
    /** Drills and roll-calls, the newest first. At most as many as anybody looks back at. */
    drills(workspaceId: string): Promise<Incident[]>;
    /** Those with action items left to be done, whatever their status, the newest first. */
    withOpenActions(workspaceId: string, audience?: Audience): Promise<Incident[]>;
    /** Those of which the public was told something, the newest first; of the restricted ones those that were disclosed. */
    withPublicWords(workspaceId: string): Promise<Incident[]>;
    /** Every incident that the audience may know of, as figures, scores and reports read it. */
    past(workspaceId: string, audience?: Audience): Promise<PastIncident[]>;
    /** The figures of what the audience may know of. The same as `metricsOf` of `past`, however many incidents there are. */
    metrics(
      workspaceId: string,
      asked?: { audience?: Audience; selection?: Selection; by?: Grouping | null; now?: Date },
    ): Promise<MetricsReport>;
    events(incidentId: string): Promise<IncidentEvent[]>;
    /** The record with its hashes, for exports and `verify`. */
    chain(incidentId: string): Promise<ChainedEvent[]>;
    /** Where the incident itself says that its record ends, so that a cut tail shows. */
    head(incidentId: string): Promise<{ seq: number; hash: string } | null>;
    remotes(incidentId: string): Promise<Remotes>;
    effects(incidentId: string): Promise<EffectState[]>;
    timers(incidentId: string): Promise<{ name: string; dueAt: Date }[]>;
    people(workspaceId: string): Promise<Person[]>;
    /** Who is on call now: primary, secondary … */
    onCall(workspaceId: string): Promise<Person[]>;
    /**
     * All that the maturity report is worked out from, restricted incidents among it: `maturityReport` counts those that its audience may
     * know of.
     */
    maturity(workspaceId: string): Promise<MaturityRecord>;
    /** By how much each lane is behind. */
    lagMs(): Promise<Record<Lane, number>>;
  };

  people: {
    /** Remembers snapshots of humans, so that a Discord id leads to a GitHub login and back. */
    put(workspaceId: string, people: Person[]): Promise<void>;
  };

  /** Which account on GitHub belongs to which in Discord, by the word of both. See packages/incident/src/identity/link.ts. */
  links: {
    /** A code for somebody in Discord, good for one GitHub account. `reply` hears of it when it was used. */
    offer(
      workspaceId: string,
      account: DiscordAccount,
      login: string,
      reply: Reply | null,
    ): Promise<Result<{ code: string; login: string; expiresAt: string }, LinkRefusal>>;
    /** Somebody on GitHub shows a code. */
    redeem(workspaceId: string, github: GithubAccount, code: string): Promise<Result<Link, LinkRefusal>>;
    /** Somebody on GitHub says who they are in Discord; the other must agree there. */
    ask(
      workspaceId: string,
      github: GithubAccount,
      username: string,
    ): Promise<Result<{ expiresAt: string }, LinkRefusal>>;
    /** Null: they said no. */
    answer(
      workspaceId: string,
      account: DiscordAccount,
      question: number,
      isYes: boolean,
    ): Promise<Result<Link | null, LinkRefusal>>;
    show(
      workspaceId: string,
      account: DiscordAccount,
    ): Promise<{ link: Link | null; questions: LinkOffer[] }>;
    end(
      workspaceId: string,
      whose: { discordId: string } | { githubId: number },
    ): Promise<Result<Link, LinkRefusal>>;
    /** The link of a GitHub account, by its id; a new login is remembered. */
    ofGithub(workspaceId: string, github: GithubAccount): Promise<Link | null>;
  };

  documents: {
    /**
     * Keeps what the repository says. A policy that cannot be used leaves the last good one in force, and #ops-alerts is told of it once
     * for each change, and once when it is good again.
     */
    put(
      workspaceId: string,
      path: string,
      found: FoundText,
      commit: string | null,
    ): Promise<{ problems: PolicyProblem[] }>;
    get(
      workspaceId: string,
      path: string,
    ): Promise<{ content: string; commit: string | null; unreadable: string | null } | null>;
  };

  blobs: {
    put(bytes: Uint8Array, contentType: string | null): Promise<{ sha256: string; size: number }>;
    get(sha256: string): Promise<{ bytes: Uint8Array; contentType: string | null } | null>;
  };

  remotes: {
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

  effects: {
    /** Tries again what was given up, after people have mended the cause. Resolves to how many. */
    retry(workspaceId: string, incidentId?: string): Promise<number>;
  };

  /** What named people judged of the team's maturity. Nothing is ever changed or taken away. */
  attestations: {
    add(workspaceId: string, attestation: Attestation): Promise<void>;
  };

  /** What is signed each day about the ends of all records: see packages/store/src/record/checkpoint.ts. */
  checkpoints: {
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
  record: {
    export(
      workspaceId: string,
      options: { attachments: boolean },
      take: (entry: RecordEntry) => void | Promise<void>,
    ): Promise<void>;
    /** All of them or nothing. Throws `NotEmpty`. Check them before: what was changed is taken as it is. */
    restore(records: readonly Iterable<RecordEntry>[]): Promise<Restored[]>;
    /** What the repository tells of incidents that are not on record here. Resolves to those that were written down. */
    restoreFound(workspaceId: string, found: readonly FoundIncident[]): Promise<Incident[]>;
    /** Past incidents from files, all of them or none. Nobody hears of them, and what is known by its id already is left as it is. */
    importPast(
      workspaceId: string,
      replays: readonly Replay[],
    ): Promise<Result<Imported[], ImportConflict[]>>;
    /** No incident is called `INC-` and a number up to this one any more: somebody has seen these. */
    countFrom(workspaceId: string, number: number): Promise<void>;
  };

  inbox: {
    /** Durable when it resolves, so the door may answer. `known` means that this delivery was stored before. */
    put(entry: NewInboxEntry): Promise<"stored" | "known">;
    /** Those of the deliveries that were never stored here. */
    unknown(source: string, deliveryIds: readonly string[]): Promise<string[]>;
    work(source: string, handler: InboxHandler, options?: InboxOptions): Worker;
    /** What could not be worked after many tries, with the reason, the newest first. */
    parked(): Promise<InboxEntry[]>;
  };

  /** Work for a workspace rather than for one incident: see packages/incident/src/errand.ts. */
  errands: {
    /** Durable when it resolves. What is known by its key already, done or not, is left as it is. */
    put(workspaceId: string, errands: readonly NewErrand[]): Promise<void>;
    work(lane: Lane, doErrand: DoErrand): Worker;
    /** What is planned, waits or was given up; the oldest first. */
    open(workspaceId: string): Promise<ErrandRow[]>;
  };

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
