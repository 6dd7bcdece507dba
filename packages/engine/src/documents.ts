import { loadPolicy } from "@muster/policy";
import {
  inTransaction,
  policyInForce,
  putDocument,
  putPolicy,
  putWorkspace,
  readDocument,
  removeDocument,
  type Db,
  type KnownWorkspace,
  type PolicyProblem,
  workspaceById,
} from "@muster/store";
import { policyVersion } from "./setting.ts";
import type { Shell } from "./shell.ts";
import { storable } from "./storable.ts";

/** Where a repository says how its team works. */
export const policyPath = ".muster/policy.yaml";

export async function registerWorkspace(shell: Shell, workspace: KnownWorkspace): Promise<void> {
  await inTransaction(shell.store.db, async (tx) => {
    await putWorkspace(tx, workspace);
    const file = await readDocument(tx, workspace.id, policyPath);
    // A file that is in force stays; a preset follows the setting, and a policy of an older Muster is read anew.
    await usePolicy(shell, tx, workspace, file?.content ?? null, file?.commit ?? null);
  });
}

export async function putRepositoryDocument(
  shell: Shell,
  workspaceId: string,
  path: string,
  content: string | null,
  commit: string | null,
): Promise<{ problems: PolicyProblem[] }> {
  return inTransaction(shell.store.db, async (tx) => {
    const text = content === null ? null : storable(content);
    const problems = path === policyPath ? await putPolicyText(shell, tx, workspaceId, text, commit) : [];
    if (text === null) await removeDocument(tx, workspaceId, path);
    else {
      const loadedAt = shell.clock.now();
      await putDocument(tx, { workspaceId, path, content: text, commit, loadedAt, problems });
    }
    return { problems };
  });
}

async function putPolicyText(
  shell: Shell,
  tx: Db,
  workspaceId: string,
  text: string | null,
  commit: string | null,
): Promise<PolicyProblem[]> {
  const workspace = await workspaceById(tx, workspaceId);
  if (workspace === null) throw new Error(`Workspace ${workspaceId} is not known here.`);
  return usePolicy(shell, tx, workspace, text, commit);
}

/** Puts a policy text in force, or the preset where there is none. One with problems leaves in force what is. */
async function usePolicy(
  shell: Shell,
  tx: Db,
  workspace: KnownWorkspace,
  text: string | null,
  commit: string | null,
): Promise<PolicyProblem[]> {
  const source = text ?? `extends: ${workspace.preset}\n`;
  const loaded = loadPolicy(source, { file: policyPath });
  if (loaded.ok) {
    const { policy, warnings } = loaded.value;
    const loadedAt = shell.clock.now();
    const version = policyVersion(policy);
    await putPolicy(tx, { workspaceId: workspace.id, version, policy, source, commit, loadedAt });
    return warnings.map((warning) => ({ ...warning, isWarning: true }));
  }
  if (text === null) throw new Error(`There is no preset \`${workspace.preset}\`.`);
  const isGoverned = (await policyInForce(tx, workspace.id)) !== null;
  if (!isGoverned) await usePolicy(shell, tx, workspace, null, null);
  return loaded.refused.map((problem) => ({ ...problem, isWarning: false }));
}
