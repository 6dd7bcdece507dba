import { everybody, mayKnow, type Incident } from "@muster/incident";
import { inTransaction, lastCheckpoint, listCheckpoints, takeCheckpoint, vouchedFor } from "@muster/store";
import type { Engine } from "./api.ts";
import type { Shell } from "./shell.ts";

const listedMax = 400;

/**
 * Signs once a day where all records end. Whether there is a checkpoint must tell no outsider that something restricted happened, so what
 * they may not know of is no reason for one; but each Monday there is one in any case, and it covers that too.
 */
export function createCheckpoints(shell: Shell): Engine["checkpoints"] {
  const { db } = shell.store;
  return {
    take: (workspaceId, { day, signers }) =>
      inTransaction(db, (tx) =>
        takeCheckpoint(tx, {
          workspaceId,
          day,
          now: shell.clock.now(),
          signers,
          isWorthIt: (changed) => isMonday(day) || changed.some(isKnown),
        }),
      ),
    after: (workspaceId, number) => listCheckpoints(db, workspaceId, { after: number, limit: listedMax }),
    last: (workspaceId) => lastCheckpoint(db, workspaceId),
    about: (incident) => vouchedFor(db, incident.workspaceId, incident.id),
  };
}

const isKnown = (incident: Incident): boolean => mayKnow(incident, everybody);
const isMonday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;
