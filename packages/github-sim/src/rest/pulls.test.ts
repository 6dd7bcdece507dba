import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { at, aWorld, type TestWorld } from "../testing.ts";

let world: TestWorld;
afterEach(async () => {
  expect(world.sim.violations()).toEqual([]);
  await world.sim.close();
});

const text = (content: string) => Buffer.from(content).toString("base64");

async function branchWith(branch: string, files: Record<string, string>) {
  const { octokit } = world;
  const main = await octokit.git.getRef({ ...at, ref: "heads/main" });
  await octokit.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: main.data.object.sha });
  for (const [path, content] of Object.entries(files)) {
    const known = await octokit.repos
      .getContent({ ...at, path, ref: branch })
      .then(({ data }) => (Array.isArray(data) ? undefined : data.sha))
      .catch(() => undefined);
    await octokit.repos.createOrUpdateFileContents({
      ...at,
      path,
      branch,
      message: `Write ${path}`,
      content: text(content),
      sha: known,
    });
  }
}

const open = (head: string, more: object = {}) =>
  world.octokit.pulls.create({ ...at, head, base: "main", title: head, ...more });

test("a pull request has the real files of its branch, and merging brings them to main", async () => {
  world = await aWorld();
  const { octokit, sim } = world;
  await octokit.issues.create({ ...at, title: "to fix" });
  await branchWith("incidents/one", { "incidents/2026 ü.md": "# One\n" });
  const { data } = await open("incidents/one", { body: "Fixes #1" });
  expect(data).toMatchObject({ number: 2, mergeable: null, changed_files: 1, commits: 1, additions: 1 });
  const files = await octokit.pulls.listFiles({ ...at, pull_number: 2 });
  expect(files.data).toMatchObject([
    { filename: "incidents/2026 ü.md", status: "added", patch: "@@ -0,0 +1 @@\n+# One" },
  ]);
  expect((await octokit.issues.get({ ...at, issue_number: 2 })).data.pull_request?.url).toBe(data.url);

  sim.person("ada").merge(2, "squash");
  const state = sim.state();
  expect(state.files["incidents/2026 ü.md"]).toBe("# One\n");
  expect(state.pulls[0]).toMatchObject({ state: "closed", merged: true });
  expect(state.issues[0]?.state).toBe("closed");
  expect(state.commits[0]?.message).toMatch(/^incidents\/one \(#2\)/);
});

test("the same branch cannot have two open pull requests, nor one without commits", async () => {
  world = await aWorld();
  await branchWith("a", { "a.txt": "a" });
  await open("a");
  await expect(open("a")).rejects.toThrow("A pull request already exists for acme:a.");
  await branchWith("empty", {});
  await expect(open("empty")).rejects.toThrow("No commits between main and empty");
  const found = await world.octokit.pulls.list({ ...at, head: "acme:a", state: "all" });
  expect(found.data.map(({ number }) => number)).toEqual([1]);
});

test("sides that changed the same line conflict, sides that changed different ones merge", async () => {
  world = await aWorld({ files: { "plan.md": "one\ntwo\nthree\nfour\nfive\n" } });
  const { octokit, sim } = world;
  await branchWith("top", { "plan.md": "ONE\ntwo\nthree\nfour\nfive\n" });
  await branchWith("clash", { "plan.md": "uno\ntwo\nthree\nfour\nfive\n" });
  await open("top");
  await open("clash");
  sim.person("ada").editFile({ path: "plan.md", content: "one\ntwo\nthree\nfour\nFIVE\n" });
  expect((await octokit.pulls.get({ ...at, pull_number: 1 })).data.mergeable).toBe(true);
  await octokit.pulls.merge({ ...at, pull_number: 1, merge_method: "rebase" });
  expect(sim.state().files["plan.md"]).toBe("ONE\ntwo\nthree\nfour\nFIVE\n");
  expect((await octokit.pulls.get({ ...at, pull_number: 2 })).data).toMatchObject({
    mergeable: false,
    mergeable_state: "dirty",
  });
  await expect(octokit.pulls.merge({ ...at, pull_number: 2 })).rejects.toMatchObject({ status: 405 });
});

test("drafts do not merge, and neither does a head that is no longer there", async () => {
  world = await aWorld();
  const { octokit } = world;
  await branchWith("a", { "a.txt": "a" });
  const { data } = await open("a", { draft: true });
  await expect(octokit.pulls.merge({ ...at, pull_number: 1 })).rejects.toMatchObject({ status: 405 });
  world.sim.person("ada").readyForReview(1);
  await expect(octokit.pulls.merge({ ...at, pull_number: 1, sha: data.base.sha })).rejects.toMatchObject({
    status: 409,
  });
  expect((await octokit.pulls.merge({ ...at, pull_number: 1, sha: data.head.sha })).data.merged).toBe(true);
});

test("refs only move forward unless forced, and exist once", async () => {
  world = await aWorld();
  const { octokit } = world;
  const main = (await octokit.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
  await branchWith("a", { "a.txt": "a" });
  await expect(octokit.git.createRef({ ...at, ref: "refs/heads/a", sha: main })).rejects.toThrow(
    "Reference already exists",
  );
  await expect(octokit.git.updateRef({ ...at, ref: "heads/a", sha: main })).rejects.toThrow(
    "Update is not a fast forward",
  );
  await octokit.git.updateRef({ ...at, ref: "heads/a", sha: main, force: true });
  await octokit.git.deleteRef({ ...at, ref: "heads/a" });
  await expect(octokit.git.getRef({ ...at, ref: "heads/a" })).rejects.toMatchObject({ status: 404 });
});

test("a file changed meanwhile is not overwritten", async () => {
  world = await aWorld();
  const { octokit, sim } = world;
  const { data } = await octokit.repos.getContent({ ...at, path: "README.md" });
  sim.person("ada").editFile({ path: "README.md", content: "hers\n" });
  const sha = Array.isArray(data) ? "" : data.sha;
  const write = octokit.repos.createOrUpdateFileContents({
    ...at,
    path: "README.md",
    message: "m",
    content: text("ours"),
    sha,
  });
  await expect(write).rejects.toMatchObject({ status: 409 });
  expect(sim.state().files["README.md"]).toBe("hers\n");
});

test("what git data makes is a repository that git itself finds sound and can clone", async () => {
  world = await aWorld();
  const { octokit, sim, repo } = world;
  const head = (await octokit.git.getRef({ ...at, ref: "heads/main" })).data.object.sha;
  const tree = await octokit.git.createTree({
    ...at,
    base_tree: head,
    tree: [
      { path: "a/b/c.txt", mode: "100644", type: "blob", content: "c" },
      { path: "a.txt", mode: "100755", type: "blob", content: "run" },
      { path: "a-b", mode: "100644", type: "blob", content: "sorts between" },
    ],
  });
  const commit = await octokit.git.createCommit({
    ...at,
    message: "three",
    tree: tree.data.sha,
    parents: [head],
  });
  expect(commit.data.verification.verified).toBe(true);
  await octokit.git.updateRef({ ...at, ref: "heads/main", sha: commit.data.sha });
  const dir = join(sim.dir, `${repo.id}.git`);
  const git = (...args: string[]) => execFileSync("git", ["--git-dir", dir, ...args], { encoding: "utf8" });
  expect(git("fsck", "--strict", "--full", "--no-dangling")).toBe("");
  expect(git("ls-tree", "-r", "--name-only", "main").trim().split("\n")).toEqual([
    "README.md",
    "a-b",
    "a.txt",
    "a/b/c.txt",
  ]);
});

test("people may do what their role allows and hear why when it does not", async () => {
  world = await aWorld();
  await branchWith("a", { "a.txt": "a" });
  await open("a");
  expect(() => world.sim.person("bo").merge(1)).toThrow(
    "bo may not merge pull requests in acme/protocol: that takes write, and they have triage.",
  );
  world.sim.person("ada").approve(1);
  world.sim.person("ada").merge(1);
  expect(world.sim.state().pulls[0]).toMatchObject({
    merged: true,
    reviews: [{ author: "ada", state: "APPROVED" }],
  });
});
