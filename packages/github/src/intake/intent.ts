import type { Declaration } from "@muster/incident";
import type { OurPull } from "../branches.ts";
import type { Mentions } from "./mentions.ts";
import type { Said } from "./comments/read-comment.ts";

/** Somebody on GitHub, as GitHub names them. */
export type GithubUser = { id: number; login: string; isBot: boolean };

/** An issue as a webhook or a read showed it. `updatedAt` orders two of them; GitHub counts it in whole seconds. */
export type SeenIssue = {
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  labels: string[];
  assignees: string[];
  updatedAt: string;
  url: string;
};

/** What a webhook says that a person did to an issue. Only the issue's own history tells what that came to. */
export type IssueHint =
  | { is: "state" }
  | { is: "severity"; level: string }
  | { is: "our-label" }
  | { is: "assignee"; login: string };

/** A text as it was, and what somebody made of it. */
export type Edit = { from: string; to: string };

/** A pull request on a branch of ours. `ref` is the incident's, as the branch is named. */
export type SeenPull = {
  number: number;
  what: OurPull;
  ref: string;
  state: "open" | "closed" | "merged";
  updatedAt: string;
  url: string;
};

/** A comment that holds commands. */
export type HeardComment = {
  id: number;
  /** The issue's number, or the pull request's. */
  on: number;
  by: GithubUser;
  said: Said[];
  /** Everybody in the world may read what is answered. */
  isPublic: boolean;
  /** It was changed since it was written, so that nobody knows what stood there at first. */
  wasEdited: boolean;
  repositoryId: number;
};

/** A pull request that people opened. Whoever has a branch here may write here; of others GitHub must be asked. */
export type SeenWorkPull = {
  number: number;
  title: string;
  url: string;
  state: "open" | "closed" | "merged";
  branch: string;
  isBranchHere: boolean;
  head: string;
  author: string;
  mergedAs: string | null;
  mentions: Mentions;
  reverts: number | null;
  at: string;
};

export type SeenDeployment = {
  commit: string;
  ref: string;
  environment: string;
  isProduction: boolean;
  result: "success" | "failure";
  url: string | null;
  at: string;
};

export type SeenRevert = { commit: string; reverts: string; title: string; url: string; at: string };

export type ChangedPages = {
  /** Whose branch it is, where it is one incident's. */
  ref: string | null;
  /** The default branch, where the tracker counts; otherwise a branch that we made. */
  isDefault: boolean;
  before: string;
  after: string;
  paths: string[];
  /** Some of it, or all, may be what we wrote ourselves and somebody merged. */
  hasOurs: boolean;
  /** When it was pushed. */
  at: string;
  /** Null when nobody knows who it was. */
  by: GithubUser | null;
  url: string | null;
};

/** What a webhook asks Muster to do. Nothing is done by reading one. */
export type Intent =
  | {
      do: "declare";
      declaration: Declaration;
      sameAs: string;
      by: GithubUser;
      /** An issue form can set labels for anybody; then GitHub must be asked whether the person may work here. */
      mustCheck: boolean;
      /** Nothing is declared when this issue belongs to an incident already. */
      issue: SeenIssue;
    }
  /** A person closed, reopened, relabelled or assigned an issue. What it came to stands in the issue's history. */
  | { do: "follow-issue"; issue: SeenIssue; hint: IssueHint }
  | {
      do: "notice-issue";
      issue: SeenIssue;
      /** The body that our own edit replaced; null when the edit was not ours. */
      replacedByUs: string | null;
      /** The body that a person's edit replaced; null when there was none, or nobody knows. */
      was: string | null;
      /** Somebody's machine, ours or another: it is not argued with. */
      byBot: boolean;
      /** Who edited it; null when nobody knows. */
      by: GithubUser | null;
    }
  | { do: "hear-comment"; comment: HeardComment }
  /** Pages that hold action items were changed on a branch: the tracker, or a postmortem. */
  | { do: "follow-pages"; pages: ChangedPages }
  /** Something happened on the own issue of an action item. What, the issue itself tells. */
  | {
      do: "follow-action-issue";
      ref: string;
      id: string;
      number: number;
      /** It was closed or opened then, whatever it is now; `gone`: deleted or moved away. */
      did: "closed" | "reopened" | "gone" | null;
      /** Why it was closed, as GitHub has it. */
      reason: string | null;
      at: string;
      /** What the news are of, besides that it was closed or opened. What else differs was done before then. */
      about: "text" | "owner" | "date" | null;
      /** The texts before and after, where somebody edited them. */
      edit: { title: Edit | null; body: Edit | null };
      /** Null when nobody knows who it was. */
      by: GithubUser | null;
      url: string;
    }
  /** Our own edit of that issue ran over whatever stood there, which GitHub tells afterwards. */
  | { do: "rescue-on-action-issue"; ref: string; id: string; number: number; wrote: string; replaced: string }
  | { do: "notice-issue-gone"; number: number; where: string | null }
  | { do: "notice-pull"; pull: SeenPull }
  | { do: "publish-postmortem"; pull: SeenPull; base: string; repoUrl: string; by: GithubUser }
  /** A pull request of people's own, which may be a fix. */
  | { do: "note-pull"; pull: SeenWorkPull; by: GithubUser }
  /** Without numbers: whichever pull request has that commit as its head. */
  | { do: "look-at-checks"; head: string; pulls: number[] }
  | { do: "note-deployment"; deployment: SeenDeployment; by: GithubUser }
  | { do: "note-reverts"; reverts: SeenRevert[]; by: GithubUser }
  /** A pull request to the default branch may change the policy; only its list of files can tell. */
  | { do: "check-policy"; pull: number; head: string }
  /** It may bring in or change a postmortem; only its list of files can tell. `ref` is that of the incident whose own one it is. */
  | { do: "check-postmortem"; pull: number; head: string; ref: string | null }
  /** A pull request that may have to wait for action items. */
  | { do: "check-release"; pull: number; head: string; at: string }
  | { do: "refresh-documents" }
  /** A label of ours is gone from the repository, or has another name. */
  | { do: "restore-label"; lost: string; renamedTo: string | null; labelId: number; by: GithubUser }
  /** The repository has another name or owner. */
  | { do: "follow-repository"; to: { owner: string; name: string }; repositoryId: number; at: string }
  /** `key` says which happening this is, so that it is told once. */
  | { do: "check-installation"; what: string; fix: string | null; key: string };
