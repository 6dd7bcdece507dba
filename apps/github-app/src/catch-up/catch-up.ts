import type { Engine, Log } from "@muster/engine";
import { ensureLabels, type Github, type IntakeSetting } from "@muster/github";
import type { Clock } from "@muster/kernel";
import type { IntentHands } from "../inbox/intent-hands.ts";
import type { KnownWorkspace, KnownWorkspaces } from "../known-workspace.ts";
import { inPrivate, privatePlaces } from "../inbox/private-place.ts";
import { isMissing } from "../ask-github.ts";
import { compareRecord } from "../start-up/compare-record.ts";
import { findRepository } from "./find-repository.ts";
import { recoverDeliveries } from "./deliveries.ts";
import { reconcile } from "./reconcile.ts";

/** GitHub's clock and ours may differ, and `updated_at` is told in seconds. */
const overlapMs = 600_000;

/** Kept beside the repository's documents; no path of a repository has a colon here. */
const markPath = "muster:reconciled-until";

export type CatchUpParts = {
  engine: Engine;
  github: Github;
  clock: Clock;
  log: Log;
  workspaces: KnownWorkspaces;
  hands: IntentHands;
  settingOf: (workspace: KnownWorkspace) => Promise<IntakeSetting>;
  /** Workspaces whose record was compared with the repository since the start. */
  compared: Set<string>;
  /** Workspaces whose repository is known to have the name that we call it by. */
  named: Set<string>;
};

/**
 * Brings Muster level with GitHub: what the App may do, the documents, the labels, and all that happened while nobody listened.
 * Each part is tried by itself. Resolves to whether all of it could be done.
 */
export async function catchUp(parts: CatchUpParts): Promise<boolean> {
  const { engine, github, clock, log, workspaces, hands, settingOf } = parts;
  const startedAt = clock.now();
  const marks = await Promise.all(workspaces.all().map(({ id }) => readMark(engine, id)));
  const known = marks.filter((mark) => mark !== null).sort((a, b) => a.getTime() - b.getTime());

  const steps: [string, () => Promise<unknown>][] = [
    ["check the App", () => hands.checkInstallation()],
    ["fetch missed webhooks", () => recoverDeliveries({ engine, github, clock }, known[0] ?? startedAt)],
  ];
  let isDone = await all(log, steps);
  for (const workspace of workspaces.all()) {
    if (parts.named.has(workspace.id)) continue;
    const isFound = await all(
      log,
      [["find the repository", () => findRepository(parts, workspace)]],
      workspace.id,
    );
    if (isFound) parts.named.add(workspace.id);
    isDone &&= isFound;
  }
  for (const [index, workspace] of workspaces.all().entries()) {
    const since = marks[index] ?? null;
    const ofRepo: [string, () => Promise<unknown>][] = [
      ["read the documents", () => hands.refreshDocuments(workspace)],
      ["make the labels", () => makeLabels(parts, workspace)],
      // Before anything is declared: a number that an older copy would give out again is known from here.
      ["compare the record", () => compareOnce(parts, workspace)],
      [
        "look for changes",
        // Issues that were labelled before Muster came here declare nothing by themselves.
        async () => since && reconcile(hands, { workspace, since, setting: await settingOf(workspace) }),
      ],
      [
        "look where restricted incidents are filed",
        async () => since && lookInPrivate(parts, workspace, since),
      ],
    ];
    const isLevel = await all(log, ofRepo, workspace.id);
    if (isLevel) await engine.documents.put(workspace.id, markPath, startedAt.toISOString(), null);
    // It may have got another name meanwhile.
    else parts.named.delete(workspace.id);
    isDone &&= isLevel;
  }
  return isDone;
}

async function lookInPrivate(
  { engine, github, hands, settingOf }: CatchUpParts,
  workspace: KnownWorkspace,
  since: Date,
): Promise<void> {
  for (const { owner, name } of await privatePlaces(engine, workspace)) {
    const there = inPrivate(hands, workspace, { owner, name });
    try {
      const octokit = await github.forRepo({ owner, name }, "issues");
      const { data } = await octokit.rest.repos.get({ owner, repo: name });
      if (!data.private) continue;
    } catch (error) {
      // That nothing can be filed there is told in the incidents' own rooms.
      if (isMissing(error)) continue;
      throw error;
    }
    const setting = { ...(await settingOf(workspace)), documents: [] };
    await reconcile(there.hands, { workspace: there.workspace, since, setting });
  }
}

async function compareOnce(parts: CatchUpParts, workspace: KnownWorkspace): Promise<void> {
  if (parts.compared.has(workspace.id)) return;
  await compareRecord(parts, workspace);
  parts.compared.add(workspace.id);
}

async function makeLabels({ github, settingOf }: CatchUpParts, workspace: KnownWorkspace): Promise<void> {
  const { policy } = await settingOf(workspace);
  await ensureLabels(await github.forRepo(workspace.repo, "issues"), workspace.repo, policy);
}

async function readMark(engine: Engine, workspaceId: string): Promise<Date | null> {
  const mark = await engine.documents.get(workspaceId, markPath);
  return mark === null ? null : new Date(new Date(mark.content).getTime() - overlapMs);
}

async function all(
  log: Log,
  steps: [string, () => Promise<unknown>][],
  workspaceId?: string,
): Promise<boolean> {
  let isDone = true;
  for (const [step, take] of steps) {
    try {
      await take();
    } catch (error) {
      isDone = false;
      const status = error instanceof Error && "status" in error ? Number(error.status) : null;
      const name = error instanceof Error ? error.name : "unknown";
      log.warn({ step, workspaceId, error: name, status }, "GitHub could not be asked; it is tried again");
    }
  }
  return isDone;
}
