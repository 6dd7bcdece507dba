import type { Octokit } from "@octokit/rest";
import { graphqlErrorTypes } from "./judge.ts";
import type { Repo } from "./repository.ts";

export type FileChange = { path: string; content: string };

export type Commit = {
  repo: Repo;
  branch: string;
  /** Where the branch stood when the files were read. */
  head: string;
  headline: string;
  files: readonly FileChange[];
};

const mutation = `mutation Commit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/**
 * Adds one signed commit with all files; `stale` when somebody else moved the branch in between: then nothing was written.
 * https://docs.github.com/en/graphql/reference/mutations#createcommitonbranch
 */
export async function commitFiles(octokit: Octokit, commit: Commit): Promise<"done" | "stale"> {
  const { repo, branch, head, headline, files } = commit;
  const input = {
    branch: { repositoryNameWithOwner: `${repo.owner}/${repo.name}`, branchName: branch },
    expectedHeadOid: head,
    message: { headline },
    fileChanges: {
      additions: files.map(({ path, content }) => ({
        path,
        contents: Buffer.from(content).toString("base64"),
      })),
    },
  };
  try {
    await octokit.graphql(mutation, { input });
    return "done";
  } catch (error) {
    if (graphqlErrorTypes(error).includes("STALE_DATA")) return "stale";
    throw error;
  }
}
