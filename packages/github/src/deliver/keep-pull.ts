import type { Octokit } from "@octokit/rest";
import type { Delivery, Remote, Verdict } from "@muster/incident";
import { commitFiles, type FileChange } from "./commit-files.ts";
import type { PullText } from "../views/pull-text.ts";
import { readPullMemory, type PullMemory, type Wrote } from "../pull-memory.ts";
import { readHeard, type Heard } from "../heard-boxes.ts";
import { readHeardWords, type HeardWords } from "../heard-words.ts";
import {
  createBranch,
  isStatus,
  named,
  NotText,
  readDefaultHead,
  readHead,
  readText,
  whichExist,
  type DefaultHead,
  type Repo,
} from "./repository.ts";

/** Each file that an edit looks at, as it stands on the branch: null when there is none, `NotText` when it cannot be edited. */
export type Files = Record<string, string | null | NotText>;

/** `notes` tell people what stands in the way of a part of it; the rest goes on without that part. */
export type Edited = {
  changes: FileChange[];
  notes: string[];
  /** The documents as the record had them for this edit; the next one tells by it what people wrote. Null when there are none. */
  wrote: Wrote | null;
  /** The action items as they stand in the tracker after it, where that is not all as the record has it. */
  items?: PullMemory["items"];
  /** What people were heard to set boxes to, and this edit has not settled. */
  heard?: Heard;
  words?: HeardWords;
};

/** What a pull request shall hold. `edit` is an intent: it is applied again to whatever people wrote meanwhile. */
export type PullPlan = {
  branch: string;
  round: number;
  text(notes: readonly string[]): PullText;
  paths: readonly string[];
  /** The files that must change; none when all is as it should be. */
  edit(files: Files): Edited;
  /** The action items as the edit leaves them. */
  items: PullMemory["items"];
  /** A digest of what the incident has to say, whatever the files look like. */
  digest: string;
  /** People say when it is ready for review. */
  isDraft: boolean;
};

/** A person who pushes again and again would otherwise keep us here. */
const triesMax = 4;

/** Makes a branch, its files and a pull request hold what the plan says. A merged or closed one is never written to. */
export async function keepPull(
  delivery: Delivery,
  octokit: Octokit,
  repo: Repo,
  plan: PullPlan,
): Promise<Verdict> {
  const { remote } = delivery;
  if (delivery.attempt === 1 && remote !== null && remote.rendered === plan.digest)
    return { verdict: "sent", remote };
  const known = delivery.remote === null ? null : await lookAgain(octokit, repo, delivery.remote);
  if (known !== null && readPullMemory(known)?.state !== "open") return { verdict: "sent", remote: known };

  const base = await readDefaultHead(octokit, repo);
  const written = await writeFiles(delivery, octokit, repo, { plan, base });
  if (written === "stale") return { verdict: "later", afterMs: 2_000, why: "the branch keeps changing" };
  const { notes } = written;
  if (known === null) {
    // Nothing to tell apart from the default branch, so GitHub would refuse a pull request.
    if (!written.isAhead)
      return notes.length === 0 ? { verdict: "sent", remote: null } : neverFor(plan, notes);
    const opened = await openPull(delivery, octokit, repo, { plan, base, notes });
    delivery.checkpoint("github.pull.opened");
    return { verdict: "sent", remote: told(opened, plan, written) };
  }
  // Said once the pull request is on record: a verdict without hope would not keep its address.
  return notes.length === 0 ? { verdict: "sent", remote: told(known, plan, written) } : neverFor(plan, notes);
}

function told(
  remote: Remote,
  plan: PullPlan,
  { notes, wrote, items = plan.items, heard = readHeard(remote), words = readHeardWords(remote) }: Written,
): Remote {
  if (notes.length > 0) return { ...remote, rendered: null, extra: { ...remote.extra, wrote } };
  return {
    ...remote,
    rendered: plan.digest,
    extra: { ...remote.extra, wrote, items, heard, heardWords: words },
  };
}

function neverFor({ paths }: PullPlan, notes: readonly string[]): Verdict {
  return { verdict: "never", why: `I cannot write all of ${paths.join(" and ")}.`, fix: notes.join(" ") };
}

