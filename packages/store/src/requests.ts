import { and, eq, sql } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { requests } from "./schema/index.ts";

/**
 * Takes a request for this transaction. Null: it is ours, and `answerRequest` must follow in the same transaction. Otherwise it was
 * answered before, with this. Of two that come at the same moment the second waits for the first one's answer.
 */
export async function takeRequest<Answer extends Record<string, unknown>>(
  tx: Db,
  workspaceId: string,
  requestId: string,
  now: Date,
): Promise<Answer | null> {
  const taken = await tx
    .insert(requests)
    .values({ workspaceId, requestId, at: now })
    .onConflictDoNothing()
    .returning({ requestId: requests.requestId });
  if (taken.length > 0) return null;
  const [known] = await tx
    .select({ answer: requests.answer })
    .from(requests)
    .where(and(eq(requests.workspaceId, workspaceId), eq(requests.requestId, requestId)));
  // A row is only ever committed with its answer.
  return known!.answer as Answer;
}

export async function answerRequest(
  tx: Db,
  workspaceId: string,
  requestId: string,
  answer: Record<string, unknown>,
): Promise<void> {
  await tx
    .update(requests)
    .set({ answer })
    .where(and(eq(requests.workspaceId, workspaceId), eq(requests.requestId, requestId)));
}

/** Forgets old answers, a bounded number at a time. Resolves to how many. */
export async function forgetRequests(db: Db, before: Date, limit: number): Promise<number> {
  const gone = await db
    .delete(requests)
    .where(sql`(${requests.workspaceId}, ${requests.requestId}) in (
      select workspace_id, request_id from requests where at < ${before.toISOString()}::timestamptz limit ${limit})`)
    .returning({ requestId: requests.requestId });
  return gone.length;
}
