import type { SlotName } from "@muster/policy";
import { unknown } from "../plain-words.ts";
import { evidenceTables } from "./evidence.ts";
import { filingLines } from "./filings.ts";
import type { Slot } from "./slot.ts";

/** What is kept of it, what is owed for it, and what was learnt. */
export const after = {
  evidence: evidenceTables,
  filings: filingLines,
  feedback: () => "_Was detection slow? Was the response unclear? No answers recorded._",
  meeting: () => `Scheduled: ${unknown}`,
  fix: () => unknown,
} satisfies Partial<Record<SlotName, Slot>>;
