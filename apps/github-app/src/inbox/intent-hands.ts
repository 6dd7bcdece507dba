import type { Engine, Log } from "@muster/engine";
import type { Github, Intent } from "@muster/github";
import type { KnownWorkspace } from "../known-workspace.ts";

/** What everything that GitHub asks for is done with. */
export type IntentHands = {
  engine: Engine;
  github: Github;
  log: Log;
  now: () => Date;
  refreshDocuments: (workspace: KnownWorkspace) => Promise<void>;
  /** Looks again what the App may do, after GitHub said that something changed. */
  checkInstallation: () => Promise<void>;
  /** Goes on in a repository that has another name now. */
  followRepository: (
    workspace: KnownWorkspace,
    intent: Extract<Intent, { do: "follow-repository" }>,
  ) => Promise<string>;
};
