/** What each kind of work needs. Tokens are minted with no more than this, for the one repository. */
const jobs = {
  issues: { issues: "write", metadata: "read" },
  branches: { contents: "write", metadata: "read" },
  pulls: { contents: "write", pull_requests: "write", metadata: "read" },
  changes: { contents: "read", deployments: "read", metadata: "read" },
  documents: { contents: "read", metadata: "read" },
  advisories: { repository_advisories: "write", metadata: "read" },
  checks: { checks: "write", statuses: "read", contents: "read", pull_requests: "read", metadata: "read" },
} as const satisfies Record<string, Record<string, "read" | "write">>;

export type Job = keyof typeof jobs;

/** Everything the App needs, and what is missing without it. */
export const neededPermissions: readonly {
  name: string;
  label: string;
  level: "read" | "write";
  without: string;
}[] = [
  { name: "issues", label: "Issues", level: "write", without: "no issue is filed for an incident" },
  {
    name: "contents",
    label: "Contents",
    level: "write",
    without: "no hotfix branch and no postmortem is written",
  },
  {
    name: "pull_requests",
    label: "Pull requests",
    level: "write",
    without: "no postmortem pull request is opened",
  },
  {
    name: "checks",
    label: "Checks",
    level: "write",
    without: "a pull request that changes the policy or brings in a postmortem is not checked",
  },
  {
    name: "statuses",
    label: "Commit statuses",
    level: "read",
    without: "what a CI says of a fix by commit statuses rather than by checks is not seen",
  },
  {
    name: "deployments",
    label: "Deployments",
    level: "read",
    without: "deployments are missing among what changed before an incident, and from its timeline",
  },
];

export const neededEvents: readonly { name: string; without: string }[] = [
  { name: "issues", without: "issues with the incident label open no incident, and edits are noticed late" },
  { name: "issue_comment", without: "commands in comments are heard only every five minutes" },
  { name: "pull_request", without: "a merged postmortem is noticed late, and so is a change of the policy" },
  { name: "check_run", without: "nobody sees in the incident whether the checks of a fix pass" },
  {
    name: "check_suite",
    without: "nobody sees in the incident whether the checks of a fix from a fork pass",
  },
  { name: "status", without: "nobody sees in the incident what commit statuses say of a fix" },
  { name: "deployment_status", without: "nobody sees in the incident where a fix is deployed" },
  { name: "label", without: "a label of incidents that somebody deletes comes back late" },
  { name: "repository", without: "a new name of the repository, or that it was archived, is noticed late" },
  { name: "push", without: "changes of the policy and of the on-call rota are noticed late" },
];

/** The rights of a job that the installation has: asking for one that it lacks would be refused as a whole. */
export function narrowed(job: Job, granted: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries<string>(jobs[job]).flatMap(([name, level]) => {
      const has = name === "metadata" ? "read" : granted[name];
      if (has === undefined) return [];
      return [[name, level === "write" && has === "read" ? "read" : level]];
    }),
  );
}
