import type { Person } from "@muster/incident";
import { asc, eq, sql } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { attestations } from "./schema/index.ts";
import { lockWorkspace } from "./workspaces.ts";

/** A named person's judgement of one item of the maturity model, as it was given. */
export type StoredAttestation = { item: string; level: number; note: string; by: Person; at: string };

/** Writes one behind those before it. Give it a transaction: the workspace is held meanwhile, so that no two get one number. */
export async function appendAttestation(
  tx: Db,
  workspaceId: string,
  { item, level, note, by, at }: StoredAttestation,
): Promise<void> {
  await lockWorkspace(tx, workspaceId);
  const [last] = await tx
    .select({ number: sql<number | null>`max(${attestations.number})` })
    .from(attestations)
    .where(eq(attestations.workspaceId, workspaceId));
  const number = (last?.number ?? 0) + 1;
  await tx.insert(attestations).values({ workspaceId, number, item, level, note, by, at: new Date(at) });
}

/** All that were ever given, the oldest first. */
export async function listAttestations(db: Db, workspaceId: string): Promise<StoredAttestation[]> {
  const rows = await db
    .select()
    .from(attestations)
    .where(eq(attestations.workspaceId, workspaceId))
    .orderBy(asc(attestations.number));
  return rows.map(({ item, level, note, by, at }) => ({ item, level, note, by, at: at.toISOString() }));
}
