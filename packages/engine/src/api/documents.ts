import type { PolicyProblem } from "@muster/store";

/** A file's text. Null: there is no such file. `unreadable` says why a file that is there has no text: "is larger than 1 MB". */
export type FoundText = string | null | { unreadable: string };

export type DocumentsApi = {
  /**
   * Keeps what the repository says. A policy that cannot be used leaves the last good one in force, and #ops-alerts is told of it once
   * for each change, and once when it is good again.
   */
  put(
    workspaceId: string,
    path: string,
    found: FoundText,
    commit: string | null,
  ): Promise<{ problems: PolicyProblem[] }>;
  get(
    workspaceId: string,
    path: string,
  ): Promise<{ content: string; commit: string | null; unreadable: string | null } | null>;
};

export type BlobsApi = {
  put(bytes: Uint8Array, contentType: string | null): Promise<{ sha256: string; size: number }>;
  get(sha256: string): Promise<{ bytes: Uint8Array; contentType: string | null } | null>;
};
