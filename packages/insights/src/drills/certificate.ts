import { controls, type Line } from "./certificate-controls.ts";
import type { CertificateFacts } from "./certificate-facts.ts";

/** Where the ids come from. The words are ours; the page has its own. */
export const certificateSource = {
  name: "SEAL certification, incident response (SFC), revision 1.1 of 2026-04-17",
  url: "https://frameworks.securityalliance.org/certs/sfc-incident-response",
} as const;

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
