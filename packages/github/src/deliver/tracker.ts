import type { Octokit } from "@octokit/rest";
import { actionStatus, type Delivery, type Remote, type Verdict } from "@muster/incident";
import {
  explainTracker,
  postmortemPath,
  putIncident,
  tickItems,
  trackerText,
  trackerWritten,
  type TrackerSection,
  type WrittenItem,
} from "@muster/templates";
import { digestOf } from "../digest.ts";
import { heardAfterWriting, knownBoxes, readHeard, withKnown, type Knowing } from "../heard-boxes.ts";
import { readPullMemory } from "../pull-memory.ts";
import { trackerHeadline, trackerPullText } from "../views/tracker-pull-text.ts";
import { commitFiles } from "./commit-files.ts";
import { readHeardWords, withKnownWords, wordsAfterWriting } from "../heard-words.ts";
import type { Edited, Files } from "./keep-pull.ts";
import {
  createBranch,
  NotText,
  readDefaultHead,
  readHead,
  readText,
  sayNotText,
  type Repo,
} from "./repository.ts";
import { findTrackerPull, isStillOpen, nextTrackerBranch, openTrackerPull } from "./tracker-pull.ts";

/** Somebody who pushes again and again would otherwise keep us here. */
const triesMax = 6;

/**
 * Puts the action items of an incident into the plan tracker, and their boxes into the published postmortem. By a pull request, one for the
 * whole repository: as long as it is open, the news of all incidents join it. What people closed is not opened again for the same news.
 */
export async function deliverTracker(delivery: Delivery, octokit: Octokit, repo: Repo): Promise<Verdict> {
  const { incident, remote, attempt } = delivery;
  const rendered = digestOf(JSON.stringify(writtenItems(delivery)));
  if (incident.actions.length === 0 || (attempt === 1 && remote !== null && remote.rendered === rendered))
    return { verdict: "sent", remote };

  const done = await write(delivery, octokit, repo);
  if (done === "stale") return { verdict: "later", afterMs: 2_000, why: "the branch keeps changing" };
  const {
    notes,
    pull,
    items = writtenItems(delivery),
    heard = readHeard(remote),
    words = readHeardWords(remote),
  } = done;
  const next: Remote = {
    // Its pull request is that of other incidents as well.
    id: incident.ref,
    url: pull?.url ?? remote?.url ?? null,
    rendered,
    extra: { ...remote?.extra, items, heard, heardWords: words },
  };
  if (notes.length === 0) return { verdict: "sent", remote: next };
  return { verdict: "never", why: "I cannot write all action items into their files.", fix: notes.join(" ") };
}

type Pull = { number: number; url: string };

async function write(
  delivery: Delivery,
  octokit: Octokit,
  repo: Repo,
): Promise<"stale" | (Pick<Edited, "notes" | "items" | "heard" | "words"> & { pull: Pull | null })> {
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const base = await readDefaultHead(octokit, repo);
    const open = await findTrackerPull(octokit, repo, base.branch);
    const branch = open?.branch ?? (await nextTrackerBranch(octokit, repo, base.oid));
    const standing = await readHead(octokit, repo, branch);
    const head = standing ?? base.oid;
    const files = await readFiles(octokit, repo, pathsOf(delivery), head);
    const { changes, ...rest } = edit(delivery, files, { isNew: open === null && standing === null });
    // An earlier try may have written the branch and not have lived to open the pull request.
    const isAhead = standing !== null && standing !== base.oid;
    if (changes.length === 0 && (open !== null || !isAhead)) return { ...rest, pull: open };

    if (standing === null && !(await createBranch(octokit, repo, branch, head))) continue;
    delivery.checkpoint("github.tracker.branched");
    if (changes.length > 0) {
      const headline = trackerHeadline(delivery.incident);
      const done = await commitFiles(octokit, { repo, branch, head, headline, files: changes });
      if (done === "stale") continue;
      delivery.checkpoint("github.tracker.committed");
    }
    if (open !== null) {
      if (await isStillOpen(octokit, repo, open)) return { ...rest, pull: open };
      // Somebody merged or closed it at that moment, so this commit came too late for it.
      continue;
    }
    const text = trackerPullText(delivery.policy.tracker.path, rest.notes);
    const pull = await openTrackerPull(octokit, repo, { branch, base: base.branch, ...text });
    delivery.checkpoint("github.tracker.opened");
    return { ...rest, pull };
  }
  return "stale";
}

