import type { Incident, Person } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { controls, type Line } from "./certificate-controls.ts";
import type { DrillScore } from "./score.ts";

/** Where the ids come from. The words are ours; the page has its own. */
export const certificateSource = {
  name: "SEAL certification, incident response (SFC), revision 1.1 of 2026-04-17",
  url: "https://frameworks.securityalliance.org/certs/sfc-incident-response",
} as const;

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

export type ControlAnswer = {
  /** Null: the page counts a control whose text Muster does not have. */
  id: string | null;
  title: string;
  state: "shown" | "partly" | "not-shown";
  lines: Line[];
};

/** Each control with what shows it. What has no evidence here is `not shown`, which is no judgement: others may know. */
export function certificate(facts: CertificateFacts): ControlAnswer[] {
  return controls.map(({ id, title, look }) => {
    const lines = look(facts);
    const shown = lines.filter(({ evidence }) => evidence !== null).length;
    const state = shown === 0 ? "not-shown" : shown === lines.length ? "shown" : "partly";
    return { id, title, state, lines };
  });
}
