/* Where and when things came from: instants, first words, files. */

/** How something can come to light. One list for every policy, so that figures can be compared. */
export const waysToFind = [
  "monitoring",
  "security-tool",
  "log-analysis",
  "team",
  "community",
  "partner",
  "bug-bounty",
  "audit",
] as const;
export type WayToFind = (typeof waysToFind)[number];

/** Separate instants that clocks and figures count from. There is no single "started at". */
export const anchorNames = [
  "started",
  "detected",
  "declared",
  "acknowledged",
  "rootCauseFound",
  "mitigated",
  "resolved",
] as const;
export type AnchorName = (typeof anchorNames)[number];

/**
 * `basis` says where the time comes from: the moment somebody told us, a message's id, an alert's own clock, a person's estimate, a file that
 * was imported. Of a `day` nobody knows the hour; `at` is its midnight, and no span can count from it.
 */
export type Anchor = {
  at: string;
  precision: "second" | "minute" | "approx" | "day";
  basis: "recorded" | "message" | "alert" | "estimate" | "file";
};

/** Where the first word came from. `ref` is the platform's own id or address. */
export type Source = {
  /** A `report` comes from somebody who is no responder: it waits until a responder says what it is. */
  kind: "command" | "message" | "alert" | "issue" | "report" | "import";
  ref: string | null;
  url: string | null;
  name: string | null;
  /** How it came to light, when whoever declared it said so. */
  foundBy?: WayToFind | null;
};

export type Attachment = { name: string; sha256: string; size: number; contentType: string | null };
