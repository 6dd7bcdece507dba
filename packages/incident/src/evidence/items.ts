import { no, yes, type Result } from "@muster/kernel";
import type { Incident } from "../incident.ts";
import type { Refusal } from "../refusal.ts";
import type { EvidenceItem, LegalHold } from "./vocabulary.ts";

/** The piece of evidence by its id, in any case. */
export function findEvidence({ evidence }: Incident, asked: string): Result<EvidenceItem, Refusal> {
  const wanted = asked.trim().toUpperCase();
  const item = evidence.items.find(({ id }) => id === wanted);
  return item === undefined
    ? no({ because: "unknown-evidence", asked, items: evidence.items.map(({ id }) => id) })
    : yes(item);
}

/** The holds that nobody has lifted. One whose time is over still stands here until somebody says that it is. */
export function openHolds({ evidence }: Incident): LegalHold[] {
  return evidence.holds.filter(({ lifted }) => lifted === null);
}
