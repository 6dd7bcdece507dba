import type { Octokit } from "@octokit/rest";
import type { Delivery, Person, Verdict } from "@muster/incident";
import { mergePostmortem, renderDocuments, withBoxes, withWords, type Document } from "@muster/templates";
import { isTrackerBranch, pullBranch, readPullBranch } from "../branches.ts";
import { digestOf } from "../digest.ts";
import { readPullMemory, readWrote, type PullMemory, type Wrote } from "../pull-memory.ts";
import { wantedReviewers, type WantedReviewers } from "../reviewers.ts";
import { documentsText } from "../views/documents-text.ts";
import { pullText } from "../views/pull-text.ts";
import { askReviewers } from "./ask-reviewers.ts";
import { keepPull, type Edited, type Files, type PullPlan } from "./keep-pull.ts";
import { named, NotText, readDefaultHead, sayNotText, type Repo } from "./repository.ts";
import { knownWords, readHeardWords, wordsAfterWriting } from "../heard-words.ts";
import { heardAfterWriting, heardInAll, knownBoxes, readHeard, type Knowing } from "../heard-boxes.ts";
import { editTracker, trackerSection, writtenItems } from "./tracker.ts";

/**
 * Keeps a pull request open that holds the documents of the policy and the plan tracker with the action items, in one commit at first.
 * What people change in it stays; once it is merged or closed nothing of it is touched again.
 */
export async function deliverPostmortem(
  delivery: Delivery,
  octokit: Octokit,
  repo: Repo,
  people: readonly Person[],
): Promise<Verdict> {
  const memory = delivery.remote === null ? null : readPullMemory(delivery.remote);
  const { incident, policy } = delivery;
  const wanted = wantedReviewers(incident, policy, people);
  const carries =
    memory?.carriesTracker ?? (await isTrackerFree(octokit, repo, pullBranch("postmortem", incident)));
  const plan = postmortemPlan(delivery, memory, { wanted, carries });
  const told = await keepPull(delivery, octokit, repo, plan);
  if (told.verdict !== "sent" || told.remote === null || told.remote === delivery.remote) return told;
  const base = await readDefaultHead(octokit, repo);
  const remote = { ...told.remote, extra: { ...told.remote.extra, carriesTracker: carries } };
  const asked = await askReviewers(octokit, repo, remote, { wanted, paths: plan.paths, base: base.oid });
  return { ...told, remote: asked };
}

/** Another open one of ours that changes the tracker would conflict with this one as soon as either is merged. */
async function isTrackerFree(octokit: Octokit, repo: Repo, own: string): Promise<boolean> {
  const { data } = await octokit.rest.pulls.list({ ...named(repo), state: "open", per_page: 100 });
  return !data.some(
    ({ head: { ref } }) =>
      ref !== own && (isTrackerBranch(ref) || readPullBranch(ref)?.what === "postmortem"),
  );
}

function postmortemPlan(
  delivery: Delivery,
  memory: PullMemory | null,
  { wanted, carries }: { wanted: WantedReviewers; carries: boolean },
): PullPlan {
  const { incident, policy, remotes } = delivery;
  const tracker = policy.tracker.path;
  const section = trackerSection(delivery, memory?.items ?? null);
  const rendered = renderDocuments({ incident, policy, remotes });
  const { documents } = rendered;
  return {
    branch: pullBranch("postmortem", incident),
    round: 1,
    paths: [...documents.map(({ path }) => path), ...(carries ? [tracker] : [])],
    // What it does not carry comes into the tracker once it is merged.
    items: carries ? writtenItems(delivery) : [],
    digest: digestOf(JSON.stringify([documents.map(({ text }) => text), incident.actions, wanted])),
    isDraft: policy.postmortem.draft,
    text: (notes) =>
      pullText(
        "postmortem",
        { incident, policy, remotes },
        notes,
        documentsText({ ...rendered, incident, policy }),
      ),
    edit(files) {
      const knowing = {
        heard: readHeard(delivery.remote),
        words: readHeardWords(delivery.remote),
        asItStands: delivery.attempt > 1,
        isRetry: delivery.attempt > 1,
      };
      const pages = documents.map((document) => editDocument(files, { document, memory, delivery, knowing }));
      const nothing: Edited = { changes: [], notes: [], wrote: null };
      const tracked = carries ? editTracker(files, tracker, section, knowing) : nothing;
      const wrote = Object.assign({}, ...pages.map((page) => page.wrote)) as Wrote; // Each page knows its own path alone.
      const all = [...pages, tracked];
      return {
        changes: all.flatMap(({ changes }) => changes),
        notes: all.flatMap(({ notes }) => notes),
        wrote,
        ...(tracked.items === undefined ? {} : { items: tracked.items }),
        heard: heardInAll(all.map(({ heard = knowing.heard }) => heard)),
        words: heardInAll(all.map(({ words = knowing.words }) => words)),
      };
    },
  };
}

type Edit = { document: Document; memory: PullMemory | null; delivery: Delivery; knowing: Knowing };

function editDocument(files: Files, { document, memory, delivery, knowing }: Edit): Edited {
  const { path, text: ours } = document;
  const theirs = files[path] ?? null;
  const wrote = readWrote(memory, document);
  const as = (wrote: string | null): Wrote => (wrote === null ? {} : { [path]: wrote });
  // Whoever took the file out of the pull request did so on purpose.
  if (theirs === null && wrote !== null) return { changes: [], notes: [], wrote: as(wrote) };
  if (theirs instanceof NotText) return { changes: [], notes: [sayNotText(theirs)], wrote: as(wrote) };
  const { ref, actions } = delivery.incident;
  const carried = { ref, actions: document.carriesActions ? actions : [] };
  const merged =
    theirs === null
      ? ours
      : mergePostmortem({ base: baseOf(wrote, { path, ref, theirs, knowing }), ours, theirs }, carried);
  // What we render is the base of the next merge, not what came out: words of people in that would count as ours.
  return {
    changes: merged === theirs ? [] : [{ path, content: merged }],
    notes: [],
    wrote: as(ours),
    heard: heardAfterWriting(knowing.heard, merged, { path, ref, items: carried.actions, boxes: "plain" }),
    words: wordsAfterWriting(knowing.words, merged, { path, ref, items: carried.actions }),
  };
}

/** The document as we wrote it, with the boxes and words that people set since and that were heard: they are no difference any more. */
function baseOf(
  wrote: string | null,
  { path, ref, theirs, knowing }: { path: string; ref: string; theirs: string; knowing: Knowing },
): string | null {
  if (wrote === null) return null;
  const boxed = withBoxes(wrote, ref, knownBoxes(theirs, { path, ref }, knowing));
  return withWords(boxed, ref, knownWords(theirs, { path, ref }, knowing));
}
