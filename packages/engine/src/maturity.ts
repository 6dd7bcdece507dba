import { itemIds, maturityLevels, type Attestation, type MaturityRecord } from "@muster/insights";
import { parseOnCall, type Policy } from "@muster/policy";
import {
  appendAttestation,
  inTransaction,
  lastCheckpoint,
  listAttestations,
  listEverLinked,
  listPeople,
  listPolicies,
  readDocument,
  readWholeRecords,
  verifyChain,
  type Db,
  type StoredAttestation,
  type WholeRecord,
} from "@muster/store";
import type { Engine } from "./api.ts";
import type { Shell } from "./shell.ts";

/** The window is a year, and the trend looks at four earlier ones, each a quarter further back. */
const monthsRead = 25;
/** A team with more than this a year is told how many were not read. */
const incidentsMax = 3_000;

/** All that the maturity report is worked out from, with each record's chain of hashes checked on the way. */
export async function readMaturity(shell: Shell, workspaceId: string): Promise<MaturityRecord> {
  const { db } = shell.store;
  const since = shell.clock.now();
  since.setUTCMonth(since.getUTCMonth() - monthsRead);
  const [whole, policies, attestations, people, links, last] = await Promise.all([
    readWholeRecords(db, workspaceId, { since, limit: incidentsMax }),
    listPolicies(db, workspaceId),
    listAttestations(db, workspaceId),
    listPeople(db, workspaceId),
    listEverLinked(db, workspaceId),
    lastCheckpoint(db, workspaceId),
  ]);
  const byVersion = new Map(policies.map(({ version, policy }) => [version, policy]));
  const inForce = policies.find(({ isInForce }) => isInForce)?.policy ?? null;
  return {
    incidents: whole.records.flatMap((record) => {
      const policy = byVersion.get(record.incident.policyVersion);
      return policy === undefined ? [] : [recordedOf(record, policy)];
    }),
    policies: policies.map(({ policy, version, commit, loadedAt }) => ({
      policy,
      version,
      commit,
      loadedAt,
    })),
    rota: inForce === null ? [] : await rotaOf(db, workspaceId, inForce),
    checkpoints: last?.number ?? 0,
    attestations: attestations.flatMap(attestationOf),
    people: [
      ...people,
      ...links.map(({ discord, github }) => ({
        name: discord.name,
        discord: discord.id,
        github: github.login,
      })),
    ],
    unread: whole.unread,
  };
}

function recordedOf(
  { incident, chain, head, urls }: WholeRecord,
  policy: Policy,
): MaturityRecord["incidents"][number] {
  const verdict = verifyChain(chain, incident.id, head);
  return {
    incident,
    events: chain.map(({ event }) => event),
    policy,
    links: urls,
    fault: verdict.ok ? null : verdict.why,
  };
}

async function rotaOf(db: Db, workspaceId: string, { onCall: { document } }: Policy): Promise<string[]> {
  const page = document === null ? null : await readDocument(db, workspaceId, document);
  const names = parseOnCall(page?.content ?? "").weeks.flatMap((week) => week.people);
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

/** What a later Muster wrote of an item that this one does not know is left out. */
function attestationOf({ item, level, ...rest }: StoredAttestation): Attestation[] {
  const known = itemIds.find((id) => id === item);
  const step = [0, ...maturityLevels].find((one) => one === level);
  return known === undefined || step === undefined
    ? []
    : [{ item: known, level: step as Attestation["level"], ...rest }];
}

export function createAttestations(shell: Shell): Engine["attestations"] {
  return {
    add: (workspaceId, attestation) =>
      inTransaction(shell.store.db, (tx) => appendAttestation(tx, workspaceId, attestation)),
  };
}
