import { custodyOf, type CustodyRow, type Incident } from "@muster/incident";
import { inline } from "../neutralise.ts";
import { none, table, type Slot } from "./slot.ts";

const stamp = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;

/** What is kept, and every hand that it went through. Notes of interviews stay in the record: they were told to one person. */
export const evidenceTables: Slot = ({ incident }) => {
  const { items } = incident.evidence;
  if (items.length === 0) return none;
  const list = table(
    ["No.", "What", "Source", "Collected", "sha256", "Kept at"],
    items.map(({ id, what, source, collectedAt, collectedBy, sha256, place }) => [
      id,
      what,
      source,
      `${stamp(collectedAt)}, ${collectedBy.name}`,
      sha256 ?? "unknown",
      place ?? "unknown",
    ]),
  );
  const corrections = items.flatMap(({ id, corrections }) =>
    corrections.map(
      ({ text, by, at }) => `- ${inline(`${id}, corrected ${stamp(at)} by ${by.name}: ${text}`)}`,
    ),
  );
  return [list, custodyTable(incident), corrections.join("\n")].filter((part) => part !== "").join("\n\n");
};

/** For pages that the public may read: nobody learns from them where evidence lies and who has it. */
export const evidenceList: Slot = ({ incident }) => {
  const { items } = incident.evidence;
  if (items.length === 0) return none;
  const list = table(
    ["No.", "What", "Source", "Collected", "sha256"],
    items.map(({ id, what, source, collectedAt, sha256 }) => [
      id,
      what,
      source,
      stamp(collectedAt),
      sha256 ?? "unknown",
    ]),
  );
  return `${list}\n\n_Where it is kept and who had it: /evidence list, inside Muster._`;
};

function custodyTable(incident: Incident): string {
  return table(
    ["No.", "When", "From", "To", "Why", "Place"],
    custodyOf(incident).map(({ item, at, from, to, reason, place, isPending }: CustodyRow) => [
      item,
      stamp(at),
      from?.name ?? "collected",
      isPending ? `${to.name} (not acknowledged)` : to.name,
      reason,
      place ?? "",
    ]),
  );
}

/** Who asked that nothing is deleted, why and until when. */
export function holdLines({ evidence }: Incident): string[] {
  return evidence.holds.map(({ id, authority, reason, until, by, at, lifted }) => {
    const end = until === null ? "until it is lifted" : `until ${stamp(until)}`;
    const over = lifted === null ? "" : `; lifted ${stamp(lifted.at)} by ${lifted.by.name}: ${lifted.reason}`;
    return `- ${inline(`${id}: ${authority}, ${end}, placed ${stamp(at)} by ${by.name}: ${reason}${over}`)}`;
  });
}
