import type { Octokit } from "@octokit/rest";
import { commitFiles, type FileChange } from "./commit-files.ts";
import { createBranch, named, readHead, readText, type Repo } from "./repository.ts";

/** A branch of its own, with no history in common with the others: no pull request a day, and no workflow runs for it. */
export const checkpointBranch = "muster/checkpoints";

/** The newest one once more, so that one call finds it. */
export const latestPath = "latest.json";

/** A checkpoint's file. `number` and `key` are read out of it by whoever knows what it means. */
export type CheckpointFile = { number: number; day: string; text: string };

/** A public key, by the name that people call it. */
export type KeyFile = { name: string; pem: string };

export type Publishing = {
  /** Those after a number, the oldest first. */
  after: (number: number) => Promise<CheckpointFile[]>;
  keys: readonly KeyFile[];
  /** The number in a published file; null when it is none. */
  numberOf: (text: string) => number | null;
};

export type Published =
  | { is: "done" }
  /** Somebody else keeps moving the branch. */
  | { is: "stale" }
  /** What stands there is not ours. */
  | { is: "foreign"; text: string };

const triesMax = 4;

/** Adds what is missing in the branch, by one commit. What is published is never changed: one that differs is told. */
export async function publishCheckpoints(
  octokit: Octokit,
  repo: Repo,
  { after, keys, numberOf }: Publishing,
): Promise<Published> {
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const head = await readHead(octokit, repo, checkpointBranch);
    const latest = head === null ? null : await readText(octokit, repo, latestPath, head);
    const number = latest === null ? 0 : numberOf(latest);
    if (number === null) return { is: "foreign", text: latest ?? "" };
    // The one that is published already comes along, to be compared.
    const ours = await after(Math.max(0, number - 1));
    const same = ours.find((one) => one.number === number);
    if (latest !== null && same?.text !== latest) return { is: "foreign", text: latest };
    const fresh = ours.filter((one) => one.number > number);
    const newest = fresh.at(-1);
    if (newest === undefined) return { is: "done" };
    if (head === null) {
      await beginBranch(octokit, repo);
      continue;
    }
    const files: FileChange[] = [
      ...fresh.map(({ day, text }) => ({ path: checkpointPath(day), content: text })),
      { path: latestPath, content: newest.text },
      ...keys.map(({ name, pem }) => ({ path: `keys/${name}.pem`, content: pem })),
    ];
    const headline = `Checkpoint of ${newest.day}`;
    const done = await commitFiles(octokit, { repo, branch: checkpointBranch, head, headline, files });
    if (done === "done") return { is: "done" };
  }
  return { is: "stale" };
}

/** The newest published checkpoint; null when there is none. */
export async function readLatestCheckpoint(octokit: Octokit, repo: Repo): Promise<string | null> {
  const head = await readHead(octokit, repo, checkpointBranch);
  return head === null ? null : readText(octokit, repo, latestPath, head);
}

export const checkpointPath = (day: string): string => `checkpoints/${day.slice(0, 4)}/${day}.json`;

/** A first commit without parents. A branch from the default one would carry all its files, and its workflows. */
async function beginBranch(octokit: Octokit, repo: Repo): Promise<void> {
  const { data: tree } = await octokit.rest.git.createTree({
    ...named(repo),
    tree: [{ path: "README.md", mode: "100644", type: "blob", content: readme }],
  });
  const { data: commit } = await octokit.rest.git.createCommit({
    ...named(repo),
    message: "Begin the checkpoints of Muster's record",
    tree: tree.sha,
    parents: [],
  });
  await createBranch(octokit, repo, checkpointBranch, commit.sha);
}

const readme = `# Checkpoints of Muster's record

Muster keeps a record of each incident in which every entry carries the hash of the one before. Each day on which something
happened, and each Monday, it signs where all records ended and puts that here, where nobody who can change the database can change it.

- \`checkpoints/\` has one file for each of these days, each with the hash of the one before. \`latest.json\` is the newest once more.
- \`keys/\` has the public keys (Ed25519). A new key is vouched for by the one before.
- \`root\` is over salted hashes: it tells neither how many incidents there are nor which.

To check an export against this:

    git clone --branch muster/checkpoints --single-branch REPOSITORY checkpoints
    npm run muster -- verify EXPORT --checkpoints checkpoints

Please delete and rewrite nothing here, and protect the branch from others than the Muster app if you like.
`;
