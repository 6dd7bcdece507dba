import type { Workspace } from "@muster/incident";

export type KnownWorkspace = Workspace & { repo: NonNullable<Workspace["repo"]> };

/** The workspaces that have a repository, by the repository's name. GitHub compares names without case. */
export function createWorkspaces(workspaces: readonly Workspace[]) {
  const withRepo = workspaces.filter((workspace): workspace is KnownWorkspace => workspace.repo !== null);
  return {
    all: withRepo,
    /** `acme/protocol`; null for a repository that nobody here works with. */
    ofRepo: (fullName: string): KnownWorkspace | null =>
      withRepo.find(({ repo }) => `${repo.owner}/${repo.name}`.toLowerCase() === fullName.toLowerCase()) ??
      null,
  };
}

export type KnownWorkspaces = ReturnType<typeof createWorkspaces>;
