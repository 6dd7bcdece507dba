import {
  digestErrands,
  drillErrands,
  learningErrands,
  metricsErrands,
  reviewErrands,
} from "@muster/incident";
import { loadPolicy, policyPath } from "@muster/policy";
import {
  inTransaction,
  lockWorkspace,
  policyInForce,
  putDocument,
  putErrands,
  putPolicy,
  putWorkspace,
  readDocument,
  removeDocument,
  type Db,
  type Document,
  type KnownWorkspace,
  type PolicyProblem,
} from "@muster/store";
import type { FoundText } from "./api.ts";
import { policyNews } from "./policy-news.ts";
import { policyVersion } from "./setting.ts";
import type { Shell } from "./shell.ts";
import { storable } from "./storable.ts";

export async function registerWorkspace(shell: Shell, workspace: KnownWorkspace): Promise<void> {
  const hasNews = await inTransaction(shell.store.db, async (tx) => {
    await putWorkspace(tx, workspace);
    const file = await readDocument(tx, workspace.id, policyPath);
    // A file that is in force stays; a preset follows the setting, and a policy of an older Muster is read anew.
    const problems = await usePolicy(shell, tx, workspace, file);
    if (file === null) return false;
    await putDocument(tx, { ...file, problems });
    return tellPolicy(shell, tx, file, { ...file, problems });
  });
  if (hasNews) shell.store.wake.tell("effects");
}

export async function putRepositoryDocument(
  shell: Shell,
  workspaceId: string,
  path: string,
  found: FoundText,
  commit: string | null,
): Promise<{ problems: PolicyProblem[] }> {
  const { problems, hasNews } = await inTransaction(shell.store.db, async (tx) => {
    const workspace = await lockWorkspace(tx, workspaceId);
    if (workspace === null) throw new Error(`Workspace ${workspaceId} is not known here.`);
    const before = await readDocument(tx, workspaceId, path);
    const file = documentOf({ workspaceId, path, commit, loadedAt: shell.clock.now() }, found);
    const problems = path === policyPath ? await usePolicy(shell, tx, workspace, file) : [];
    if (file === null) await removeDocument(tx, workspaceId, path);
    else await putDocument(tx, { ...file, problems });

    if (path !== policyPath) return { problems, hasNews: false };
    const after = file === null ? null : { ...file, problems };
    return { problems, hasNews: await tellPolicy(shell, tx, before, after, commit) };
  });
  if (hasNews) shell.store.wake.tell("effects");
  return { problems };
}

function documentOf(
  about: Pick<Document, "workspaceId" | "path" | "commit" | "loadedAt">,
  found: FoundText,
): Document | null {
  if (found === null) return null;
  if (typeof found !== "string") return { ...about, content: "", unreadable: found.unreadable, problems: [] };
  return { ...about, content: storable(found), unreadable: null, problems: [] };
}

/** Puts a policy text in force, or the preset where there is none. One with problems leaves in force what is. */
async function usePolicy(
  shell: Shell,
  tx: Db,
  workspace: KnownWorkspace,
  file: Document | null,
): Promise<PolicyProblem[]> {
  const source = file === null ? `extends: ${workspace.preset}\n` : file.content;
  const loaded =
    file?.unreadable == null ? loadPolicy(source, { file: policyPath }) : unreadable(file.unreadable);
  if (loaded.ok) {
    const { policy, warnings } = loaded.value;
    const loadedAt = shell.clock.now();
    const version = policyVersion(policy);
    const commit = file?.commit ?? null;
    await putPolicy(tx, { workspaceId: workspace.id, version, policy, source, commit, loadedAt });
    const plans = [reviewErrands, drillErrands, digestErrands, metricsErrands, learningErrands].flatMap(
      (plan) => plan(policy, loadedAt),
    );
    await putErrands(tx, workspace.id, plans, loadedAt);
    return warnings.map((warning) => ({ ...warning, isWarning: true }));
  }
  if (file === null) throw new Error(`There is no preset \`${workspace.preset}\`.`);
  const isGoverned = (await policyInForce(tx, workspace.id)) !== null;
  if (!isGoverned) await usePolicy(shell, tx, workspace, null);
  return loaded.refused.map((problem) => ({ ...problem, isWarning: false }));
}

const unreadable = (why: string) => ({
  ok: false as const,
  refused: [
    {
      file: policyPath,
      line: 1,
      column: 1,
      path: "",
      message: `The file ${why}. Write it anew as UTF-8 text; \`muster policy init\` shows how it begins.`,
    },
  ],
});

/** Puts the word for #ops-alerts beside the change itself, so that neither is there without the other. */
async function tellPolicy(
  shell: Shell,
  tx: Db,
  before: Document | null,
  after: Document | null,
  commit: string | null = after?.commit ?? null,
): Promise<boolean> {
  const news = policyNews(before, after, commit, shell.clock.now());
  if (news === null) return false;
  return (await putErrands(tx, news.workspaceId, [news.errand], shell.clock.now())) > 0;
}
