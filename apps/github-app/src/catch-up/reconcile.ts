import { isSeen, readPullBranch, seenIn, type IntakeSetting, type SeenIssue } from "@muster/github";
import type { IntentHands } from "../inbox/intent-hands.ts";
import { followSince } from "../inbox/follow-issue.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import { reconcileActions, reconcileTracker } from "./reconcile-actions.ts";
import { reconcileComments } from "./reconcile-comments.ts";
import { pagesMax, take, type Round } from "./round.ts";

/**
 * Looks at what changed on GitHub itself since then, for webhooks that never came and are in no log any more. What is found is read
 * as the webhook that should have come, so that both ways lead to the same end.
 */
export async function reconcile(
  hands: IntentHands,
  { workspace, since, setting }: { workspace: KnownWorkspace; since: Date; setting: IntakeSetting },
): Promise<void> {
  const octokit = await hands.github.forRepo(workspace.repo, "pulls");
  const issues = await hands.github.forRepo(workspace.repo, "issues");
  const { data: repository } = await octokit.rest.repos.get(named(workspace));
  const round = { hands, workspace, setting, repository, since };
  // Words come before deeds: whoever resolves in a comment and then closes the issue means one thing.
  await reconcileComments({ ...round, octokit: issues });
  await reconcileIssues({ ...round, octokit: issues });
  const { label } = setting.policy.actions;
  await reconcileTracker(hands, { workspace, octokit, path: setting.policy.tracker.path });
  await reconcileActions(hands, { workspace, octokit: issues, label, since });
  await reconcilePulls({ ...round, octokit });
}

async function reconcileIssues(round: Round): Promise<void> {
  const { octokit, workspace, setting, since, hands } = round;
  const label = setting.policy.github.label;
  const pages = octokit.paginate.iterator(octokit.rest.issues.listForRepo, {
    ...named(workspace),
    labels: label,
    state: "all",
    since: since.toISOString(),
    per_page: 100,
  });
  let page = 0;
  for await (const { data } of pages) {
    for (const issue of data) {
      const kept = await hands.engine.read.byRemote(workspace.id, "issue", String(issue.number));
      const requestId = `reconcile:${issue.node_id}:${issue.updated_at}`;
      if (kept !== null) {
        await reconcileKept(round, kept.id, seenIn(issue));
        continue;
      }
      const sender = (await labelledBy(round, issue.number)) ?? issue.user;
      const news = { action: "labeled", label: { name: label }, issue, sender };
      await take(round, "issues", news, requestId);
    }
    page += 1;
    if (page >= pagesMax) break;
  }
}

/** What people did to an incident's issue, in its state and in its words. GitHub tells no reader who edited a text. */
async function reconcileKept(
  { hands, workspace, since }: Round,
  incidentId: string,
  issue: SeenIssue,
): Promise<void> {
  const { issue: remote } = await hands.engine.read.remotes(incidentId);
  if (remote === undefined || isSeen(remote, issue)) return;
  await followSince(hands, { workspace }, { number: issue.number, incidentId, since });
}

/** Who last set the label; null when GitHub does not say. */
async function labelledBy({ octokit, workspace, setting }: Round, number: number): Promise<unknown> {
  const label = setting.policy.github.label.toLowerCase();
  const events = await octokit.paginate(octokit.rest.issues.listEvents, {
    ...named(workspace),
    issue_number: number,
    per_page: 100,
  });
  const last = events.findLast(
    (event) => event.event === "labeled" && "label" in event && event.label.name?.toLowerCase() === label,
  );
  return last?.actor ?? null;
}

async function reconcilePulls(round: Round): Promise<void> {
  const { octokit, workspace, since } = round;
  const pages = octokit.paginate.iterator(octokit.rest.pulls.list, {
    ...named(workspace),
    state: "all",
    sort: "updated",
    direction: "desc",
    per_page: 50,
  });
  let page = 0;
  for await (const { data } of pages) {
    const changed = data.filter(({ updated_at }) => new Date(updated_at) >= since);
    for (const { number } of changed.filter(({ head }) => readPullBranch(head.ref) !== null)) {
      const { data: pull } = await octokit.rest.pulls.get({ ...named(workspace), pull_number: number });
      const action = pull.state === "closed" ? "closed" : "edited";
      const payload = { action, number, pull_request: pull, sender: pull.merged_by ?? pull.user };
      await take(round, "pull_request", payload, `reconcile:${pull.node_id}:${pull.updated_at}`);
    }
    for (const pull of changed.filter(({ head }) => readPullBranch(head.ref) === null)) {
      const payload = {
        action: pull.state === "open" ? "synchronize" : "closed",
        number: pull.number,
        pull_request: { ...pull, merged: pull.merged_at !== null },
        sender: pull.user ?? ghost,
      };
      await take(round, "pull_request", payload, `reconcile:${pull.node_id}:${pull.updated_at}`);
    }
    page += 1;
    if (changed.length < data.length || page >= pagesMax) break;
  }
}

/** GitHub's own stand-in for somebody who has left. */
const ghost = { id: 10_137, login: "ghost", type: "User" };

const named = ({ repo: { owner, name } }: KnownWorkspace) => ({ owner, repo: name });
