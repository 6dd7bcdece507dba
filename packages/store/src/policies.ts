import { policySchema, type Policy } from "@muster/policy";
import { and, eq, ne } from "drizzle-orm";
import type { Db } from "./connection.ts";
import { policies } from "./schema.ts";

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
  const { policy: _same, ...about } = rest;
  await tx
    .insert(policies)
    .values({ workspaceId, version, ...rest, inForce: true })
    .onConflictDoUpdate({
      target: [policies.workspaceId, policies.version],
      set: { ...about, inForce: true },
    });
}
