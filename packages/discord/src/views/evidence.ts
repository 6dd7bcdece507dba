import type { EvidenceEvent, EvidenceReminder } from "@muster/incident";
import type { PartView } from "./part.ts";

/** What is kept as evidence, in words. */
export const evidenceView: PartView<EvidenceEvent, EvidenceReminder> = {
  words: {},
  reminders: {},
  card: () => [],
  buttons: () => [],
  presses: {},
};
