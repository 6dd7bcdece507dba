import type { Engine, Log } from "@muster/engine";
import {
  connectGithub,
  readDefaultHead,
  readIssue,
  readItems,
  readMarkedIssues,
  readPostmortemPulls,
  readText,
  type Github,
  type TrackedItem,
} from "@muster/github";
import type { Clock } from "@muster/kernel";
import type { KnownWorkspace } from "../known-workspace.ts";
import { refreshDocuments } from "../start-up/documents.ts";
import { foundIncident } from "./found-incident.ts";

export type FromRepository = {
  /** Refs of the incidents that were written down. */
  restored: string[];
  /** Refs that an export had brought back already. */
  known: string[];
  leftOut: { what: string; why: string }[];
};

export type RepositoryAccess = {
  appId: string;
  privateKey: string;
  apiBase?: string | undefined;
  clock: Clock;
  log: Log;
};

/** Builds what the repository still tells of a workspace's incidents: from issues, postmortem pull requests and the plan tracker. */
export async function restoreFromRepository(
  engine: Engine,
  workspace: KnownWorkspace,
  { log, ...access }: RepositoryAccess,
): Promise<FromRepository> {
  const github = connectGithub(access);
  await refreshDocuments({ engine, github, log }, workspace);
  const { policy } = await engine.read.policy(workspace.id);
  const { repo } = workspace;
  const [issues, pulls] = [await github.forRepo(repo, "issues"), await github.forRepo(repo, "pulls")];
  const botLogin = await github.botLogin();
  const [marked, postmortems, tracked] = await Promise.all([
    readMarkedIssues(issues, repo, { label: policy.github.label, botLogin }),
    readPostmortemPulls(pulls, repo),
    readTracker(github, workspace, policy.tracker.path),
  ]);
  const { data: about } = await pulls.rest.repos.get({ owner: repo.owner, repo: repo.name });

  const told: FromRepository = { restored: [], known: [], leftOut: [] };
  const found = [];
  for (const issue of marked.toSorted((a, b) => a.number - b.number)) {
    const what = `issue #${issue.number}`;
    const read = readIssue(issue);
    if (!issue.mayWrite) {
      const why = `It carries an incident's mark, but ${issue.author}, who opened it, may not write here. Look at it yourself.`;
      told.leftOut.push({ what, why });
    } else if (read === null) {
      told.leftOut.push({
        what,
        why: "Muster's part of it is damaged or gone, so it tells nothing for sure.",
      });
    } else {
      const pull = postmortems.find(({ ref }) => ref === read.ref) ?? null;
      found.push(foundIncident({ issue, told: read, pull, tracked, policy, repoId: about.id, botLogin }));
    }
  }
  const written = await engine.record.restoreFound(workspace.id, found);
  told.restored = written.map(({ ref }) => ref);
  told.known = found.map(({ identity }) => identity.ref).filter((ref) => !told.restored.includes(ref));
  told.leftOut.push(
    {
      what: "restricted incidents",
      why: "They leave nothing in the repository; only an export brings them back.",
    },
    {
      what: "people and their linked accounts",
      why: "Discord and GitHub tell them anew; /link links them again.",
    },
    { what: "attached files", why: "They were in the database alone, or are still in Discord." },
  );
  return told;
}

async function readTracker(github: Github, { repo }: KnownWorkspace, path: string): Promise<TrackedItem[]> {
  const octokit = await github.forRepo(repo, "documents");
  const { oid } = await readDefaultHead(octokit, repo);
  // A tracker that is no text tells nothing.
  const page = await readText(octokit, repo, path, oid).catch(() => null);
  return page === null ? [] : readItems(page);
}
