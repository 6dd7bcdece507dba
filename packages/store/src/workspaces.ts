import type { Workspace } from "@muster/incident";
import { eq } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { workspaces } from "./schema/index.ts";

export type KnownWorkspace = Workspace & { preset: string };

export async function putWorkspace(db: Db, workspace: KnownWorkspace): Promise<void> {
  const { id, name, guildId, repo, preset } = workspace;
  const columns = { name, guildId, repoOwner: repo?.owner ?? null, repoName: repo?.name ?? null, preset };
  await db
    .insert(workspaces)
    .values({ id, ...columns })
    .onConflictDoUpdate({ target: workspaces.id, set: columns });
}

export async function listWorkspaces(db: Db): Promise<KnownWorkspace[]> {
  return (await db.select().from(workspaces).orderBy(workspaces.id)).map(known);
}

export async function workspaceById(db: Db, id: string): Promise<KnownWorkspace | null> {
  const [row] = await db.select().from(workspaces).where(eq(workspaces.id, id));
  return row === undefined ? null : known(row);
}

function known(row: typeof workspaces.$inferSelect): KnownWorkspace {
  const { id, name, guildId, repoOwner, repoName, preset } = row;
  const repo = repoOwner === null || repoName === null ? null : { owner: repoOwner, name: repoName };
  return { id, name, guildId, repo, preset };
}

/** The workspace, held until the transaction ends: what the repository says of it changes one thing after the other. */
export async function lockWorkspace(tx: Db, id: string): Promise<KnownWorkspace | null> {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, id)).for("no key update");
  return row === undefined ? null : known(row);
}
