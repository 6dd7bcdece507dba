import type { Policy } from "@muster/policy";
import type { Person } from "./person.ts";

/** What a decision may look at besides the incident itself. */
export type Setting = {
  policy: Policy;
  policyVersion: string;
  /** Who is on call now: primary, secondary, tertiary … Empty when the rota names nobody. */
  onCall: Person[];
};
