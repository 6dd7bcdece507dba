import type { Octokit } from "@octokit/rest";

type At = { owner: string; repo: string };
type Answer = { status: number; data: unknown };

export type Step = {
  name: string;
  /** What GitHub documents. */
  status: number;
  run(octokit: Octokit, at: At): Promise<Answer>;
  /** Who is right, where that is documented. */
  why?: string;
};

const branch = "muster/opinion";

async function headOf(octokit: Octokit, at: At, name: string): Promise<string> {
  const { data } = await octokit.rest.git.getRef({ ...at, ref: `heads/${name}` });
  return data.object.sha;
}

/** The REST calls that Muster makes, as far as both know them, in an order in which each finds what it needs. */
export const steps: readonly Step[] = [
  { name: "read the repository", status: 200, run: (o, at) => o.rest.repos.get(at) },
  {
    name: "make a label",
    status: 201,
    run: (o, at) => o.rest.issues.createLabel({ ...at, name: "incident", color: "b60205" }),
  },
  {
    name: "make it again",
    status: 422,
    run: (o, at) => o.rest.issues.createLabel({ ...at, name: "incident", color: "b60205" }),
  },
  { name: "list labels", status: 200, run: (o, at) => o.rest.issues.listLabelsForRepo(at) },
  {
    name: "file an issue",
    status: 201,
    run: (o, at) => o.rest.issues.create({ ...at, title: "INC-1: x", body: "b", labels: ["incident"] }),
  },
  { name: "read it", status: 200, run: (o, at) => o.rest.issues.get({ ...at, issue_number: 1 }) },
  {
    name: "edit it",
    status: 200,
    run: (o, at) => o.rest.issues.update({ ...at, issue_number: 1, body: "c", labels: ["incident"] }),
  },
  {
    name: "close it",
    status: 200,
    run: (o, at) =>
      o.rest.issues.update({ ...at, issue_number: 1, state: "closed", state_reason: "completed" }),
  },
  {
    name: "reopen it",
    status: 200,
    run: (o, at) => o.rest.issues.update({ ...at, issue_number: 1, state: "open" }),
  },
  {
    name: "list issues by label",
    status: 200,
    run: (o, at) => o.rest.issues.listForRepo({ ...at, labels: "incident", state: "all" }),
  },
  {
    name: "an issue that is not there",
    status: 404,
    run: (o, at) => o.rest.issues.get({ ...at, issue_number: 999 }),
  },
  {
    name: "comment",
    status: 201,
    run: (o, at) => o.rest.issues.createComment({ ...at, issue_number: 1, body: "hello" }),
  },
  {
    name: "list comments",
    status: 200,
    run: (o, at) => o.rest.issues.listComments({ ...at, issue_number: 1 }),
  },
  {
    name: "edit a comment",
    status: 200,
    async run(o, at) {
      const { data } = await o.rest.issues.listComments({ ...at, issue_number: 1 });
      return o.rest.issues.updateComment({ ...at, comment_id: data[0]!.id, body: "hello again" });
    },
  },
  {
    name: "react to a comment",
    status: 201,
    why: "GitHub has the route",
    async run(o, at) {
      const { data } = await o.rest.issues.listComments({ ...at, issue_number: 1 });
      return o.rest.reactions.createForIssueComment({ ...at, comment_id: data[0]!.id, content: "+1" });
    },
  },
  {
    name: "an issue's own events",
    status: 200,
    run: (o, at) => o.rest.issues.listEvents({ ...at, issue_number: 1 }),
  },
  {
    name: "where a branch stands",
    status: 200,
    run: (o, at) => o.rest.git.getRef({ ...at, ref: "heads/main" }),
  },
  {
    name: "a branch that is not there",
    status: 404,
    run: (o, at) => o.rest.git.getRef({ ...at, ref: "heads/nowhere" }),
  },
  {
    name: "make a branch",
    status: 201,
    run: async (o, at) =>
      o.rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: await headOf(o, at, "main") }),
  },
  {
    name: "make it again",
    status: 422,
    run: async (o, at) =>
      o.rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: await headOf(o, at, "main") }),
  },
  {
    name: "make a tree from nothing",
    status: 201,
    run: (o, at) =>
      o.rest.git.createTree({
        ...at,
        tree: [{ path: "README.md", mode: "100644", type: "blob", content: "x" }],
      }),
  },
  {
    name: "make a commit without parents",
    status: 201,
    async run(o, at) {
      const { data } = await o.rest.git.createTree({
        ...at,
        tree: [{ path: "README.md", mode: "100644", type: "blob", content: "x" }],
      });
      return o.rest.git.createCommit({ ...at, message: "Begin", tree: data.sha, parents: [] });
    },
  },
  { name: "read a file", status: 200, run: (o, at) => o.rest.repos.getContent({ ...at, path: "README.md" }) },
  {
    name: "a file that is not there",
    status: 404,
    run: (o, at) => o.rest.repos.getContent({ ...at, path: "nowhere.md" }),
  },
  {
    name: "write a file into the branch",
    status: 201,
    run: (o, at) =>
      o.rest.repos.createOrUpdateFileContents({
        ...at,
        path: "a.md",
        message: "a",
        branch,
        content: Buffer.from("a").toString("base64"),
      }),
  },
  {
    name: "open a pull request",
    status: 201,
    run: (o, at) => o.rest.pulls.create({ ...at, title: "p", head: branch, base: "main", draft: true }),
  },
  {
    name: "open it again",
    status: 422,
    why: "GitHub refuses a second one for the same branches",
    run: (o, at) => o.rest.pulls.create({ ...at, title: "p", head: branch, base: "main" }),
  },
  {
    name: "list pull requests of a branch",
    status: 200,
    run: (o, at) => o.rest.pulls.list({ ...at, head: `${at.owner}:${branch}`, state: "all" }),
  },
  { name: "read a pull request", status: 200, run: (o, at) => o.rest.pulls.get({ ...at, pull_number: 2 }) },
  {
    name: "read it as an issue",
    status: 200,
    why: "GitHub gives a pull request as an issue, too",
    run: (o, at) => o.rest.issues.get({ ...at, issue_number: 2 }),
  },
  { name: "list its files", status: 200, run: (o, at) => o.rest.pulls.listFiles({ ...at, pull_number: 2 }) },
  {
    name: "a check run",
    status: 201,
    run: async (o, at) =>
      o.rest.checks.create({
        ...at,
        name: "muster",
        head_sha: await headOf(o, at, branch),
        status: "completed",
        conclusion: "success",
      }),
  },
];