/** The tracker, and the postmortem once it is published: until then its own pull request carries the boxes. */
function pathsOf({ incident, policy }: Delivery): string[] {
  const isPublished = incident.postmortem?.publishedAt != null;
  return [policy.tracker.path, ...(isPublished ? [postmortemPath(policy, incident)] : [])];
}

async function readFiles(octokit: Octokit, repo: Repo, paths: readonly string[], at: string): Promise<Files> {
  const read = async (path: string): Promise<Files[string]> => {
    try {
      return await readText(octokit, repo, path, at);
    } catch (error) {
      if (error instanceof NotText) return error;
      throw error;
    }
  };
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await read(path)] as const)));
}

/** `isNew`: the branch starts from the default branch now, so that what people did there is how the pages stand. */
function edit(delivery: Delivery, files: Files, { isNew }: { isNew: boolean }): Edited {
  const [path = "", postmortem] = pathsOf(delivery);
  const section = trackerSection(delivery, writtenBefore(delivery));
  const knowing: Knowing = {
    heard: readHeard(delivery.remote),
    words: readHeardWords(delivery.remote),
    isRetry: delivery.attempt > 1,
    asItStands: delivery.attempt > 1 || (isNew && section.written !== null),
  };
  const tracked = editTracker(files, path, section, knowing);
  if (postmortem === undefined) return tracked;
  const ticked = tickPublished(delivery, files, { path: postmortem, written: section.written, knowing });
  return { ...tracked, changes: [...tracked.changes, ...ticked] };
}

function writtenBefore({ remote }: Delivery): readonly WrittenItem[] | null {
  if (remote === null) return null;
  const items = (remote.extra as { items?: unknown }).items;
  return Array.isArray(items) ? (items as WrittenItem[]) : null; // Written below, or by the pull request of an older Muster.
}

/** What is published is people's: boxes follow, and nothing else of it is touched. */
function tickPublished(
  { incident: { ref, actions } }: Delivery,
  files: Files,
  { path, written, knowing }: { path: string; written: readonly WrittenItem[] | null; knowing: Knowing },
): Edited["changes"] {
  const page = files[path];
  if (typeof page !== "string") return [];
  const known = knownBoxes(page, { path, ref }, knowing);
  const ticked = tickItems(page, { ref, items: actions, written: withKnown(written, known, knowing) });
  return ticked === null ? [] : [{ path, content: ticked }];
}

/** What the incident puts into the tracker. Items that the postmortem carried there are known as written. */
export function trackerSection(delivery: Delivery, written: readonly WrittenItem[] | null): TrackerSection {
  const { incident, remotes } = delivery;
  const carried = remotes.postmortem === undefined ? null : readPullMemory(remotes.postmortem);
  return {
    ref: incident.ref,
    title: `${incident.isDrill ? "Drill: " : ""}${incident.title}`,
    url: remotes.issue?.url ?? null,
    items: incident.actions,
    written: written ?? (carried?.state === "merged" ? carried.items : null),
  };
}

/** The tracker with the section in it, or why it is left alone. */
export function editTracker(files: Files, path: string, wanted: TrackerSection, knowing: Knowing): Edited {
  const page = files[path] ?? null;
  if (page instanceof NotText) return { changes: [], notes: [sayNotText(page)], wrote: null };
  const about = { path, ref: wanted.ref };
  const known = page === null ? {} : knownBoxes(page, about, knowing);
  const boxed = withKnown(wanted.written, known, knowing);
  const section = { ...wanted, written: page === null ? boxed : withKnownWords(boxed, page, about, knowing) };
  const put = putIncident(page, section);
  if (!put.ok) return { changes: [], notes: [`${path}: ${explainTracker(put.refused)}`], wrote: null };
  return {
    changes: put.value === page ? [] : [{ path, content: put.value }],
    notes: [],
    wrote: null,
    items: trackerWritten(put.value, section),
    heard: heardAfterWriting(knowing.heard, put.value, { ...section, path, boxes: "legend" }),
    words: wordsAfterWriting(knowing.words, put.value, { ...section, path }),
  };
}

export function writtenItems({ incident }: Delivery): WrittenItem[] {
  return incident.actions.map((item) => ({
    id: item.id,
    done: item.done,
    status: actionStatus(item),
    text: trackerText(incident.ref, item),
  }));
}
