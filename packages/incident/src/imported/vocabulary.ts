import type { Severity } from "@muster/policy";
import type { Anchor, AnchorName } from "../origin.ts";

/* An incident that was over before Muster knew of it, as a file tells it. */

/** What the file is called, and what was in it: the same file twice is one incident. */
export type ImportedFile = {
  /** What it is known by, `R1` or a slug. */
  key: string;
  slug: string | null;
  org: string | null;
  certainty: string | null;
  /** SHA-256 of what was read. Another one under the same key is another telling of the same incident. */
  digest: string;
};

export type ImportedEvent = {
  type: "imported";
  file: ImportedFile;
  severity: Severity | null;
  /** Those that the file tells. The others stay unknown. */
  anchors: Partial<Record<AnchorName, Anchor>>;
  /** When somebody took the lead, and when the postmortem came out. */
  leader: Anchor | null;
  published: Anchor | null;
  mitigation: string | null;
  resolution: string | null;
  sources: string[];
  /** What the file leaves open or tells in two ways, in sentences. */
  told: string[];
  /** Said when the incident was on record already and this telling is another one: what it changes, in sentences. */
  changes?: string[];
};

/** Plain JSON, as it is stored with the incident; null for every other one. */
export type ImportedState = Pick<ImportedEvent, "file" | "leader" | "published"> | null;
