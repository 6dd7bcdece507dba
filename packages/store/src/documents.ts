import { and, eq } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { documents } from "./schema/index.ts";
import type { PolicyProblem } from "./words.ts";

export type Document = {
  workspaceId: string;
  path: string;
  content: string;
  commit: string | null;
  loadedAt: Date;
  /** Why `content` is empty although the file is not. */
  unreadable: string | null;
  problems: PolicyProblem[];
};

export async function putDocument(db: Db, document: Document): Promise<void> {
  const { content, commit, loadedAt, unreadable, problems } = document;
  await db
    .insert(documents)
    .values(document)
    .onConflictDoUpdate({
      target: [documents.workspaceId, documents.path],
      set: { content, commit, loadedAt, unreadable, problems },
    });
}

export async function removeDocument(db: Db, workspaceId: string, path: string): Promise<void> {
  await db.delete(documents).where(and(eq(documents.workspaceId, workspaceId), eq(documents.path, path)));
}

export async function readDocument(db: Db, workspaceId: string, path: string): Promise<Document | null> {
  const [row] = await db
    .select()
    .from(documents)
    .where(and(eq(documents.workspaceId, workspaceId), eq(documents.path, path)));
  return row ?? null;
}
