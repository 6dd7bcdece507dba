import {
  checksOf,
  holdsCommit,
  type Intent,
  type Octokit,
  type SeenRevert,
  type SeenWorkPull,
} from "@muster/github";
import { muster, type Actor, type Incident, type KnownPull, type Work } from "@muster/incident";
import { actorFor } from "../actor-for.ts";
import { mayRespond } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import type { IssueParts } from "./notice-issue.ts";

/*
 * Work in the repository that has to do with an incident comes into its timeline: once for each change that matters, and only from people
 * who may write here. Anybody in the world may mention an incident; that alone writes nothing.
 */

type Of<Name extends Intent["do"]> = Extract<Intent, { do: Name }>;

/** One pull request may concern several incidents, but not all there are. */
const incidentsMax = 5;

export async function notePull(
  parts: IssueParts,
  workspace: KnownWorkspace,
  { pull, by }: Of<"note-pull">,
): Promise<string> {
  const concerned = await concernedBy(parts, workspace, pull);
  if (concerned.length === 0) return `pull request ${pull.number} mentions no incident`;
  const mayWrite = pull.isBranchHere || (await mayRespond(parts.github, workspace.repo, pull.author));
  if (!mayWrite) return `pull request ${pull.number} comes from outside`;

  const { number, title, url, state, branch, mergedAs, reverts, at } = pull;
  const actor = await actorFor(parts, workspace, by, true);
  for (const { incident, isHotfix } of concerned) {
    const work: Work = { is: "pull", number, title, url, state, branch, mergedAs, isHotfix, reverts, at };
    await note(parts, incident, work, actor);
  }
  // Its checks may have ended before anybody knew that it matters.
  if (state === "open") await lookAtChecks(parts, workspace, { head: pull.head, pulls: [number] });
  return `pull request ${number} is of ${concerned.map(({ incident }) => incident.ref).join(", ")}`;
}

type Concerned = { incident: Incident; isHotfix: boolean };

async function concernedBy(
  { engine }: IssueParts,
  workspace: KnownWorkspace,
  pull: SeenWorkPull,
): Promise<Concerned[]> {
  const hotfix = pull.isBranchHere
    ? await engine.read.byRemote(workspace.id, "hotfix-branch", pull.branch)
    : null;
  const found = [
    hotfix,
    ...(await Promise.all(pull.mentions.refs.map((ref) => engine.read.byRef(workspace.id, ref)))),
    ...(await Promise.all(
      pull.mentions.issues.map((number) => engine.read.byRemote(workspace.id, "issue", String(number))),
    )),
    // A mention that was taken out later, and what takes back a pull request that is known.
    ...(await engine.read.open(workspace.id)).filter(({ work }) =>
      work.pulls.some(({ number }) => number === pull.number || number === pull.reverts),
    ),
  ].filter((incident) => incident !== null);
  const unique = [...new Map(found.map((incident) => [incident.id, incident])).values()];
  return unique
    .slice(0, incidentsMax)
    .map((incident) => ({ incident, isHotfix: incident.id === hotfix?.id }));
}

/** What all checks of the commit come to now; nothing while one of them runs. */
export async function lookAtChecks(
  parts: IssueParts,
  workspace: KnownWorkspace,
  { head, pulls }: Pick<Of<"look-at-checks">, "head" | "pulls">,
): Promise<string> {
  const followed = await withPulls(parts, workspace, ({ state }) => state === "open");
  if (followed.length === 0) return "checks of no pull request that is known";
  const octokit = await parts.github.forRepo(workspace.repo, "checks");
  const meant =
    pulls.length > 0
      ? pulls
      : await headedBy(octokit, workspace, head, [...new Set(followed.map(({ pull }) => pull.number))]);
  const open = followed.filter(({ pull }) => meant.includes(pull.number));
  if (open.length === 0) return "checks of no pull request that is known";
  const checks = await checksOf(octokit, workspace.repo, head, await parts.github.botLogin());
  if (checks === null) return "checks are still running";
  for (const { incident, pull } of open)
    await note(parts, incident, { is: "checks", number: pull.number, head, ...checks }, system);
  return `checks of ${open.map(({ pull }) => `#${pull.number}`).join(", ")}: ${checks.result}`;
}

