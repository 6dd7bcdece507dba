import type { Octokit } from "@octokit/rest";
import type { Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { checkPostmortem, documentPaths, whichDocument } from "@muster/templates";
import type { CheckedFile } from "../views/postmortem-check.ts";
import type { PullFile } from "./check-run.ts";
import { NotText, readText, type Repo } from "./repository.ts";

/** Postmortems are far shorter; whoever writes more may not keep everybody else waiting. */
const bytesMax = 128 * 1024;
/** Nobody brings in more of them at once, but for moving a folder. */
const filesMax = 30;

export type Look = {
  head: string;
  policy: Policy;
  /** The incident whose pull request it is; null for one that Muster did not open. */
  incident: Incident | null;
  today: string;
};

/** Looks through each postmortem among the files of a pull request; none when there is none. */
export async function checkPostmortems(
  octokit: Octokit,
  repo: Repo,
  files: readonly PullFile[],
  look: Look,
): Promise<CheckedFile[]> {
  const paths = files.filter(({ isGone }) => !isGone).map(({ path }) => path);
  const concerned = paths.filter((path) => whichDocument(look.policy, path, paths) !== null);
  return Promise.all(concerned.slice(0, filesMax).map((path) => checkFile(octokit, repo, path, paths, look)));
}

async function checkFile(
  octokit: Octokit,
  repo: Repo,
  path: string,
  beside: readonly string[],
  { head, policy, incident, today }: Look,
): Promise<CheckedFile> {
  try {
    const text = (await readText(octokit, repo, path, head, bytesMax)) ?? "";
    const ofRecord = incident === null ? undefined : documentPaths(policy, incident)[path];
    const document = ofRecord ?? whichDocument(policy, path, beside)?.document ?? null;
    // Another file in the same pull request is not about this incident.
    const known = ofRecord === undefined ? null : incident;
    return { path, findings: checkPostmortem(text, { policy, incident: known, today, document }) };
  } catch (error) {
    if (!(error instanceof NotText)) throw error;
    const what = `I cannot look through this file: it ${error.what}.`;
    const write = "Write the postmortem as Markdown text; keep logs and pictures in files of their own.";
    return { path, findings: [{ line: 1, level: "failure", topic: "sections", what, write }] };
  }
}
