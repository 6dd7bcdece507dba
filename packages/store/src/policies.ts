import { policySchema, type Policy } from "@muster/policy";
import { and, desc, eq, ne, sql } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { policies } from "./schema/index.ts";

export type StoredPolicy = { version: string; policy: Policy };

/** A policy that an older Muster stored lacks the fields that came since; each has a default. */
const whole = (stored: Policy): Policy => policySchema.parse(stored);

export async function policyInForce(db: Db, workspaceId: string): Promise<StoredPolicy | null> {
  const [row] = await db
    .select({ version: policies.version, policy: policies.policy })
    .from(policies)
    .where(and(eq(policies.workspaceId, workspaceId), eq(policies.inForce, true)));
  return row === undefined ? null : { ...row, policy: whole(row.policy) };
}

/** A policy as it was, for the incidents that were declared under it. */
export async function policyAt(db: Db, workspaceId: string, version: string): Promise<Policy | null> {
  const [row] = await db
    .select({ policy: policies.policy })
    .from(policies)
    .where(and(eq(policies.workspaceId, workspaceId), eq(policies.version, version)));
  return row === undefined ? null : whole(row.policy);
}

export type NewPolicy = StoredPolicy & {
  workspaceId: string;
  source: string;
  commit: string | null;
  loadedAt: Date;
};

/** Puts a policy in force. Give it a transaction: for an instant there is none. The ones before stay readable. */
export async function putPolicy(tx: Db, { workspaceId, version, ...rest }: NewPolicy): Promise<void> {
  await tx
    .update(policies)
    .set({ inForce: false })
    .where(
      and(eq(policies.workspaceId, workspaceId), eq(policies.inForce, true), ne(policies.version, version)),
    );
  const { policy: _same, loadedAt: _now, ...about } = rest;
  // What is in force and is read once more, as at every start, has been in force since then.
  const loadedAt = sql`case when ${policies.inForce} then ${policies.loadedAt} else excluded.loaded_at end`;
  await tx
    .insert(policies)
    .values({ workspaceId, version, ...rest, inForce: true })
    .onConflictDoUpdate({
      target: [policies.workspaceId, policies.version],
      set: { ...about, loadedAt, inForce: true },
    });
}

export type PolicyVersion = StoredPolicy & { commit: string | null; loadedAt: Date; isInForce: boolean };

/** Every policy that was in force, the one that came last first. */
export async function listPolicies(db: Db, workspaceId: string): Promise<PolicyVersion[]> {
  const { version, policy, commit, loadedAt, inForce } = policies;
  const rows = await db
    .select({ version, policy, commit, loadedAt, isInForce: inForce })
    .from(policies)
    .where(eq(policies.workspaceId, workspaceId))
    .orderBy(desc(policies.loadedAt));
  return rows.map((row) => ({ ...row, policy: whole(row.policy) }));
}
