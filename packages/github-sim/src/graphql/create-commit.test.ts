import { afterEach, expect, test } from "vitest";
import { at, aWorld, type TestWorld } from "../testing.ts";

let world: TestWorld;
afterEach(() => world.sim.close());

const mutation = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } ref { name } }
}`;

async function head(): Promise<string> {
  return (await world.octokit.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
}

function commit(
  expectedHeadOid: string,
  files: Record<string, string>,
  more: { delete?: string[]; branch?: string } = {},
) {
  return world.octokit.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(mutation, {
    input: {
      branch: { repositoryNameWithOwner: "acme/protocol", branchName: more.branch ?? "main" },
      expectedHeadOid,
      message: { headline: "Postmortem", body: "Several files at once" },
      fileChanges: {
        additions: Object.entries(files).map(([path, text]) => ({
          path,
          contents: Buffer.from(text).toString("base64"),
        })),
        deletions: (more.delete ?? []).map((path) => ({ path })),
      },
    },
  });
}

test("several files land in one verified commit", async () => {
  world = await aWorld();
  const done = await commit(
    await head(),
    { "incidents/x.md": "x\n", "docs/plan.md": "- [ ] a\n" },
    { delete: ["README.md"] },
  );
  expect(world.sim.state().files).toEqual({ "incidents/x.md": "x\n", "docs/plan.md": "- [ ] a\n" });
  expect(await head()).toBe(done.createCommitOnBranch.commit.oid);
  const made = await world.octokit.repos.getCommit({ ...at, ref: "main" });
  expect(made.data).toMatchObject({
    author: { login: "muster[bot]" },
    commit: { verification: { verified: true } },
  });
  expect(world.sim.violations()).toEqual([]);
});

test("a branch that moved meanwhile is not written to", async () => {
  world = await aWorld();
  const before = await head();
  const stop = world.sim.beforeRefUpdate(() => {
    stop();
    world.sim.person("ada").editFile({ path: "README.md", content: "hers\n" });
  });
  await expect(commit(before, { "README.md": "ours\n" })).rejects.toMatchObject({
    errors: [
      {
        type: "STALE_DATA",
        path: ["createCommitOnBranch"],
        message: `Expected branch to point to "${before}" but it did not.  Pull and try again.`,
      },
    ],
  });
  expect(world.sim.state().files["README.md"]).toBe("hers\n");
});

test("a branch that is not there is said so", async () => {
  world = await aWorld();
  await expect(commit(await head(), { a: "a" }, { branch: "nowhere" })).rejects.toMatchObject({
    errors: [{ type: "NOT_FOUND" }],
  });
});

test("an app without the permission is refused inside the answer", async () => {
  world = await aWorld({ permissions: { issues: "write", contents: "read" } });
  await expect(commit(await head(), { a: "a" })).rejects.toMatchObject({
    errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }],
  });
});

test("reading follows expressions, refs and numbers", async () => {
  world = await aWorld({ files: { "docs/plan.md": "plan\n" } });
  await world.octokit.issues.create({ ...at, title: "one", labels: ["incident"] });
  const answer = await world.octokit.graphql(`{
    viewer { login }
    repository(owner: "acme", name: "protocol") {
      defaultBranchRef { name }
      object(expression: "main:docs/plan.md") { ... on Blob { text } }
      missing: object(expression: "main:nothing") { oid }
      issue(number: 1) { title labels(first: 5) { nodes { name } } }
      issues(first: 1, states: [OPEN]) { totalCount pageInfo { hasNextPage } }
    }
  }`);
  expect(answer).toEqual({
    viewer: { login: "muster" },
    repository: {
      defaultBranchRef: { name: "main" },
      object: { text: "plan\n" },
      missing: null,
      issue: { title: "one", labels: { nodes: [{ name: "incident" }] } },
      issues: { totalCount: 1, pageInfo: { hasNextPage: false } },
    },
  });
  expect(world.sim.violations()).toEqual([]);
});

test("a field GitHub does not have, and one we have no answer for, are violations", async () => {
  world = await aWorld();
  await expect(world.octokit.graphql(`{ viewer { nickname } }`)).rejects.toThrow(/nickname/);
  await expect(world.octokit.graphql(`{ meta { gitHubServicesSha } }`)).rejects.toThrow(
    /does not resolve Query.meta/,
  );
  expect(world.sim.violations().map(({ kind }) => kind)).toEqual(["graphql", "graphql"]);
});

test("an issue can be pinned", async () => {
  world = await aWorld();
  const { data } = await world.octokit.issues.create({ ...at, title: "one" });
  await world.octokit.graphql(
    `mutation ($id: ID!) { pinIssue(input: { issueId: $id }) { issue { isPinned } } }`,
    {
      id: data.node_id,
    },
  );
  expect(world.sim.state().issues[0]?.pinned).toBe(true);
});