/** A status names no pull request, and a check of a fork neither; each of the few that are followed is asked for its head. */
async function headedBy(
  octokit: Octokit,
  { repo: { owner, name } }: KnownWorkspace,
  head: string,
  numbers: readonly number[],
): Promise<number[]> {
  const pulls = await Promise.all(
    numbers.map((number) => octokit.rest.pulls.get({ owner, repo: name, pull_number: number })),
  );
  return pulls.filter(({ data }) => data.head.sha === head).map(({ data }) => data.number);
}

export async function noteDeployment(
  parts: IssueParts,
  workspace: KnownWorkspace,
  { deployment, by }: Of<"note-deployment">,
): Promise<string> {
  const known = await withPulls(parts, workspace, ({ state }) => state !== "closed");
  if (known.length === 0) return "a deployment that no incident waits for";
  const actor = await actorFor(parts, workspace, by, true);
  const { ref, ...seen } = deployment;
  const outcomes: string[] = [];
  for (const { incident, pull } of known) {
    if (!(await isOf(parts, workspace, pull, deployment))) continue;
    await note(parts, incident, { is: "deployment", number: pull.number, ...seen }, actor);
    outcomes.push(`#${pull.number} of ${incident.ref} ${seen.result} in ${seen.environment}`);
  }
  return outcomes.join(", ") || `a deployment of ${ref.slice(0, 40)}, which is no fix that is known`;
}

async function isOf(
  { github }: IssueParts,
  workspace: KnownWorkspace,
  pull: KnownPull,
  { commit, ref, isProduction }: Of<"note-deployment">["deployment"],
): Promise<boolean> {
  if (pull.state === "open")
    return ref === pull.branch || ref === `refs/pull/${pull.number}/merge` || commit === pull.checks?.head;
  if (commit === pull.mergedAs) return true;
  if (!isProduction || pull.mergedAs === null) return false;
  // Whatever is deployed later has the fix in it, unless it came from elsewhere.
  const octokit = await github.forRepo(workspace.repo, "documents");
  return holdsCommit(octokit, workspace.repo, { commit: pull.mergedAs, head: commit });
}

export async function noteReverts(
  parts: IssueParts,
  workspace: KnownWorkspace,
  { reverts, by }: Of<"note-reverts">,
): Promise<string> {
  const open = await parts.engine.read.open(workspace.id);
  const actor = await actorFor(parts, workspace, by, true);
  const outcomes: string[] = [];
  for (const revert of reverts) {
    for (const incident of open.filter((one) => isAbout(one, revert))) {
      await note(parts, incident, { is: "revert", ...revert }, actor);
      outcomes.push(`${revert.commit.slice(0, 7)} takes back work of ${incident.ref}`);
    }
  }
  return outcomes.join(", ") || "reverts of nothing that an incident knows";
}

/** It takes back a fix, or what changed before the incident. */
function isAbout({ work }: Incident, { reverts }: SeenRevert): boolean {
  return (
    work.pulls.some(({ mergedAs }) => mergedAs === reverts) ||
    work.suspects?.list.some(({ id }) => id === reverts) === true
  );
}

async function withPulls(
  { engine }: IssueParts,
  workspace: KnownWorkspace,
  isMeant: (pull: KnownPull) => boolean,
): Promise<{ incident: Incident; pull: KnownPull }[]> {
  const open = await engine.read.open(workspace.id);
  return open.flatMap((incident) => incident.work.pulls.filter(isMeant).map((pull) => ({ incident, pull })));
}

const system: Actor = { person: muster, via: "github", isResponder: true, groups: [], inRoom: false };

/** Old and repeated news are told apart by the incident itself. */
async function note({ engine }: IssueParts, incident: Incident, work: Work, actor: Actor): Promise<void> {
  const command = { do: "note-work", work } as const;
  const { workspaceId, id } = incident;
  await engine.order({ workspaceId, incident: { id }, command, actor, requestId: null });
}
