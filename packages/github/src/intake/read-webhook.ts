import type { z } from "zod";
import { no, yes, type Result } from "@muster/kernel";
import { commentIntents } from "./comments/comment-intents.ts";
import { actionIssueIntents } from "./action-issues.ts";
import { checkRunIntents, checkSuiteIntents, statusIntents } from "./checks.ts";
import { deploymentIntents } from "./deployments.ts";
import { installationIntents, installationRepositoriesIntents, repositoryIntents } from "./installation.ts";
import type { Intent } from "./intent.ts";
import { issueIntents } from "./issues.ts";
import {
  checkRunPayload,
  checkSuitePayload,
  deploymentStatusPayload,
  installationPayload,
  issueCommentPayload,
  issuesPayload,
  labelPayload,
  type IssuesPayload,
  pullRequestPayload,
  type PullRequestPayload,
  pushPayload,
  repositoryPayload,
  statusPayload,
} from "./payloads.ts";
import { pullIntents } from "./pulls.ts";
import { releaseIntents } from "./release-gate.ts";
import { pushIntents } from "./push.ts";
import { labelIntents } from "./repository-labels.ts";
import type { IntakeSetting } from "./setting.ts";

/** An issue may be an incident's, or an action item's. */
const bothIssueIntents = (payload: IssuesPayload, setting: IntakeSetting): Intent[] => [
  ...issueIntents(payload, setting),
  ...actionIssueIntents(payload, setting),
];

/** Whatever a pull request is for, releases may have to wait. */
const allPullIntents = (payload: PullRequestPayload, setting: IntakeSetting): Intent[] => [
  ...pullIntents(payload),
  ...releaseIntents(payload, setting),
];

type Reader = (payload: unknown, setting: IntakeSetting) => Result<Intent[], UnreadableWebhook>;

/** `field` says where the payload is not what GitHub documents. It never carries a value: those may be private. */
export type UnreadableWebhook = { because: "unreadable"; event: string; field: string };

const readers: Record<string, Reader> = {
  issues: reader("issues", issuesPayload, bothIssueIntents),
  issue_comment: reader("issue_comment", issueCommentPayload, commentIntents),
  pull_request: reader("pull_request", pullRequestPayload, allPullIntents),
  push: reader("push", pushPayload, pushIntents),
  check_run: reader("check_run", checkRunPayload, checkRunIntents),
  check_suite: reader("check_suite", checkSuitePayload, checkSuiteIntents),
  status: reader("status", statusPayload, statusIntents),
  deployment_status: reader("deployment_status", deploymentStatusPayload, deploymentIntents),
  installation: reader("installation", installationPayload, installationIntents),
  installation_repositories: reader(
    "installation_repositories",
    installationPayload,
    installationRepositoriesIntents,
  ),
  repository: reader("repository", repositoryPayload, repositoryIntents),
  label: reader("label", labelPayload, labelIntents),
};

/** The events Muster acts on. Others are taken and do nothing. */
export const readEvents: readonly string[] = Object.keys(readers);

/** What a verified webhook asks for. An event is a hint: it may come late, twice, or after a newer one. */
export function readWebhook(
  event: string,
  payload: unknown,
  setting: IntakeSetting,
): Result<Intent[], UnreadableWebhook> {
  const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
  return read === undefined ? yes([]) : read(payload, setting);
}

function reader<Schema extends z.ZodType>(
  event: string,
  schema: Schema,
  intents: (payload: z.infer<Schema>, setting: IntakeSetting) => Intent[],
): Reader {
  return (payload, setting) => {
    const parsed = schema.safeParse(payload);
    if (parsed.success) return yes(intents(parsed.data, setting));
    return no({ because: "unreadable", event, field: parsed.error.issues[0]?.path.join(".") ?? "" });
  };
}
