import type { Octokit } from "@octokit/rest";
import type { Workspace } from "@muster/incident";

export type Repo = NonNullable<Workspace["repo"]>;

/** GitHub's way to name a repository in parameters. */
export const named = ({ owner, name }: Repo) => ({ owner, repo: name });

/** The branch that everything starts from, and where it stands. */
export async function readDefaultHead(octokit: Octokit, repo: Repo): Promise<DefaultHead> {
  const { data } = await octokit.rest.repos.get(named(repo));
  const oid = await readHead(octokit, repo, data.default_branch);
  if (oid === null) throw new Error(`The default branch of ${repo.owner}/${repo.name} has no head.`);
  return { branch: data.default_branch, oid, repoUrl: data.html_url };
}

export type DefaultHead = { branch: string; oid: string; repoUrl: string };

/** Where a branch stands; null when there is none of that name. */
export async function readHead(octokit: Octokit, repo: Repo, branch: string): Promise<string | null> {
  const found = await orNull(octokit.rest.git.getRef({ ...named(repo), ref: `heads/${branch}` }));
  return found?.data.object.sha ?? null;
}

/** Makes a branch; false when there is one of that name already. */
export async function createBranch(
  octokit: Octokit,
  repo: Repo,
  branch: string,
  oid: string,
): Promise<boolean> {
  try {
    await octokit.rest.git.createRef({ ...named(repo), ref: `refs/heads/${branch}`, sha: oid });
    return true;
  } catch (error) {
    if (isStatus(error, 422) && /already exists/i.test(error.message)) return false;
    throw error;
  }
}

/** A text file as it is at a commit, byte for byte; null when there is none. Larger ones than `bytesMax` are not taken apart. */
export async function readText(
  octokit: Octokit,
  repo: Repo,
  path: string,
  at: string,
  bytesMax = contentMax,
): Promise<string | null> {
  const found = await orNull(octokit.rest.repos.getContent({ ...named(repo), path, ref: at }));
  if (found === null) return null;
  const { data } = found;
  if (Array.isArray(data) || data.type !== "file" || !("content" in data))
    throw new NotText(path, "is not a file");
  if (data.size > bytesMax) throw new NotText(path, `is larger than ${sayBytes(bytesMax)}`);
  // GitHub leaves the content of files above 1 MB out. https://docs.github.com/en/rest/repos/contents#get-repository-content
  if (data.encoding !== "base64") throw new NotText(path, "is larger than 1 MB");
  const bytes = Buffer.from(data.content, "base64");
  const text = bytes.toString("utf8");
  if (!Buffer.from(text, "utf8").equals(bytes)) throw new NotText(path, "is not UTF-8 text");
  // Git takes it for binary as well, and no database keeps it as text.
  if (text.includes("\0")) throw new NotText(path, "holds NUL, so it is no text");
  return text;
}

const contentMax = 1024 * 1024;

const sayBytes = (count: number): string =>
  count >= contentMax ? `${Math.floor(count / contentMax)} MB` : `${Math.floor(count / 1024)} KiB`;

/** Those of the paths at which something stands at a commit, by one call. */
export async function whichExist(
  octokit: Octokit,
  { owner, name }: Repo,
  { paths, at }: { paths: readonly string[]; at: string },
): Promise<string[]> {
  const names = paths.map((_, index) => `$p${index}: String!`).join(", ");
  const looks = paths.map((_, index) => `f${index}: object(expression: $p${index}) { __typename }`).join(" ");
  const { repository } = await octokit.graphql<{ repository: Record<string, object | null> | null }>(
    `query Standing($owner: String!, $repo: String!, ${names}) { repository(owner: $owner, name: $repo) { ${looks} } }`,
    { owner, repo: name, ...Object.fromEntries(paths.map((path, index) => [`p${index}`, `${at}:${path}`])) },
  );
  return paths.filter((_, index) => repository?.[`f${index}`] != null);
}

/** What stands at a path cannot be edited as text without harm. */
export class NotText extends Error {
  override name = "NotText";
  readonly path: string;
  readonly what: string;
  constructor(path: string, what: string) {
    super(`${path} ${what}`);
    this.path = path;
    this.what = what;
  }
}

export function sayNotText({ path, what }: NotText): string {
  return `${path} ${what}, so I left it alone. Put Markdown text there.`;
}

export function isStatus(error: unknown, status: number): error is Error & { status: number } {
  return error instanceof Error && error.name === "HttpError" && "status" in error && error.status === status;
}

async function orNull<Answer>(call: Promise<Answer>): Promise<Answer | null> {
  try {
    return await call;
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}
