import { createHash } from "node:crypto";
import type { Person, Setting } from "@muster/incident";
import { parseOnCall, resolvePerson, whoIsOnCall, type OnCallWeek, type Policy } from "@muster/policy";
import { canonical, policyAt, policyInForce, readDocument, type Db } from "@muster/store";

/** What decisions look at besides the incident: a policy, and who is on call. */
export type Settings = {
  /** For a new incident: the policy in force. */
  inForce(db: Db, workspaceId: string, now: Date): Promise<Setting>;
  /** For an incident that exists: the policy that it was declared under, and who is on call now. */
  of(db: Db, incident: { workspaceId: string; policyVersion: string }, now: Date): Promise<Setting>;
  policyOf(db: Db, incident: { workspaceId: string; policyVersion: string }): Promise<Policy>;
};

/** A version never changes, so what is kept here is never stale; this many are enough for many workspaces. */
const keptMax = 200;

export function createSettings(): Settings {
  const policies = new Map<string, Policy>();
  const rotas = new Map<string, OnCallWeek[]>();

  async function policyOf(db: Db, about: { workspaceId: string; policyVersion: string }): Promise<Policy> {
    const { workspaceId, policyVersion } = about;
    const kept = policies.get(`${workspaceId} ${policyVersion}`);
    if (kept !== undefined) return kept;
    const policy = await policyAt(db, workspaceId, policyVersion);
    if (policy === null) throw new Error(`Workspace ${workspaceId} has no policy version ${policyVersion}.`);
    keep(policies, `${workspaceId} ${policyVersion}`, policy);
    return policy;
  }

  async function onCall(db: Db, workspaceId: string, policy: Policy, now: Date): Promise<Person[]> {
    const path = policy.onCall.document;
    const document = path === null ? null : await readDocument(db, workspaceId, path);
    if (document === null) return [];
    const digest = createHash("sha256").update(document.content).digest("hex");
    const weeks = rotas.get(digest) ?? parseOnCall(document.content).weeks;
    keep(rotas, digest, weeks);
    return whoIsOnCall(weeks, now).map((name) => resolvePerson(policy, name));
  }

  return {
    policyOf,
    async inForce(db, workspaceId, now) {
      const found = await policyInForce(db, workspaceId);
      if (found === null) throw new Error(`Workspace ${workspaceId} is not known here, or has no policy.`);
      const { policy, version } = found;
      return { policy, policyVersion: version, onCall: await onCall(db, workspaceId, policy, now) };
    },
    async of(db, incident, now) {
      const policy = await policyOf(db, incident);
      return {
        policy,
        policyVersion: incident.policyVersion,
        onCall: await onCall(db, incident.workspaceId, policy, now),
      };
    },
  };
}

/** The same policy is the same version, in every process and after every restart. */
export function policyVersion(policy: Policy): string {
  return createHash("sha256").update(canonical(policy)).digest("hex").slice(0, 12);
}

function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest);
}
