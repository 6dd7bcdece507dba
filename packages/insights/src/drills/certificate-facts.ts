import type { Incident, Person } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { DrillScore } from "./drill-score.ts";

/** All that answers are worked out from: the policy, who is on call, and what was practised, the newest first. */
export type CertificateFacts = {
  policy: Policy;
  onCall: readonly Person[];
  /** The drill that is asked about. */
  drill: DrillScore;
  drills: readonly { incident: Incident; score: DrillScore }[];
  /** Whether the drill's record was found complete and as it was written; null where nobody looked. */
  isRecordWhole: boolean | null;
  now: Date;
};
