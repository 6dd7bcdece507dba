import { nextId, stamp, type Context } from "./context.ts";
import { fileMode } from "./git/trees.ts";
import { authorOf } from "./acts/commit-files.ts";
import type { Role } from "./permissions.ts";
import type { Repo } from "./world.ts";

export type NewRepo = {
  owner: string;
  name: string;
  private?: boolean;
  description?: string;
  defaultBranch?: string;
  /** The first commit; without files the repository has a README. */
  files?: Record<string, string>;
  collaborators?: Record<string, Role>;
};

export function blankRepo(ctx: Context, wish: NewRepo): Repo {
  const at = stamp(ctx);
  return {
    id: nextId(ctx),
    owner: wish.owner,
    name: wish.name,
    description: wish.description ?? null,
    private: wish.private ?? false,
    hasIssues: true,
    archived: false,
    defaultBranch: wish.defaultBranch ?? "main",
    createdAt: at,
    updatedAt: at,
    pushedAt: at,
    collaborators: [],
    nextNumber: 0,
    labels: defaultLabels.map(([name, color, description]) => ({
      id: nextId(ctx),
      name,
      color,
      description,
      isDefault: true,
    })),
    milestones: [],
    issues: [],
    gone: [],
    commitComments: 0,
    checkRuns: [],
    statuses: [],
    deployments: [],
  };
}

/** What GitHub puts into every new repository. */
const defaultLabels = [
  ["bug", "d73a4a", "Something isn't working"],
  ["documentation", "0075ca", "Improvements or additions to documentation"],
  ["duplicate", "cfd3d7", "This issue or pull request already exists"],
  ["enhancement", "a2eeef", "New feature or request"],
  ["good first issue", "7057ff", "Good for newcomers"],
  ["help wanted", "008672", "Extra attention is needed"],
  ["invalid", "e4e669", "This doesn't seem right"],
  ["question", "d876e3", "Further information is requested"],
  ["wontfix", "ffffff", "This will not be worked on"],
] as const;

export function firstCommit(ctx: Context, repo: Repo, files: Record<string, string>): void {
  const git = ctx.git(repo);
  const changes = new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      { mode: fileMode, sha: git.writeBlob(Buffer.from(content)) },
    ]),
  );
  const author = authorOf(ctx, repo.owner);
  const sha = git.writeCommit({
    tree: git.changed(null, changes),
    parents: [],
    author,
    committer: author,
    message: "Initial commit",
  });
  git.startBranch(repo.defaultBranch, sha);
}
