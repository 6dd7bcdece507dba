import {
  diffSentences,
  loadPolicy,
  levelLabel,
  findLevel,
  policyBytesMax,
  policyPath,
  type Policy,
} from "@muster/policy";
import {
  NotText,
  policyCheckName,
  policyCheckRun,
  pullFiles,
  putCheckRun,
  readText,
  type HappenedOtherwise,
  type Octokit,
} from "@muster/github";
import { whatIf, type Incident } from "@muster/incident";
import type { ErrandHand, ErrandHands, Repo } from "./errand-hand.ts";

const incidentsLookedAt = 10;

/** Puts a check run on the head of a pull request that changes the policy: what is wrong with it, and what it would have changed. */
export const checkPolicy: ErrandHand<"check-policy"> = async (hands, { delivery, errand, repo }) => {
  const octokit = await hands.github.forRepo(repo, "checks");
  const { pull, head } = errand;
  const files = await pullFiles(octokit, repo, pull);
  if (!files.some(({ path, before }) => path === policyPath || before === policyPath))
    return { verdict: "sent", remote: null };

  const { workspace, policy, now, attempt } = delivery;
  const read = await proposed(hands, octokit, { repo, head, workspaceId: workspace.id });
  const after = read.ok ? read.value.policy : null;
  const { problems } = await hands.engine.read.policy(workspace.id);
  const run = policyCheckRun({
    read,
    known: problems.filter(({ isWarning }) => isWarning).map(({ message }) => message),
    changes: after === null ? [] : diffSentences(policy, after),
    incidents: after === null ? [] : await happenedOtherwise(hands, workspace.id, after, now),
  });
  const { id, url } = await putCheckRun(
    octokit,
    repo,
    { name: policyCheckName, head, looksFirst: attempt > 1 },
    run,
  );
  return { verdict: "sent", remote: { id: String(id), url, rendered: null, extra: {} } };
};

/** The policy as it would be after the merge; without a file, that is the preset that the workspace was set up with. */
async function proposed(
  { engine }: ErrandHands,
  octokit: Octokit,
  { repo, head, workspaceId }: { repo: Repo; head: string; workspaceId: string },
): Promise<ReturnType<typeof loadPolicy>> {
  try {
    const text = await readText(octokit, repo, policyPath, head, policyBytesMax);
    if (text !== null) return loadPolicy(text, { file: policyPath });
    const known = (await engine.workspaces.list()).find(({ id }) => id === workspaceId);
    return loadPolicy(`extends: ${known?.preset ?? ""}\n`, { file: policyPath });
  } catch (error) {
    if (!(error instanceof NotText)) throw error;
    const message = `The file ${error.what}. Write it anew as UTF-8 text; \`muster policy init\` shows how it begins.`;
    return { ok: false, refused: [{ file: policyPath, line: 1, column: 1, path: "", message }] };
  }
}

async function happenedOtherwise(
  { engine }: ErrandHands,
  workspaceId: string,
  after: Policy,
  now: Date,
): Promise<HappenedOtherwise[]> {
  const incidents = await engine.read.list(workspaceId, { limit: incidentsLookedAt });
  return Promise.all(
    incidents.map(async (incident) => {
      const [before, events, remotes] = await Promise.all([
        engine.read.policyOf(incident),
        engine.read.events(incident.id),
        engine.read.remotes(incident.id),
      ]);
      return {
        ref: incident.ref,
        url: remotes.issue?.url ?? null,
        severity: severityOf(incident, before),
        sentences: whatIf({ incident, events }, before, after, now),
      };
    }),
  );
}

function severityOf({ severity, isDrill }: Incident, policy: Policy): string {
  const level = severity === null ? null : findLevel(policy, severity.levelId);
  const label = level === null ? (severity?.levelId ?? "no severity") : levelLabel(level);
  return isDrill ? `${label}, drill` : label;
}
