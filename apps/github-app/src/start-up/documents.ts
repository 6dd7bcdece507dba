import type { Engine, Log } from "@muster/engine";
import { readDefaultHead, readText, type Github } from "@muster/github";
import { sayProblem } from "@muster/policy";
import type { KnownWorkspace } from "../known-workspace.ts";

export const policyPath = ".muster/policy.yaml";

/** The files of a repository that Muster caches: its policy, and the rota that the policy names. */
export async function documentsOf(engine: Engine, { id }: KnownWorkspace): Promise<string[]> {
  const { policy } = await engine.read.policy(id);
  return [policyPath, ...(policy.onCall.document === null ? [] : [policy.onCall.document])];
}

/** Reads the policy, and then the rota that this policy names, as the default branch has them now. */
export async function refreshDocuments(
  { engine, github, log }: { engine: Engine; github: Github; log: Log },
  workspace: KnownWorkspace,
): Promise<void> {
  const { id, repo } = workspace;
  const octokit = await github.forRepo(repo, "documents");
  const { oid } = await readDefaultHead(octokit, repo);
  const { problems } = await engine.documents.put(
    id,
    policyPath,
    await readText(octokit, repo, policyPath, oid),
    oid,
  );
  for (const problem of problems)
    log.warn({ workspaceId: id, problem: sayProblem(problem) }, "the policy file has a problem");

  const [, onCall] = await documentsOf(engine, workspace);
  if (onCall !== undefined)
    await engine.documents.put(id, onCall, await readText(octokit, repo, onCall, oid), oid);
}
