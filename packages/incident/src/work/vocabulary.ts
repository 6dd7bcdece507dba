/* Work on the repository that has to do with the incident: pull requests, checks, deployments, reverts, and what changed before it. */

export type PullState = "open" | "merged" | "closed";
export type ChecksResult = "passing" | "failing";

/** Something that happened in the repository. `at` is when it did there, ISO 8601. */
export type Work =
  | {
      is: "pull";
      number: number;
      title: string;
      url: string;
      state: PullState;
      branch: string;
      /** The commit that the merge made; null before that. */
      mergedAs: string | null;
      /** It comes from the incident's hotfix branch. */
      isHotfix: boolean;
      /** The pull request that it takes back. */
      reverts: number | null;
      at: string;
    }
  | {
      is: "checks";
      number: number;
      head: string;
      result: ChecksResult;
      failed: string[];
      url: string;
      at: string;
    }
  | {
      is: "deployment";
      /** The pull request whose change was deployed. */
      number: number;
      environment: string;
      isProduction: boolean;
      result: "success" | "failure";
      commit: string;
      url: string | null;
      at: string;
    }
  /** A commit on the default branch that takes another one back. */
  | { is: "revert"; commit: string; reverts: string; title: string; url: string; at: string };

/** A change that was made shortly before the incident was noticed. Nothing says that it is to blame. */
export type Suspect = {
  is: "commit" | "deployment";
  id: string;
  title: string;
  by: string;
  at: string;
  url: string | null;
};

export type Suspects = {
  from: string;
  until: string;
  /** The newest first. */
  list: Suspect[];
  /** How many more there were. */
  more: number;
  /** What could not be looked at, in words. */
  unread: string[];
};

export type WorkCommand =
  | { do: "note-work"; work: Work }
  | { do: "note-suspects"; found: Suspects }
  | { do: "look-for-suspects" };

export type WorkEvent =
  | { type: "work-seen"; work: Work }
  | { type: "suspects-listed"; found: Suspects }
  | { type: "suspects-wanted" };

export type KnownPull = Pick<
  Extract<Work, { is: "pull" }>,
  "number" | "title" | "url" | "state" | "branch" | "mergedAs" | "isHotfix" | "at"
> & {
  checks: { result: ChecksResult; head: string } | null;
  /** The last deployment of it, by environment. */
  deployments: Record<string, { result: "success" | "failure"; isProduction: boolean; commit: string }>;
};

/** Plain JSON, as it is stored with the incident. */
export type WorkState = {
  pulls: KnownPull[];
  /** Commits that took others back. */
  reverts: string[];
  /** How many lines of the timeline are about work. */
  count: number;
  suspects: Suspects | null;
};

export const freshWorkState: WorkState = { pulls: [], reverts: [], count: 0, suspects: null };
