import type { Delivery } from "./webhooks/delivery.ts";
import type { Permissions, Role } from "./permissions.ts";

/** Everything the simulator knows besides git: plain JSON, so it can be saved, compared and put back. */
export type World = {
  nextId: number;
  accounts: Account[];
  apps: App[];
  installations: Installation[];
  tokens: Token[];
  repos: Repo[];
  deliveries: Delivery[];
  /** Codes of people who are signing in somewhere. */
  codes?: SignInCode[];
};

export type SignInCode = {
  code: string;
  appId: number;
  login: string;
  redirectUri: string;
  /** PKCE, S256; null when the app sent none. */
  challenge: string | null;
  until: number;
};

export type Account = {
  id: number;
  login: string;
  name: string | null;
  kind: "User" | "Organization" | "Bot";
  /** Whose bot this is. */
  appId: number | null;
  createdAt: string;
};

export type App = {
  id: number;
  slug: string;
  name: string;
  owner: string;
  clientId: string;
  /** From the app's settings, where people may be sent back to, and the secret. */
  callbackUrls?: string[];
  clientSecret?: string;
  privateKey: string;
  publicKey: string;
  permissions: Permissions;
  events: string[];
  webhook: { id: number; url: string; secret: string } | null;
  createdAt: string;
};

export type Installation = {
  id: number;
  appId: number;
  account: string;
  permissions: Permissions;
  events: string[];
  /** `all` follows the account's repositories as they come and go. */
  repositories: "all" | number[];
  suspendedAt: string | null;
  suspendedBy: string | null;
  createdAt: string;
  updatedAt: string;
};

export type Token =
  | {
      kind: "installation";
      token: string;
      installationId: number;
      permissions: Permissions;
      /** Narrowed to these; null leaves all of the installation's. */
      repositories: number[] | null;
      expiresAt: string;
    }
  | { kind: "person"; token: string; login: string };

export type Repo = {
  /** What it was called before, as `owner/name`; GitHub forwards from there. */
  formerNames?: string[];
  id: number;
  owner: string;
  name: string;
  description: string | null;
  private: boolean;
  hasIssues: boolean;
  archived: boolean;
  defaultBranch: string;
  createdAt: string;
  updatedAt: string;
  pushedAt: string;
  collaborators: { login: string; role: Role }[];
  nextNumber: number;
  labels: Label[];
  milestones: Milestone[];
  issues: Issue[];
  /** Numbers that are no longer here; `movedTo` is the path of where the issue went, null when it was deleted. */
  gone: { number: number; movedTo: string | null }[];
  commitComments: number;
  checkRuns: CheckRun[];
  statuses: CommitStatus[];
  deployments: Deployment[];
  /** Left out in worlds that were saved before there were any. */
  advisories?: Advisory[];
};

export type Advisory = {
  ghsaId: string;
  summary: string;
  description: string;
  severity: "critical" | "high" | "medium" | "low" | null;
  vulnerabilities: {
    package?: { ecosystem: string; name?: string | null };
    vulnerable_version_range?: string | null;
  }[];
  state: "draft" | "triage" | "published" | "closed" | "withdrawn";
  author: string;
  createdAt: string;
  updatedAt: string;
  publishedAt: string | null;
};

export type Label = {
  id: number;
  name: string;
  color: string;
  description: string | null;
  isDefault: boolean;
};

export type Milestone = {
  id: number;
  number: number;
  title: string;
  description: string | null;
  state: "open" | "closed";
  creator: string;
  dueOn: string | null;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
};

export type StateReason = "completed" | "not_planned" | "duplicate" | "reopened";

/** An issue, or a pull request when `pull` is there: GitHub numbers and discusses both alike. */
export type Issue = {
  id: number;
  number: number;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: StateReason | null;
  author: string;
  /** Set when an app did it with its own token. */
  viaApp: number | null;
  labels: number[];
  assignees: string[];
  milestone: number | null;
  lock: { reason: string | null } | null;
  pinned: boolean;
  createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  comments: Comment[];
  reactions: Reaction[];
  events: IssueEvent[];
  parent: number | null;
  subIssues: number[];
  pull: Pull | null;
};

export type Comment = {
  id: number;
  author: string;
  viaApp: number | null;
  body: string;
  createdAt: string;
  updatedAt: string;
  reactions: Reaction[];
};

export const reactionContents = [
  "+1",
  "-1",
  "laugh",
  "confused",
  "heart",
  "hooray",
  "rocket",
  "eyes",
] as const;
export type Reaction = {
  id: number;
  user: string;
  content: (typeof reactionContents)[number];
  createdAt: string;
};

export type IssueEvent = {
  id: number;
  event: string;
  actor: string;
  createdAt: string;
  commitId: string | null;
  label?: { name: string; color: string };
  assignee?: string;
  milestone?: string;
  rename?: { from: string; to: string };
  lockReason?: string | null;
};

export type Pull = {
  id: number;
  head: { ref: string; sha: string };
  base: { ref: string; sha: string };
  isDraft: boolean;
  mergedAt: string | null;
  mergedBy: string | null;
  mergeCommit: string | null;
  maintainerCanModify: boolean;
  requestedReviewers: string[];
  reviews: Review[];
};

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "PENDING" | "DISMISSED";
export type Review = {
  id: number;
  author: string;
  body: string;
  state: ReviewState;
  commit: string;
  submittedAt: string | null;
};

export type CheckRun = {
  id: number;
  suiteId: number;
  appId: number | null;
  name: string;
  headSha: string;
  status: string;
  conclusion: string | null;
  externalId: string;
  detailsUrl: string | null;
  startedAt: string | null;
  completedAt: string | null;
  output: {
    title: string | null;
    summary: string | null;
    text: string | null;
    annotations: Annotation[];
  };
};

export type Annotation = {
  path: string;
  start_line: number;
  end_line: number;
  start_column?: number;
  end_column?: number;
  annotation_level: "notice" | "warning" | "failure";
  message: string;
  title?: string;
  raw_details?: string;
};

export type CommitStatus = {
  id: number;
  sha: string;
  state: "error" | "failure" | "pending" | "success";
  description: string | null;
  targetUrl: string | null;
  context: string;
  creator: string;
  createdAt: string;
};

export type Deployment = {
  id: number;
  sha: string;
  ref: string;
  task: string;
  environment: string;
  description: string | null;
  payload: Record<string, unknown> | string;
  isTransient: boolean;
  isProduction: boolean;
  creator: string;
  viaApp: number | null;
  createdAt: string;
  updatedAt: string;
  statuses: DeploymentStatus[];
};

export type DeploymentStatus = {
  id: number;
  state: string;
  description: string;
  environment: string;
  targetUrl: string;
  logUrl: string;
  environmentUrl: string;
  creator: string;
  viaApp: number | null;
  createdAt: string;
};

export function emptyWorld(): World {
  return { nextId: 1000, accounts: [], apps: [], installations: [], tokens: [], repos: [], deliveries: [] };
}