/** A merge that nobody told us of yet must not be followed by another commit. */
async function lookAgain(octokit: Octokit, repo: Repo, remote: Remote): Promise<Remote> {
  const memory = readPullMemory(remote);
  if (memory === null || memory.state !== "open") return remote;
  const { data } = await octokit.rest.pulls.get({ ...named(repo), pull_number: Number(remote.id) });
  return { ...remote, extra: { ...remote.extra, ...memory, ...stateOf(data) } };
}

type Work = { plan: PullPlan; base: DefaultHead };
/** `isAhead`: the branch has something that the default branch has not. */
type Written = Pick<Edited, "notes" | "wrote" | "items" | "heard" | "words"> & { isAhead: boolean };

async function writeFiles(
  delivery: Delivery,
  octokit: Octokit,
  repo: Repo,
  { plan, base }: Work,
): Promise<Written | "stale"> {
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const standing = await readHead(octokit, repo, plan.branch);
    const head = standing ?? base.oid;
    const { changes, ...rest } = plan.edit(await readFiles(octokit, repo, plan.paths, head));
    if (changes.length === 0) return { ...rest, isAhead: standing !== null && standing !== base.oid };

    if (standing === null) {
      // Somebody who was quicker is seen by the next look at the branch.
      if (!(await createBranch(octokit, repo, plan.branch, head))) continue;
      delivery.checkpoint("github.pull.branched");
    }
    const { headline } = plan.text(rest.notes);
    const done = await commitFiles(octokit, { repo, branch: plan.branch, head, headline, files: changes });
    if (done === "stale") continue;
    delivery.checkpoint("github.pull.committed");
    return { ...rest, isAhead: true };
  }
  return "stale";
}

/** More files than this are asked for by one question first: most of them are not there yet, and each look costs a call. */
const lookedAtSingly = 2;

async function readFiles(octokit: Octokit, repo: Repo, paths: readonly string[], at: string): Promise<Files> {
  const standing = paths.length <= lookedAtSingly ? paths : await whichExist(octokit, repo, { paths, at });
  const read = await Promise.all(
    paths.map(
      async (path) =>
        [
          path,
          standing.includes(path) ? await readText(octokit, repo, path, at).catch(asNotText) : null,
        ] as const,
    ),
  );
  return Object.fromEntries(read);
}

function asNotText(error: unknown): NotText {
  if (error instanceof NotText) return error;
  throw error;
}

async function openPull(
  delivery: Delivery,
  octokit: Octokit,
  repo: Repo,
  { plan, base, notes }: Work & { notes: readonly string[] },
): Promise<Remote> {
  const { title, body } = plan.text(notes);
  const found = delivery.attempt > 1 ? await findPull(octokit, repo, plan) : null;
  if (found !== null) return found;
  const wish = { ...named(repo), title, body, head: plan.branch, base: base.branch };
  try {
    const { data } = await octokit.rest.pulls.create({ ...wish, draft: plan.isDraft });
    return remoteOf(data, plan);
  } catch (error) {
    if (!isStatus(error, 422)) throw error;
    // Private repositories of some plans have no drafts. https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/proposing-changes-to-your-work-with-pull-requests/about-pull-requests#draft-pull-requests
    if (plan.isDraft && /draft pull requests are not supported/i.test(error.message))
      return openPull(delivery, octokit, repo, { plan: { ...plan, isDraft: false }, base, notes });
    const standing = await findPull(octokit, repo, plan);
    if (standing === null) throw error;
    return standing;
  }
}

async function findPull(octokit: Octokit, repo: Repo, plan: PullPlan): Promise<Remote | null> {
  const { data } = await octokit.rest.pulls.list({
    ...named(repo),
    head: `${repo.owner}:${plan.branch}`,
    state: "all",
    per_page: 10,
  });
  const [latest] = data.sort((a, b) => b.number - a.number);
  return latest === undefined ? null : remoteOf(latest, plan);
}

type Pull = { number: number; html_url: string; state: string; merged_at: string | null; updated_at: string };

function remoteOf(pull: Pull, { branch, round }: PullPlan): Remote {
  const memory: PullMemory = {
    branch,
    round,
    items: null,
    wrote: null,
    carriesTracker: true,
    reviewers: null,
    ...stateOf(pull),
  };
  return { id: String(pull.number), url: pull.html_url, rendered: null, extra: memory };
}

function stateOf({ state, merged_at, updated_at }: Pull): Pick<PullMemory, "state" | "updatedAt"> {
  return {
    state: merged_at !== null ? "merged" : state === "open" ? "open" : "closed",
    updatedAt: updated_at,
  };
}
