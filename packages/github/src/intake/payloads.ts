import { z } from "zod";

/*
 * Only the fields we use, of only the events we act on. GitHub adds and renames others, and its own examples do not match its
 * own schema, so nothing here may depend on a field that nobody reads.
 */

const user = z.object({ id: z.number(), login: z.string(), type: z.string().default("User") });

const repository = z.object({
  id: z.number(),
  name: z.string(),
  full_name: z.string(),
  html_url: z.string(),
  default_branch: z.string(),
  private: z.boolean(),
});

const issue = z.object({
  id: z.number(),
  node_id: z.string(),
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(["open", "closed"]).catch("open"),
  state_reason: z.string().nullish(),
  labels: z.array(z.object({ name: z.string() })).default([]),
  html_url: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  assignees: z.array(z.object({ login: z.string() })).default([]),
  user: user.nullish(),
  author_association: z.string().default("NONE"),
  /** GitHub calls pull requests issues too; theirs have this. */
  pull_request: z.unknown().optional(),
});

export const issuesPayload = z.object({
  action: z.string(),
  issue,
  label: z.object({ name: z.string() }).nullish(),
  assignee: z.object({ login: z.string() }).nullish(),
  changes: z
    .object({
      body: z.object({ from: z.string().nullish() }).nullish(),
      title: z.object({ from: z.string() }).nullish(),
      new_issue: z.object({ number: z.number(), html_url: z.string() }).nullish(),
      new_repository: z.object({ full_name: z.string() }).nullish(),
    })
    .nullish(),
  repository,
  sender: user,
});

export const issueCommentPayload = z.object({
  action: z.string(),
  issue: z.object({ number: z.number(), pull_request: z.unknown().optional() }),
  comment: z.object({
    id: z.number(),
    body: z.string().nullish(),
    user: user.nullish(),
    created_at: z.string(),
    updated_at: z.string(),
  }),
  repository,
  sender: user,
});

export const pullRequestPayload = z.object({
  action: z.string(),
  number: z.number(),
  pull_request: z.object({
    number: z.number(),
    html_url: z.string(),
    title: z.string(),
    body: z.string().nullish(),
    state: z.enum(["open", "closed"]),
    draft: z.boolean().default(false),
    merged: z.boolean().default(false),
    merged_by: user.nullish(),
    merge_commit_sha: z.string().nullish(),
    user: user.nullish(),
    updated_at: z.string(),
    head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ id: z.number() }).nullable() }),
    base: z.object({ ref: z.string() }),
  }),
  repository,
  sender: user,
});

const paths = z.array(z.string()).default([]);

export const pushPayload = z.object({
  ref: z.string(),
  before: z.string().default(""),
  after: z.string(),
  forced: z.boolean().default(false),
  deleted: z.boolean().default(false),
  commits: z
    .array(
      z.object({
        id: z.string().default(""),
        message: z.string().default(""),
        url: z.string().default(""),
        timestamp: z.string().default(""),
        added: paths,
        modified: paths,
        removed: paths,
        author: z.object({ username: z.string().nullish() }).nullish(),
      }),
    )
    .default([]),
  head_commit: z.object({ timestamp: z.string(), url: z.string() }).nullish(),
  /** Here, and only here, GitHub writes a time as seconds. */
  repository: repository.extend({ pushed_at: z.union([z.number(), z.string()]).nullish() }),
  sender: user.nullish(),
});

export const checkRunPayload = z.object({
  action: z.string(),
  check_run: z.object({
    head_sha: z.string(),
    app: z.object({ slug: z.string().nullish() }).nullish(),
    pull_requests: z.array(z.object({ number: z.number() })).default([]),
  }),
  repository,
});

export const checkSuitePayload = z.object({
  action: z.string(),
  check_suite: z.object({
    head_sha: z.string(),
    app: z.object({ slug: z.string().nullish() }).nullish(),
    pull_requests: z.array(z.object({ number: z.number() })).default([]),
  }),
  repository,
});

/** What a CI says of a commit that knows nothing of checks. It names no pull request. */
export const statusPayload = z.object({
  sha: z.string(),
  state: z.string(),
  repository,
  sender: user.nullish(),
});

export const deploymentStatusPayload = z.object({
  deployment: z.object({
    sha: z.string(),
    ref: z.string(),
    environment: z.string(),
    production_environment: z.boolean().nullish(),
  }),
  deployment_status: z.object({
    state: z.string(),
    environment: z.string().nullish(),
    environment_url: z.string().nullish(),
    target_url: z.string().nullish(),
    created_at: z.string(),
  }),
  repository,
  sender: user,
});

export const installationPayload = z.object({
  action: z.string(),
  installation: z.object({
    id: z.number(),
    account: z.object({ login: z.string() }).nullish(),
    updated_at: z.union([z.string(), z.number()]).nullish(),
  }),
  repositories_added: z.array(z.object({ full_name: z.string() })).nullish(),
  repositories_removed: z.array(z.object({ full_name: z.string() })).nullish(),
});

export const repositoryPayload = z.object({
  action: z.string(),
  repository: repository.extend({
    owner: z.object({ login: z.string() }).nullish(),
    updated_at: z.union([z.string(), z.number()]).nullish(),
  }),
  sender: user,
});

export const labelPayload = z.object({
  action: z.string(),
  label: z.object({ id: z.number(), name: z.string() }),
  changes: z.object({ name: z.object({ from: z.string() }).nullish() }).nullish(),
  repository,
  sender: user,
});

export type IssuesPayload = z.infer<typeof issuesPayload>;
export type IssueCommentPayload = z.infer<typeof issueCommentPayload>;
export type PullRequestPayload = z.infer<typeof pullRequestPayload>;
export type CheckRunPayload = z.infer<typeof checkRunPayload>;
export type CheckSuitePayload = z.infer<typeof checkSuitePayload>;
export type StatusPayload = z.infer<typeof statusPayload>;
export type DeploymentStatusPayload = z.infer<typeof deploymentStatusPayload>;
export type LabelPayload = z.infer<typeof labelPayload>;
export type PushPayload = z.infer<typeof pushPayload>;
export type InstallationPayload = z.infer<typeof installationPayload>;
export type RepositoryPayload = z.infer<typeof repositoryPayload>;
