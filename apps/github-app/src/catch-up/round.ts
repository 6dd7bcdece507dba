import { readWebhook, type IntakeSetting, type Octokit } from "@muster/github";
import { actOnIntent } from "../inbox/act-on-intent.ts";
import type { IntentHands } from "../inbox/intent-hands.ts";
import type { KnownWorkspace } from "../known-workspace.ts";

export const pagesMax = 20;

export type Round = {
  hands: IntentHands;
  workspace: KnownWorkspace;
  octokit: Octokit;
  setting: IntakeSetting;
  /** The repository as webhooks carry it. */
  repository: unknown;
  since: Date;
};

/** Takes what was found as the webhook that should have come. */
export async function take(round: Round, event: string, news: object, requestId: string): Promise<void> {
  const { hands, workspace, setting, repository } = round;
  const read = readWebhook(event, { ...news, repository }, setting);
  if (!read.ok) {
    hands.log.error({ event, field: read.refused.field }, "GitHub's answer is not as it documents it");
    return;
  }
  for (const intent of read.value) await actOnIntent(hands, { workspace, requestId }, intent);
}
