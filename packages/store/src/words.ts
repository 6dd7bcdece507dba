import type { Status } from "@muster/incident";

/** The private answer to whoever declared: the interaction's token, and until when Discord takes it. */
export type Reply = { applicationId: string; token: string; expiresAt: string };

/** One thing about a policy file that a person can put right. Lines and columns count from 1. */
export type PolicyProblem = {
  file: string;
  line: number;
  column: number;
  path: string;
  message: string;
  /** True for a contradiction that the policy can be followed in spite of; false for a fault that kept the file from being used. */
  isWarning: boolean;
};

/** One line of an autocomplete. */
export type Found = { id: string; ref: string; title: string; status: Status; levelId: string | null };

/** A stored delivery. `attempt` is 1 the first time. */
export type InboxEntry = {
  source: string;
  deliveryId: string;
  workspaceId: string | null;
  receivedAt: Date;
  headers: Record<string, string>;
  raw: Uint8Array;
  attempt: number;
  parkedWhy: string | null;
};
