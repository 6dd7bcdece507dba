import type { Workspace } from "@muster/incident";

export type KnownWorkspace = Workspace & { repo: NonNullable<Workspace["repo"]> };

/** The workspaces that have a repository, by the repository's name as it is now. GitHub compares names without case. */
export function createWorkspaces(workspaces: readonly Workspace[]) {
  let withRepo = workspaces.filter((workspace): workspace is KnownWorkspace => workspace.repo !== null);
  return {
    all: (): readonly KnownWorkspace[] => withRepo,
    /** `acme/protocol`; null for a repository that nobody here works with. */
    ofRepo: (fullName: string): KnownWorkspace | null =>
      withRepo.find(({ repo }) => `${repo.owner}/${repo.name}`.toLowerCase() === fullName.toLowerCase()) ??
      null,
    rename(id: string, repo: KnownWorkspace["repo"]): void {
      withRepo = withRepo.map((workspace) => (workspace.id === id ? { ...workspace, repo } : workspace));
    },
  };
}

export type KnownWorkspaces = ReturnType<typeof createWorkspaces>;
