import { levelOfLabels, noticeIssueGone, noticePull, pullSurface, type Intent } from "@muster/github";
import { explain } from "@muster/incident";
import { actorFor } from "../actor-for.ts";
import { readIssue } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import { followActionIssue, rescueOnActionIssue } from "./follow-action-issue.ts";
import { followPages } from "./follow-pages.ts";
import { followIssue } from "./follow-issue.ts";
import { hearComment } from "./hear-comment.ts";
import type { IntentHands } from "./intent-hands.ts";
import { lookAtChecks, noteDeployment, notePull, noteReverts } from "./note-work.ts";
import { noticeNews } from "./notice-issue.ts";
import { restoreLabel } from "./restore-label.ts";
import { publishPostmortem } from "./publish-postmortem.ts";

type About = { workspace: KnownWorkspace; requestId: string };

/** Does what one intent asks. Doing it again changes nothing. What it returns says what became of it. */
export async function actOnIntent(hands: IntentHands, about: About, intent: Intent): Promise<string> {
  const { engine, log } = hands;
  const { workspace } = about;
  switch (intent.do) {
    case "declare":
      return declare(hands, about, intent);
    case "hear-comment":
      return hearComment(hands, workspace, intent.comment);
    case "follow-issue":
      return followIssue(hands, about, intent);
    case "follow-pages":
      return followPages(hands, workspace, intent.pages);
    case "follow-action-issue":
      return followActionIssue(hands, workspace, intent);
    case "rescue-on-action-issue":
      return rescueOnActionIssue(hands, workspace, intent);
    case "notice-issue":
      return noticeNews(hands, workspace, intent);
    case "notice-issue-gone": {
      const { number, where } = intent;
      const change = (remote: Parameters<typeof noticeIssueGone>[0]) => noticeIssueGone(remote, where);
      const isKept = await engine.remotes.amend(workspace.id, "issue", String(number), change, {
        redeliver: true,
      });
      return isKept ? `issue ${number} is gone, another is filed` : `issue ${number} was not ours`;
    }
    case "notice-pull": {
      const { pull } = intent;
      const isKept = await engine.remotes.amend(
        workspace.id,
        pullSurface(pull),
        String(pull.number),
        (remote) => noticePull(remote, pull),
        { redeliver: pull.state === "open" },
      );
      return isKept ? `noticed pull request ${pull.number}` : `pull request ${pull.number} is not known`;
    }
    case "note-pull":
      return notePull(hands, workspace, intent);
    case "look-at-checks":
      return lookAtChecks(hands, workspace, intent);
    case "note-deployment":
      return noteDeployment(hands, workspace, intent);
    case "note-reverts":
      return noteReverts(hands, workspace, intent);
    case "publish-postmortem":
      return publishPostmortem(hands, { ...about, ...intent });
    case "check-policy": {
      const { pull, head } = intent;
      // Once for each commit, however often GitHub tells of it.
      await engine.errands.put(workspace.id, [
        { key: `check-policy:${head}`, errand: { do: "check-policy", pull, head } },
      ]);
      return `pull request ${pull} is looked at for the policy`;
    }
    case "check-postmortem": {
      const { do: _, ...look } = intent;
      const { pull, head } = look;
      await engine.errands.put(workspace.id, [
        {
          key: `check-postmortem:${head}`,
          errand: { do: "check-postmortem", ...look },
          line: `check-postmortem:${pull}`,
        },
      ]);
      return `pull request ${pull} is looked at for postmortems`;
    }
    case "check-release": {
      const { pull, head, at } = intent;
      await engine.errands.put(workspace.id, [
        { key: `check-release:${pull}:${head}:${at}`, errand: { do: "check-release", pull, head } },
      ]);
      return `pull request ${pull} is looked at for the release gate`;
    }
    case "refresh-documents":
      await hands.refreshDocuments(workspace);
      return "read the documents again";
    case "restore-label":
      return restoreLabel(hands, workspace, intent);
    case "follow-repository":
      return hands.followRepository(workspace, intent);
    case "check-installation":
      log.warn({ workspaceId: workspace.id, fix: intent.fix }, intent.what);
      // What needs nobody is in the log; what stops the work is told where people look.
      if (intent.fix !== null)
        await engine.errands.put(workspace.id, [
          { key: intent.key, errand: { do: "tell-ops", what: intent.what, fix: intent.fix } },
        ]);
      await hands.checkInstallation();
      return intent.what;
  }
}

async function declare(
  hands: IntentHands,
  { workspace, requestId }: About,
  intent: Extract<Intent, { do: "declare" }>,
): Promise<string> {
  const { engine, github, log } = hands;
  const { number } = intent.issue;
  // Whoever labels the issue of an incident by hand means that incident.
  const kept = await engine.read.byRemote(workspace.id, "issue", String(number));
  if (kept !== null) return `issue ${number} belongs to ${kept.ref}`;

  // Of several labels that were set at once each webhook may show only some; GitHub knows them all by now.
  const issue = await readIssue(github, workspace.repo, number);
  if (issue === null || issue.state === "closed") return `issue ${number} is closed or gone`;
  const { policy } = await engine.read.policy(workspace.id);
  const declaration = { ...intent.declaration, level: levelOfLabels(issue.labels, policy) };
  const declared = await engine.declare({
    workspaceId: workspace.id,
    declaration,
    actor: await actorFor(hands, workspace, intent.by, intent.mustCheck ? undefined : true),
    requestId: `github:${requestId}`,
    sameAs: intent.sameAs,
    reply: null,
  });
  if (declared.ok) return `${declared.value.isNew ? "declared" : "joined"} ${declared.value.incident.ref}`;
  log.warn(
    { workspaceId: workspace.id, issue: number, because: declared.refused.because },
    "an issue declared nothing",
  );
  return `refused: ${explain(declared.refused)}`;
}
