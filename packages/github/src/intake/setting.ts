import type { Policy } from "@muster/policy";

/** What reading a webhook may look at besides the webhook. */
export type IntakeSetting = {
  policy: Policy;
  /** Our App's bot user, `slug[bot]`: no person can have brackets in a login. Null until GitHub could be asked. */
  botLogin: string | null;
  /** Repository paths that Muster caches. */
  documents: readonly string[];
};
