import type {
  Audience,
  Effect,
  Incident,
  IncidentEvent,
  Lane,
  Person,
  Remote,
  Remotes,
  Status,
  Surface,
} from "@muster/incident";
import type { Grouping, MaturityRecord, MetricsReport, PastIncident, Selection } from "@muster/insights";
import type { Policy } from "@muster/policy";
import type { ChainedEvent, Found, PolicyProblem, PolicyVersion } from "@muster/store";

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

export type ReadApi = {
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
    asked?: {
      audience?: Audience;
      selection?: Selection;
      by?: Grouping | null;
      now?: Date;
      /** Who carried what, too. */
      withLoad?: boolean;
    },
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
