import type { Result } from "@muster/kernel";

/** One problem that a monitor sees, in our words. Texts are cleaned and capped, but still somebody else's: neutralise them where they are shown. */
export type Signal = {
  /** The same problem has the same key for as long as it lasts, however often it is reported. */
  key: string;
  title: string;
  description: string | null;
  state: "firing" | "over";
  /** ISO 8601 UTC; null when the source does not say. */
  startedAt: string | null;
  endedAt: string | null;
  /** As the source wrote it; null when it knows no severities. */
  severityRaw: string | null;
  /** What policy rules match on. `source` is always the name of the source. */
  labels: Record<string, string>;
  url: string | null;
  runbookUrl: string | null;
};

/** What one request told. */
export type Batch = {
  /** Signals of one group belong to one incident. Null: each signal stands alone. */
  groupKey: string | null;
  /** `over` closes every signal of the group, also those that were never listed. Null without a group. */
  groupState: "firing" | "over" | null;
  title: string;
  /** Empty when the request was a test, a heartbeat or a plain report. */
  signals: Signal[];
  /** How many signals there are beyond the listed ones. */
  truncated: number;
  /** What all signals have in common. */
  labels: Record<string, string>;
};

/** Why a request was not understood, and what to send instead. Plain text for the person who set the source up. */
export type Misread = { kind: "too-large" | "unreadable"; because: string; fix: string };

/** A request as it came. Header names are in lower case. */
export type Incoming = {
  headers: Record<string, string | undefined>;
  body: Uint8Array;
  contentType: string | null;
  receivedAt: Date;
};

export type Source = {
  name: string;
  /** How to point this source at Muster, in one line. */
  docs: string;
  read(incoming: Incoming): Result<Batch, Misread>;
  /** The body as it may be stored and shown: without the passwords that some sources send along. `read` understands it as before. */
  redact(body: Uint8Array): Uint8Array;
};

/** Alertmanager sends whole groups; 100,000 alerts in 20 groups were measured at 3.5 MB a body. */
export const bodyMax = 8 * 1024 * 1024;
export const titleMax = 200;
export const descriptionMax = 2_000;
export const keyMax = 300;
export const labelsMax = 64;
export const labelNameMax = 100;
export const labelValueMax = 300;
export const urlMax = 2_000;
/** Firing and ended signals are kept up to this many each; the rest is counted. */
export const signalsMax = 500;
