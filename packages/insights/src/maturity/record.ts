import type { Incident, IncidentEvent, Person } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { ItemId, MaturityLevel } from "./model.ts";

/** One incident as the report reads it. What counts is worked out from its events; the fold only says who may know of it. */
export type RecordedIncident = {
  incident: Incident;
  events: readonly IncidentEvent[];
  /** The policy that it was declared under. */
  policy: Policy;
  /** Where people can look it up. */
  links: { issue: string | null; room: string | null };
  /** What is wrong with its chain of hashes; null when it is whole. */
  fault: string | null;
};

export type PolicyVersionSeen = { policy: Policy; version: string; commit: string | null; loadedAt: Date };

/** A named person's judgement. It stands beside what was observed and never becomes it. */
export type Attestation = {
  item: ItemId;
  /** 0: that no level is reached. */
  level: 0 | MaturityLevel;
  note: string;
  by: Person;
  at: string;
};

/** All that the report is worked out from. */
export type MaturityRecord = {
  incidents: readonly RecordedIncident[];
  /** Every version of the policy that was in force. */
  policies: readonly PolicyVersionSeen[];
  /** Names on the rota as it is now, each once. */
  rota: readonly string[];
  /** How many checkpoints were signed. */
  checkpoints: number;
  /** Every one that was ever made, the oldest first. */
  attestations: readonly Attestation[];
  /** Snapshots of people, so that two accounts of one person count once. */
  people: readonly Person[];
  /** Older incidents that were too many to read. */
  unread: number;
};
