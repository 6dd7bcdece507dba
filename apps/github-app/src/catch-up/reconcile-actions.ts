import { readActionMark, readDefaultHead, type Octokit } from "@muster/github";
import { actOnIntent } from "../inbox/act-on-intent.ts";
import type { IntentHands } from "../inbox/intent-hands.ts";
import { readPage, takeChanges } from "../inbox/follow-pages.ts";
import type { KnownWorkspace } from "../known-workspace.ts";

const pagesMax = 10;

/** Looks at the own issues of action items that changed since then, for webhooks that never came. */
export async function reconcileActions(
  hands: IntentHands,
  about: { workspace: KnownWorkspace; octokit: Octokit; label: string; since: Date },
): Promise<void> {
  const { workspace, octokit, label, since } = about;
  const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
    owner: workspace.repo.owner,
    repo: workspace.repo.name,
    labels: label,
    state: "all",
    since: since.toISOString(),
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    for (const { body, number, updated_at: at, html_url: url, node_id } of data) {
      const of = readActionMark(body ?? "");
      if (of === null) continue;
      const news = {
        do: "follow-action-issue",
        ...of,
        number,
        did: null,
        reason: null,
        at,
        about: null,
        edit: { title: null, body: null },
        by: null,
        url,
      } as const;
      await actOnIntent(hands, { workspace, requestId: `reconcile:${node_id}:${at}` }, news);
    }
    page += 1;
    if (page >= pagesMax) break;
  }
}

/** Looks at the tracker itself, for pushes that nobody told of. Seen for the first time, nothing of it is news. */
export async function reconcileTracker(
  hands: IntentHands,
  { workspace, octokit, path }: { workspace: KnownWorkspace; octokit: Octokit; path: string },
): Promise<void> {
  const { oid } = await readDefaultHead(octokit, workspace.repo);
  const after = await readPage(octokit, workspace, path, oid);
  const known = await hands.engine.documents.get(workspace.id, path);
  if ((known?.content ?? null) === after) return;
  if (known !== null) {
    const pages = {
      ref: null,
      isDefault: true,
      hasOurs: true,
      after: oid,
      at: hands.now().toISOString(),
      by: null,
      url: null,
    };
    await takeChanges(hands, workspace, {
      pages,
      isLook: true,
      path,
      where: "tracker",
      before: known.content,
      after,
    });
  }
  await hands.engine.documents.put(workspace.id, path, after, oid);
}
