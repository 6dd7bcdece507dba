import { changedPages } from "./changed-pages.ts";
import type { Intent } from "./intent.ts";
import { revertedCommit } from "./mentions.ts";
import type { PushPayload } from "./payloads.ts";
import type { IntakeSetting } from "./setting.ts";
import { userOf } from "./user.ts";

/** GitHub lists no more commits than this in one push event. https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
const commitsMax = 2_048;

/** The files are read again from the branch itself: a push event may be late, and another may have passed it. */
export function pushIntents(payload: PushPayload, setting: IntakeSetting): Intent[] {
  return [...documentIntents(payload, setting), ...changedPages(payload, setting)];
}

function documentIntents(payload: PushPayload, setting: IntakeSetting): Intent[] {
  if (payload.deleted || payload.ref !== `refs/heads/${payload.repository.default_branch}`) return [];
  const touched = payload.commits.flatMap(({ added, modified, removed }) => [
    ...added,
    ...modified,
    ...removed,
  ]);
  const isPartial = payload.forced || payload.commits.length === 0 || payload.commits.length >= commitsMax;
  const isTouched = setting.documents.some((document) => touched.includes(document));
  return [
    ...(isPartial || isTouched ? [{ do: "refresh-documents" } as const] : []),
    ...revertIntents(payload),
  ];
}

function revertIntents({ commits, sender }: PushPayload): Intent[] {
  const reverts = commits.flatMap(({ id, message, url, timestamp }) => {
    const taken = revertedCommit(message);
    const title = message.split("\n")[0] ?? "";
    return taken === null ? [] : [{ commit: id, reverts: taken, title, url, at: timestamp }];
  });
  return reverts.length === 0 || sender == null ? [] : [{ do: "note-reverts", reverts, by: userOf(sender) }];
}
