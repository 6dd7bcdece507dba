import type { Engine, Log } from "@muster/engine";
import {
  actorOf,
  isTie,
  levelOfLabels,
  noticeIssue,
  noticeIssueGone,
  noticePull,
  pullSurface,
  type Github,
  type Intent,
} from "@muster/github";
import { explain, type Remote } from "@muster/incident";
import { lastLabelByPerson, mayRespond, readIssue } from "../ask-github.ts";
import type { KnownWorkspace } from "../known-workspace.ts";
import { hearComment } from "./hear-comment.ts";
import { publishPostmortem } from "./publish-postmortem.ts";

export type IntentHands = {
  engine: Engine;
  github: Github;
  log: Log;
  now: () => Date;
  refreshDocuments: (workspace: KnownWorkspace) => Promise<void>;
  /** Looks again what the App may do, after GitHub said that something changed. */
  checkInstallation: () => Promise<void>;
};

type About = { workspace: KnownWorkspace; requestId: string };

/** Does what one intent asks. Doing it again changes nothing. What it returns says what became of it. */
export async function actOnIntent(hands: IntentHands, about: About, intent: Intent): Promise<string> {
  const { engine, log } = hands;
  const { workspace } = about;
  switch (intent.do) {
    case "declare":
      return declare(hands, about, intent);
    case "set-severity":
      return setSeverity(hands, about, intent);
    case "hear-comment":
      return hearComment(hands, workspace, intent.comment);
    case "notice-issue":
      return noticed(hands, workspace, intent);
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
    case "publish-postmortem":
      return publishPostmortem(engine, { ...about, ...intent });
    case "check-policy": {
      const { pull, head } = intent;
      // Once for each commit, however often GitHub tells of it.
      await engine.errands.put(workspace.id, [
        { key: `check-policy:${head}`, errand: { do: "check-policy", pull, head } },
      ]);
      return `pull request ${pull} is looked at for the policy`;
    }
    case "refresh-documents":
      await hands.refreshDocuments(workspace);
      return "read the documents again";
    case "check-installation":
      log.warn({ workspaceId: workspace.id, fix: intent.fix }, intent.what);
      await hands.checkInstallation();
      return intent.what;
  }
}

async function declare(
  { engine, github, log }: IntentHands,
  { workspace, requestId }: About,
  intent: Extract<Intent, { do: "declare" }>,
): Promise<string> {
  const { number } = intent.issue;
  // Whoever labels the issue of an incident by hand means that incident.
  const kept = await engine.read.byRemote(workspace.id, "issue", String(number));
  if (kept !== null) return `issue ${number} belongs to ${kept.ref}`;

  // Of several labels that were set at once each webhook may show only some; GitHub knows them all by now.
  const issue = await readIssue(github, workspace.repo, number);
  if (issue === null || issue.state === "closed") return `issue ${number} is closed or gone`;
  const { policy } = await engine.read.policy(workspace.id);
  const declaration = { ...intent.declaration, level: levelOfLabels(issue.labels, policy) };
  const isResponder = !intent.mustCheck || (await mayRespond(github, workspace.repo, intent.by.login));
  const declared = await engine.declare({
    workspaceId: workspace.id,
    declaration,
    actor: actorOf(intent.by, policy, isResponder),
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

async function setSeverity(
  { engine, github }: IntentHands,
  { workspace }: About,
  { number, level, at, by }: Extract<Intent, { do: "set-severity" }>,
): Promise<string> {
  const kept = await engine.read.byRemote(workspace.id, "issue", String(number));
  if (kept === null) return `issue ${number} is not ours`;
  const { policy } = await engine.read.policy(workspace.id);
  // News may come late: what a person said since stands.
  const last = await lastLabelByPerson(
    github,
    workspace.repo,
    number,
    (label) => levelOfLabels([label], policy) !== null,
  );
  if (last !== null && levelOfLabels([last], policy) !== level)
    return `issue ${number} was given ${last} since`;
  const changed = await engine.order({
    workspaceId: workspace.id,
    incident: { id: kept.id },
    command: { do: "change-severity", level, reason: `label severity:${level} set on issue #${number}` },
    actor: actorOf(by, policy, true),
    // By what happened and not by the delivery, whose id is not signed: the same bytes under another id are the same news.
    requestId: `github:severity:${number}:${level}:${at}`,
  });
  return changed.ok ? `${kept.ref} is ${level}` : `refused: ${explain(changed.refused)}`;
}

type IssueNews = Extract<Intent, { do: "notice-issue" }>;

async function noticed(hands: IntentHands, workspace: KnownWorkspace, news: IssueNews): Promise<string> {
  const { number } = news.issue;
  let wasTie = false;
  // What is on record is looked at under its lock: a delivery that is under way writes down first what it has just written.
  const isKept = await amend(hands, workspace, news, (remote) => {
    wasTie = news.replacedByUs === null && isTie(remote, news);
    return wasTie ? remote : noticeIssue(remote, news);
  });
  if (!isKept) return `issue ${number} is not ours`;
  if (wasTie) {
    const issue = (await readIssue(hands.github, workspace.repo, number)) ?? news.issue;
    await amend(hands, workspace, news, (remote) => noticeIssue(remote, { ...news, issue }));
  }
  return `noticed issue ${number}`;
}

function amend(
  { engine }: IntentHands,
  workspace: KnownWorkspace,
  { issue, replacedByUs, byBot }: IssueNews,
  change: (remote: Remote) => Remote,
): Promise<boolean> {
  // A body that stands as it should costs no call, so it may always be looked at again; only machines are not argued with.
  const redeliver = !byBot || replacedByUs !== null;
  return engine.remotes.amend(workspace.id, "issue", String(issue.number), change, { redeliver });
}
