import type { Part } from "../feature.ts";
import type { EvidenceCommand, EvidenceEvent, EvidenceRefusal, EvidenceReminder } from "./vocabulary.ts";

/** What is kept as evidence, and who has it. */
export const evidence: Part<EvidenceCommand, EvidenceEvent, EvidenceRefusal, EvidenceReminder> = {
  allowed: {},
  openToTheNamed: [],
  texts: {},
  decide: {},
  apply: {},
  tell: {},
  hearing: {},
  explain: {},
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps: () => [],
};
