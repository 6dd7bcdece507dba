import {
  countFrom,
  exportRecord,
  inTransaction,
  listWorkspaces,
  openErrands,
  parkedDeliveries,
  putBlob,
  putErrands,
  putPerson,
  readBlob,
  readDocument,
  retryErrands,
  retryGivenUp,
  storeDelivery,
  unknownDeliveries,
} from "@muster/store";
import { amendRemote } from "./amend.ts";
import type { Engine, EngineParts, Worker } from "./api.ts";
import { createCheckpoints } from "./checkpoints.ts";
import { createAttestations } from "./maturity.ts";
import { declareIncident, series } from "./declare.ts";
import { putRepositoryDocument, registerWorkspace } from "./documents.ts";
import { workErrands } from "./errands.ts";
import { forgetRegularly } from "./forget.ts";
import { handle } from "./handle.ts";
import { importPast } from "./import-past.ts";
import { workInbox } from "./inbox.ts";
import { workLane } from "./lanes.ts";
import { createLinks } from "./links.ts";
import { createRead } from "./read.ts";
import { restoreFound } from "./restore-found.ts";
import { restoreRecords } from "./restore.ts";
import { createSettings } from "./setting.ts";
import { pendingNow, settle } from "./settle.ts";
import type { Shell } from "./shell.ts";
import { storable } from "./storable.ts";
import { workTimers } from "./timers.ts";

const parkedMax = 100;

/** The imperative shell around the core: everything that happens to incidents goes through here. */
export function createEngine(parts: EngineParts): Engine {
  const shell: Shell = {
    failpoint: () => {},
    chance: Math.random,
    newId: () => crypto.randomUUID(),
    ...parts,
    settings: createSettings(),
  };
  const { db, wake } = shell.store;
  const workers = new Set<Worker>();

  function working(worker: Worker): Worker {
    const known: Worker = {
      async stop() {
        workers.delete(known);
        await worker.stop();
      },
    };
    workers.add(known);
    return known;
  }

  return {
    declare: (request) => declareIncident(shell, request),
    order: (request) => handle(shell, request),
    workspaces: {
      put: (workspace) => registerWorkspace(shell, workspace),
      list: () => listWorkspaces(db),
    },
    read: createRead(shell),
    people: {
      put: (workspaceId, people) =>
        inTransaction(db, async (tx) => {
          for (const person of people) await putPerson(tx, workspaceId, storable(person));
        }),
    },
    links: createLinks(shell),
    documents: {
      put: (workspaceId, path, found, commit) =>
        putRepositoryDocument(shell, workspaceId, path, found, commit),
      async get(workspaceId, path) {
        const document = await readDocument(db, workspaceId, path);
        if (document === null) return null;
        const { content, commit, unreadable } = document;
        return { content, commit, unreadable };
      },
    },
    blobs: {
      put: (bytes, contentType) => putBlob(db, bytes, contentType),
      get: (sha256) => readBlob(db, sha256),
    },
    remotes: {
      amend: (workspaceId, surface, remoteId, change, { redeliver }) =>
        amendRemote(shell, { workspaceId, surface, remoteId, change, redeliver }),
    },
    effects: {
      async retry(workspaceId, incidentId) {
        const now = shell.clock.now();
        let count = await retryGivenUp(db, workspaceId, incidentId ?? null, now);
        if (incidentId === undefined) count += await retryErrands(db, workspaceId, now);
        wake.tell("effects");
        return count;
      },
    },
    checkpoints: createCheckpoints(shell),
    attestations: createAttestations(shell),
    record: {
      export: (workspaceId, { attachments }, take) =>
        exportRecord(db, { workspaceId, attachments, now: shell.clock.now() }, take),
      countFrom: (workspaceId, number) => countFrom(db, workspaceId, series, number),
      restore: (records) => restoreRecords(shell, records),
      importPast: (workspaceId, replays) => importPast(shell, workspaceId, replays),
      restoreFound: (workspaceId, found) => restoreFound(shell, workspaceId, found),
    },
    inbox: {
      async put({ raw, ...about }) {
        const said = await storeDelivery(db, { ...storable(about), raw, receivedAt: shell.clock.now() });
        // Only this process: other replicas look every second, and a burst of deliveries should not wake them all.
        if (said === "stored") wake.nudge("inbox");
        return said;
      },
      unknown: (source, deliveryIds) => unknownDeliveries(db, source, deliveryIds),
      work: (source, handler, options) => working(workInbox(shell, source, handler, options)),
      parked: () => parkedDeliveries(db, parkedMax),
    },
    errands: {
      async put(workspaceId, errands) {
        const count = await putErrands(db, workspaceId, storable(errands), shell.clock.now());
        if (count > 0) wake.tell("effects");
      },
      work: (lane, doErrand) => working(workErrands(shell, lane, doErrand)),
      open: (workspaceId) => openErrands(db, workspaceId),
    },
    lanes: {
      work: (lane, deliver, options) => working(workLane(shell, lane, deliver, options?.concurrency)),
    },
    timers: {
      work() {
        const [timers, forgetting] = [workTimers(shell), forgetRegularly(shell)];
        return working({
          async stop() {
            await Promise.all([timers.stop(), forgetting.stop()]);
          },
        });
      },
    },
    tick() {
      for (const topic of ["timers", "effects", "inbox"] as const) wake.tell(topic);
    },
    settle: (options) => settle(shell, options),
    pending: () => pendingNow(shell),
    async stop() {
      await Promise.all([...workers].map((worker) => worker.stop()));
    },
  };
}
