import type { Octokit } from "@octokit/rest";
import type { Policy } from "@muster/policy";
import {
  atomFeed,
  explainBlock,
  indexEntries,
  postmortemFolder,
  putIndex,
  type FolderFile,
  type Recorded,
} from "@muster/templates";
import type { FileChange } from "./commit-files.ts";
import { isStatus, named, readDefaultHead, readHead, type DefaultHead, type Repo } from "./repository.ts";

/** Always the same, so that an earlier try, or the last index that nobody has merged yet, is found by its name. */
const branch = "muster/incident-index";

/** A longer page is listed by its name alone. */
const textMax = 512 * 1024;

export type IndexPlan = { name: string; policy: Policy; recorded: readonly Recorded[] };

export type IndexPull = { number: number; url: string } | null;

/**
 * Keeps one pull request that brings the index and the feed level with what stands on the default branch. It is written anew from
 * there each time, on a branch that nobody else works on: so it never conflicts, and several publications are one thing to merge.
 * Null when nothing is to be changed; the reason when the page cannot be edited.
 */
export async function keepIndex(
  octokit: Octokit,
  repo: Repo,
  plan: IndexPlan,
): Promise<{ pull: IndexPull; problem: string | null }> {
  const { policy } = plan;
  const base = await readDefaultHead(octokit, repo);
  const folder = postmortemFolder(policy);
  const files = await readFolder(octokit, repo, folder, base);
  const edited = editIndex(files, plan, base);
  if (edited.problem !== null || edited.changes.length === 0) return { pull: null, problem: edited.problem };
  const open = await findOpen(octokit, repo);
  await writeBranch(octokit, repo, base, edited.changes);
  return { pull: open ?? (await openPull(octokit, repo, base, folder)), problem: null };
}

function editIndex(
  files: readonly FolderFile[],
  { name, policy, recorded }: IndexPlan,
  base: DefaultHead,
): { changes: FileChange[]; problem: string | null } {
  const folder = postmortemFolder(policy);
  const prefix = folder === "." ? "" : `${folder}/`;
  const textOf = (file: string): string | null => files.find((one) => one.name === file)?.text ?? null;
  const entries = indexEntries(files, recorded, policy);
  const encoded = folder.split("/").map(encodeURIComponent).join("/");
  const at = (kind: "blob" | "raw" | "tree", rest = ""): string =>
    `${base.repoUrl}/${kind}/${base.branch}/${folder === "." ? "" : encoded}${rest}`;
  const before = textOf("feed.xml");
  const feed = policy.postmortem.feed
    ? atomFeed(before, entries, {
        name,
        folderUrl: at("tree"),
        feedUrl: at("raw", "/feed.xml"),
        urlOf: (file) => at("blob", `/${encodeURIComponent(file)}`),
      })
    : null;
  const changes: FileChange[] =
    feed === null || feed === before ? [] : [{ path: `${prefix}feed.xml`, content: feed }];
  if (!policy.postmortem.index) return { changes, problem: null };
  const page = textOf("README.md");
  const put = putIndex(page, entries, feed !== null);
  if (!put.ok) return { changes: [], problem: `${prefix}README.md: ${explainBlock(put.refused)}` };
  if (put.value !== page) changes.push({ path: `${prefix}README.md`, content: put.value });
  return { changes, problem: null };
}

type Entry = { name: string; object: { __typename: string; text?: string | null; byteSize?: number } | null };

/** The files that lie right in the folder, with their texts, by one call. */
async function readFolder(
  octokit: Octokit,
  { owner, name }: Repo,
  folder: string,
  base: DefaultHead,
): Promise<FolderFile[]> {
  const { repository } = await octokit.graphql<{
    repository: { object: { entries?: Entry[] } | null } | null;
  }>(
    `query Folder($owner: String!, $repo: String!, $at: String!) {
      repository(owner: $owner, name: $repo) {
        object(expression: $at) { ... on Tree { entries { name object { __typename ... on Blob { text byteSize } } } } }
      }
    }`,
    { owner, repo: name, at: `${base.oid}:${folder === "." ? "" : folder}` },
  );
  return (repository?.object?.entries ?? []).flatMap(({ name: file, object }) =>
    object?.__typename === "Blob"
      ? [{ name: file, text: (object.byteSize ?? 0) > textMax ? null : (object.text ?? null) }]
      : [],
  );
}

/** One commit on top of the default branch as it is now, in place of whatever the branch had. */
async function writeBranch(
  octokit: Octokit,
  repo: Repo,
  base: DefaultHead,
  files: FileChange[],
): Promise<void> {
  const tree = await octokit.rest.git.createTree({
    ...named(repo),
    base_tree: base.oid,
    tree: files.map(({ path, content }) => ({
      path,
      content,
      mode: "100644" as const,
      type: "blob" as const,
    })),
  });
  const standing = await readHead(octokit, repo, branch);
  if (standing !== null && (await isSame(octokit, repo, standing, { tree: tree.data.sha, parent: base.oid })))
    return;
  const commit = await octokit.rest.git.createCommit({
    ...named(repo),
    message: "Bring the index of incidents up to date",
    tree: tree.data.sha,
    parents: [base.oid],
  });
  if (standing === null)
    await octokit.rest.git.createRef({ ...named(repo), ref: `refs/heads/${branch}`, sha: commit.data.sha });
  else
    await octokit.rest.git.updateRef({
      ...named(repo),
      ref: `heads/${branch}`,
      sha: commit.data.sha,
      force: true,
    });
}

async function isSame(
  octokit: Octokit,
  repo: Repo,
  head: string,
  wanted: { tree: string; parent: string },
): Promise<boolean> {
  const { data } = await octokit.rest.git.getCommit({ ...named(repo), commit_sha: head });
  return data.tree.sha === wanted.tree && data.parents[0]?.sha === wanted.parent;
}

async function findOpen(octokit: Octokit, repo: Repo): Promise<IndexPull> {
  const { data } = await octokit.rest.pulls.list({
    ...named(repo),
    head: `${repo.owner}:${branch}`,
    state: "open",
    per_page: 10,
  });
  const [pull] = data;
  return pull === undefined ? null : { number: pull.number, url: pull.html_url };
}

async function openPull(octokit: Octokit, repo: Repo, base: DefaultHead, folder: string): Promise<IndexPull> {
  const where = folder === "." ? "`README.md`" : `\`${folder}/README.md\``;
  try {
    const { data } = await octokit.rest.pulls.create({
      ...named(repo),
      title: "Index of incidents",
      body: [
        `Lists the published postmortems in ${where}, and in the feed beside it. All of it is made from the folder and the record, so there is nothing to complete: merge it.`,
        "Until it is merged, later postmortems come in here as well. `postmortem: { index: false, feed: false }` in the policy ends it.",
      ].join("\n\n"),
      head: branch,
      base: base.branch,
    });
    return { number: data.number, url: data.html_url };
  } catch (error) {
    // An earlier try has opened it without knowing.
    const standing = isStatus(error, 422) ? await findOpen(octokit, repo) : null;
    if (standing === null) throw error;
    return standing;
  }
}
