import type { Engine } from "@muster/engine";
import type { Github, Intent } from "@muster/github";
import type { KnownWorkspace, KnownWorkspaces } from "../known-workspace.ts";

/** Kept beside the repository's documents; no path of a repository has a colon here. */
const namePath = "muster:repository";

type Remembered = {
  /** What GITHUB_REPO said when the repository got another name: once it says something else, that counts. */
  setting: string;
  owner: string;
  name: string;
  id: number;
};

export type RepositoryParts = { engine: Engine; github: Github; workspaces: KnownWorkspaces };

/** Goes on in the repository under its new name: it is known by its id, the setting only says where it was at first. */
export async function followRepository(
  { engine, github, workspaces }: RepositoryParts,
  workspace: KnownWorkspace,
  { to, repositoryId, at }: Extract<Intent, { do: "follow-repository" }>,
): Promise<string> {
  const before = `${workspace.repo.owner}/${workspace.repo.name}`;
  const after = `${to.owner}/${to.name}`;
  if (before === after) return `the repository is ${after} already`;
  const known = await readName(engine, workspace.id);
  const setting = known?.setting ?? before;
  const content: Remembered = { setting, ...to, id: repositoryId };
  await engine.documents.put(workspace.id, namePath, JSON.stringify(content), null);
  await moveTo({ engine, workspaces }, workspace, to);
  github.forget();
  await engine.errands.put(workspace.id, [
    {
      key: `repository:${repositoryId}:${after}:${at}`,
      errand: {
        do: "tell-ops",
        what: `The repository ${before} is called ${after} now. I go on there; nothing is lost.`,
        fix: `Write ${after} into GITHUB_REPO when it suits you, so that a new set-up finds it too.`,
      },
    },
  ]);
  return `the repository is ${after} now`;
}

/** Takes up the names that repositories got since their setting was written. Before anything is delivered. */
export async function recallNames(parts: Omit<RepositoryParts, "github">): Promise<void> {
  for (const workspace of parts.workspaces.all()) {
    const known = await readName(parts.engine, workspace.id);
    const setting = `${workspace.repo.owner}/${workspace.repo.name}`;
    if (known === null || known.setting.toLowerCase() !== setting.toLowerCase()) continue;
    await moveTo(parts, workspace, { owner: known.owner, name: known.name });
  }
}

async function moveTo(
  { engine, workspaces }: Omit<RepositoryParts, "github">,
  { id }: KnownWorkspace,
  repo: KnownWorkspace["repo"],
): Promise<void> {
  const stored = (await engine.workspaces.list()).find((one) => one.id === id);
  if (stored !== undefined) await engine.workspaces.put({ ...stored, repo });
  workspaces.rename(id, repo);
}

async function readName(engine: Engine, workspaceId: string): Promise<Remembered | null> {
  const kept = await engine.documents.get(workspaceId, namePath);
  if (kept === null) return null;
  return JSON.parse(kept.content) as Remembered; // Nobody but this file writes it.
}
