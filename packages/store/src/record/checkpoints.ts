import { randomBytes } from "node:crypto";
import type { Incident } from "@muster/incident";
import { and, asc, desc, eq, gt, sql } from "../drizzle.ts";
import type { Db } from "../connection.ts";
import { toHex } from "../hex.ts";
import { checkpoints, incidents } from "../schema/index.ts";
import { lockWorkspace } from "../workspaces.ts";
import { checkpointDigest, writeCheckpoint } from "./checkpoint.ts";
import { proofOf, rootOf, type Proof } from "./merkle.ts";
import type { Signer } from "./signer.ts";

export type StoredCheckpoint = { number: number; day: string; text: string };

export type NewCheckpoint = {
  workspaceId: string;
  day: string;
  now: Date;
  signers: readonly [Signer, ...Signer[]];
  /** Whether what changed since the last one is reason enough. */
  isWorthIt(changed: readonly Incident[]): boolean;
};

/** Signs where all records of a workspace end now. The same day again gives the same one. Null: there was no reason. */
export async function takeCheckpoint(tx: Db, wanted: NewCheckpoint): Promise<StoredCheckpoint | null> {
  const { workspaceId, day, now, signers } = wanted;
  if ((await lockWorkspace(tx, workspaceId)) === null) return null;
  const [last] = await newest(tx, workspaceId);
  if (last?.day === day) return last;

  const changed = await tx
    .select({ id: incidents.id, seq: incidents.seq, head: incidents.head, state: incidents.state })
    .from(incidents)
    .where(and(eq(incidents.workspaceId, workspaceId), sql`${incidents.seq} > ${incidents.vouchedSeq}`))
    .orderBy(asc(incidents.id));
  if (!wanted.isWorthIt(changed.map(({ state }) => state))) return null;

  const blind = randomBytes(32).toString("hex");
  const heads = changed.map(({ id, seq, head }) => ({ incidentId: id, seq, hash: toHex(head) }));
  const number = (last?.number ?? 0) + 1;
  const text = writeCheckpoint(
    {
      workspace: workspaceId,
      number,
      day,
      at: now.toISOString(),
      previous: last === undefined ? null : checkpointDigest(last.text),
      root: rootOf(heads, blind),
    },
    signers,
  );
  await tx.insert(checkpoints).values({
    workspaceId,
    number,
    day,
    body: text,
    blind,
    changed: heads.map(({ incidentId, seq }) => [incidentId, seq]),
  });
  for (const { incidentId, seq } of heads)
    await tx.update(incidents).set({ vouchedSeq: seq }).where(eq(incidents.id, incidentId));
  return { number, day, text };
}

const shown = { number: checkpoints.number, day: checkpoints.day, text: checkpoints.body };

async function newest(db: Db, workspaceId: string): Promise<StoredCheckpoint[]> {
  return db
    .select(shown)
    .from(checkpoints)
    .where(eq(checkpoints.workspaceId, workspaceId))
    .orderBy(desc(checkpoints.number))
    .limit(1);
}

/** Those after a number, the oldest first. */
export async function listCheckpoints(
  db: Db,
  workspaceId: string,
  { after, limit }: { after: number; limit: number },
): Promise<StoredCheckpoint[]> {
  return db
    .select(shown)
    .from(checkpoints)
    .where(and(eq(checkpoints.workspaceId, workspaceId), gt(checkpoints.number, after)))
    .orderBy(asc(checkpoints.number))
    .limit(limit);
}

export async function lastCheckpoint(db: Db, workspaceId: string): Promise<StoredCheckpoint | null> {
  return (await newest(db, workspaceId))[0] ?? null;
}

/** The newest checkpoint about an incident, with the proof that it is; null before there is one. */
export async function vouchedFor(
  db: Db,
  workspaceId: string,
  incidentId: string,
): Promise<{ checkpoint: string; seq: number; proof: Proof } | null> {
  const [row] = await db
    .select({ text: checkpoints.body, blind: checkpoints.blind, changed: checkpoints.changed })
    .from(checkpoints)
    .where(
      and(
        eq(checkpoints.workspaceId, workspaceId),
        sql`${checkpoints.changed} @> ${JSON.stringify([[incidentId]])}::jsonb`,
      ),
    )
    .orderBy(desc(checkpoints.number))
    .limit(1);
  if (row === undefined) return null;
  const heads = await Promise.all(
    row.changed.map(async ([id, seq]) => {
      const { rows } = await db.execute<{ hash: string }>(
        sql`select encode(hash, 'hex') as hash from events where incident_id = ${id} and seq = ${seq}`,
      );
      return { incidentId: id, seq, hash: rows[0]?.hash ?? "" };
    }),
  );
  const proof = proofOf(heads, row.blind, incidentId);
  const seq = row.changed.find(([id]) => id === incidentId)?.[1];
  return proof === null || seq === undefined ? null : { checkpoint: row.text, seq, proof };
}
