/*
 * As much of GitHub as incidents touch, in memory: issues with their history, branches, pull requests and the webhooks of all that. It is
 * here so that thousands of orders can be tried; what GitHub really answers is the simulator's to know.
 */

export type HubUser = { id: number; login: string; type: "User" | "Bot" };
export type HubIssue = {
  id: number;
  number: number;
  title: string;
  body: string;
  state: "open" | "closed";
  state_reason: string | null;
  labels: string[];
  assignees: string[];
  created_at: string;
  updated_at: string;
  closed_at: string | null;
};
export type HubEvent = {
  id: number;
  issue: number;
  event: string;
  actor: HubUser;
  created_at: string;
  label?: { name: string };
};
export type HubPull = {
  number: number;
  branch: string;
  state: "open" | "closed";
  merged_at: string | null;
  updated_at: string;
};
export type Webhook = { event: string; payload: Record<string, unknown> };
export type IssueChange = Partial<
  Pick<HubIssue, "title" | "body" | "state" | "state_reason" | "labels" | "assignees">
>;

export const bot: HubUser = { id: 99, login: "muster[bot]", type: "Bot" };
export const repository = {
  id: 500,
  name: "protocol",
  full_name: "acme/protocol",
  html_url: "https://github.com/acme/protocol",
  default_branch: "main",
  private: false,
};
type Files = Record<string, string>;

export type Hub = ReturnType<typeof createHub>;

export function createHub(now: () => Date, files: Files) {
  let count = 0;
  const next = (): number => (count += 1);
  const nextOid = (): string => next().toString(16).padStart(40, "0");
  /** GitHub counts in whole seconds. */
  const at = (): string =>
    now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z");

  const issues: HubIssue[] = [];
  const history: HubEvent[] = [];
  const pulls: HubPull[] = [];
  const webhooks: Webhook[] = [];
  const first = nextOid();
  const commits = new Map<string, Files>([[first, files]]);
  const branches = new Map<string, string>([["main", first]]);

  const found = (number: number): HubIssue => {
    const issue = issues.find((one) => one.number === number);
    if (issue === undefined) throw new Error(`There is no issue ${number}.`);
    return issue;
  };

  function tell(issue: HubIssue, sender: HubUser, action: string, more: Record<string, unknown> = {}): void {
    webhooks.push({
      event: "issues",
      payload: { action, issue: shown(issue), repository, sender, ...more },
    });
  }

  function remember(
    issue: HubIssue,
    by: HubUser,
    event: string,
    more: { label?: { name: string }; assignee?: { login: string } } = {},
  ): void {
    history.push({ id: next(), issue: issue.number, event, actor: by, created_at: at(), ...more });
    tell(issue, by, event, more);
  }

  return {
    issues,
    history,
    pulls,
    webhooks,
    found,
    at,
    open(by: HubUser, { title, body, labels, assignees }: IssueChange): HubIssue {
      const issue: HubIssue = {
        id: next(),
        number: next(),
        title: title ?? "",
        body: body ?? "",
        state: "open",
        state_reason: null,
        labels: labels ?? [],
        assignees: assignees ?? [],
        created_at: at(),
        updated_at: at(),
        closed_at: null,
      };
      issues.push(issue);
      tell(issue, by, "opened");
      return issue;
    },
    update(number: number, by: HubUser, change: IssueChange): HubIssue {
      const issue = found(number);
      const before = { ...issue };
      const changes: Record<string, { from: string }> = {};
      Object.assign(issue, change, { updated_at: at() });
      if (change.state === "open") issue.state_reason = before.state === "closed" ? "reopened" : null;
      if (change.state === "closed" && before.state === "open") issue.closed_at = at();
      if (issue.state === "open") issue.closed_at = null;
      if (change.body !== undefined && change.body !== before.body) changes["body"] = { from: before.body };
      if (change.title !== undefined && change.title !== before.title)
        changes["title"] = { from: before.title };
      if (Object.keys(changes).length > 0) tell(issue, by, "edited", { changes });
      for (const name of issue.labels)
        if (!before.labels.includes(name)) remember(issue, by, "labeled", { label: { name } });
      for (const name of before.labels)
        if (!issue.labels.includes(name)) remember(issue, by, "unlabeled", { label: { name } });
      for (const login of issue.assignees)
        if (!before.assignees.includes(login)) remember(issue, by, "assigned", { assignee: { login } });
      for (const login of before.assignees)
        if (!issue.assignees.includes(login)) remember(issue, by, "unassigned", { assignee: { login } });
      if (issue.state !== before.state) remember(issue, by, issue.state === "open" ? "reopened" : "closed");
      return issue;
    },
    head: (branch: string): string | null => branches.get(branch) ?? null,
    branch: (name: string, oid: string): void => void branches.set(name, oid),
    /** A branch stands that holds something which is not proposed yet. */
    isProposing: (): boolean =>
      [...branches.keys()].some((name) => name !== "main" && !pulls.some(({ branch }) => branch === name)),
    read: (oid: string, path: string): string | null => commits.get(oid)?.[path] ?? null,
    filesAt: (oid: string): Files => commits.get(oid) ?? {},
    commit(branch: string, by: HubUser, change: Files): void {
      const before = branches.get(branch) ?? first;
      const after = nextOid();
      commits.set(after, { ...commits.get(before), ...change });
      branches.set(branch, after);
      const author = { username: by.login };
      const commit = { id: after, message: "", url: "", timestamp: at(), added: [], removed: [], author };
      const url = `${repository.html_url}/commit/${after}`;
      webhooks.push({
        event: "push",
        payload: {
          ref: `refs/heads/${branch}`,
          before,
          after,
          commits: [{ ...commit, modified: Object.keys(change) }],
          head_commit: { ...commit, url, modified: Object.keys(change) },
          repository: { ...repository, pushed_at: Math.floor(now().getTime() / 1_000) },
          sender: by,
        },
      });
    },
    propose(branch: string): HubPull {
      const pull: HubPull = { number: next(), branch, state: "open", merged_at: null, updated_at: at() };
      pulls.push(pull);
      return pull;
    },
    /** All that the branch holds becomes the default branch's; the push names the commits of whoever wrote them. */
    merge(pull: HubPull, by: HubUser): void {
      const oid = branches.get(pull.branch) ?? first;
      const before = branches.get("main") ?? first;
      Object.assign(pull, { state: "closed", merged_at: at(), updated_at: at() });
      branches.set("main", oid);
      const commit = { id: oid, message: "", url: "", timestamp: at(), added: [], removed: [] };
      const modified = Object.keys(commits.get(oid) ?? {});
      webhooks.push({
        event: "push",
        payload: {
          ref: "refs/heads/main",
          before,
          after: oid,
          commits: [{ ...commit, modified, author: { username: bot.login } }],
          head_commit: { ...commit, url: `${repository.html_url}/commit/${oid}`, modified },
          repository: { ...repository, pushed_at: Math.floor(now().getTime() / 1_000) },
          sender: by,
        },
      });
    },
  };
}

/** An issue as GitHub's answers and webhooks show it. */
export function shown(issue: HubIssue): Record<string, unknown> & { number: number } {
  return {
    ...structuredClone(issue),
    node_id: `I_${issue.id}`,
    labels: issue.labels.map((name) => ({ name })),
    assignees: issue.assignees.map((login) => ({ login })),
    html_url: `${repository.html_url}/issues/${issue.number}`,
    repository_url: "https://api.github.com/repos/acme/protocol",
    user: bot,
    author_association: "NONE",
    milestone: null,
  };
}
