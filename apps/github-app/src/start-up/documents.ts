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

type Parts = { engine: Engine; github: Github; log: Log };

/** Reads the policy, and then the rota that this policy names, as the default branch has them now. */
export async function refreshDocuments(parts: Parts, workspace: KnownWorkspace): Promise<void> {
  const octokit = await parts.github.forRepo(workspace.repo, "documents");
  const { oid } = await readDefaultHead(octokit, workspace.repo);
  const read = (path: string): Promise<string | null> => readText(octokit, workspace.repo, path, oid);

  await put(parts, workspace, { path: policyPath, content: await read(policyPath), oid });
  const [, onCall] = await documentsOf(parts.engine, workspace);
  if (onCall !== undefined) await put(parts, workspace, { path: onCall, content: await read(onCall), oid });
}

type Found = { path: string; content: string | null; oid: string };

async function put(
  { engine, log }: Parts,
  { id }: KnownWorkspace,
  { path, content, oid }: Found,
): Promise<void> {
  const known = await engine.documents.get(id, path);
  // Said once for each change, not at every look.
  if ((known?.content ?? null) === content) return;
  const { problems } = await engine.documents.put(id, path, content, oid);
  for (const problem of problems) {
    const fields = { workspaceId: id, problem: sayProblem(problem) };
    if (problem.isWarning) log.info(fields, "the policy file says something odd");
    else log.warn(fields, "the policy file has a problem, the last good one stays in force");
  }
}
