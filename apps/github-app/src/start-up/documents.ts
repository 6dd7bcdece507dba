import type { Engine, FoundText, Log } from "@muster/engine";
import { NotText, readDefaultHead, readText, type Github } from "@muster/github";
import { policyBytesMax, policyPath, sayProblem, securityPaths } from "@muster/policy";
import type { KnownWorkspace } from "../known-workspace.ts";

/** The files of a repository that Muster caches: its policy, the rota that the policy names, and the page that should lead to both. */
export async function documentsOf(engine: Engine, { id }: KnownWorkspace): Promise<string[]> {
  const { policy } = await engine.read.policy(id);
  const { document } = policy.onCall;
  return [policyPath, ...(document === null ? [] : [document]), ...securityPaths];
}

type Parts = { engine: Engine; github: Github; log: Log };

/** Reads the policy, and then the rota that this policy names, as the default branch has them now. */
export async function refreshDocuments(parts: Parts, workspace: KnownWorkspace): Promise<void> {
  const octokit = await parts.github.forRepo(workspace.repo, "documents");
  const { oid } = await readDefaultHead(octokit, workspace.repo);
  const read = async (path: string): Promise<FoundText> => {
    try {
      return await readText(octokit, workspace.repo, path, oid, policyBytesMax);
    } catch (error) {
      // What is no text is told to people as it stands; looking again would not help.
      if (error instanceof NotText) return { unreadable: error.what };
      throw error;
    }
  };

  await put(parts, workspace, { path: policyPath, found: await read(policyPath), oid });
  const { policy } = await parts.engine.read.policy(workspace.id);
  const { document } = policy.onCall;
  if (document !== null) await put(parts, workspace, { path: document, found: await read(document), oid });
  await put(parts, workspace, { path: securityPaths[0], found: await firstOf(securityPaths, read), oid });
}

/** Wherever the page stands, it is kept under its first name. */
async function firstOf(
  paths: readonly string[],
  read: (path: string) => Promise<FoundText>,
): Promise<FoundText> {
  for (const path of paths) {
    const found = await read(path);
    if (found !== null) return found;
  }
  return null;
}

type Found = { path: string; found: FoundText; oid: string };

async function put(
  { engine, log }: Parts,
  { id }: KnownWorkspace,
  { path, found, oid }: Found,
): Promise<void> {
  // Said once for each change, not at every look.
  if (isAsKnown(await engine.documents.get(id, path), found)) return;
  const { problems } = await engine.documents.put(id, path, found, oid);
  for (const problem of problems) {
    const fields = { workspaceId: id, problem: sayProblem(problem) };
    if (problem.isWarning) log.info(fields, "the policy file says something odd");
    else log.warn(fields, "the policy file has a problem, the last good one stays in force");
  }
}

function isAsKnown(known: Awaited<ReturnType<Engine["documents"]["get"]>>, found: FoundText): boolean {
  if (known === null || found === null) return known === found;
  if (typeof found === "string") return known.unreadable === null && known.content === found;
  return known.unreadable === found.unreadable;
}
