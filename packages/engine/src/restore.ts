import { evolve, timersFor, type Incident } from "@muster/incident";
import {
  appending,
  inTransaction,
  inserting,
  isEmpty,
  putWorkspace,
  replacing,
  restoreRow,
  restoreVouched,
  together,
  updating,
  type ChainedEvent,
  type Db,
  type RecordEntry,
} from "@muster/store";
import type { Restored } from "./api.ts";
import type { Shell } from "./shell.ts";

/** The database holds incidents already: two records cannot be one. */
export class NotEmpty extends Error {
  override name = "NotEmpty";
  readonly isForPeople = true;
  constructor() {
    super(
      "There are incidents in this database, so I restore nothing into it: two records cannot be mixed. Give me an empty one, with --data NEW-DIR or another DATABASE_URL.",
    );
  }
}

type Open = Extract<RecordEntry, { is: "incident" }> & { chain: ChainedEvent[]; effects: RowEntry[] };
type RowEntry = Extract<RecordEntry, { is: "row" }>;

/**
 * Builds the database anew from whole records, all of them or nothing. Records come back byte for byte; what follows from them (how an
 * incident stands, its timers) is worked out. What was made out there is known again, and looked at before anything is made once more.
 */
export async function restoreRecords(
  shell: Shell,
  records: readonly Iterable<RecordEntry>[],
): Promise<Restored[]> {
  const restored = await inTransaction(shell.store.db, async (tx) => {
    if (!(await isEmpty(tx))) throw new NotEmpty();
    const all: Restored[] = [];
    for (const record of records) all.push(await restoreRecord(shell, tx, record));
    return all;
  });
  for (const topic of ["effects", "timers"] as const) shell.store.wake.tell(topic);
  return restored;
}

async function restoreRecord(shell: Shell, tx: Db, record: Iterable<RecordEntry>): Promise<Restored> {
  const restored: Restored = { workspaceId: "", exportedAt: "", incidents: 0, entries: 0, leftOut: [] };
  let open: Open | null = null;
  const close = async (): Promise<void> => {
    if (open === null) return;
    const done = open;
    open = null;
    await restoreIncident(shell, tx, done);
    restored.incidents += 1;
    restored.entries += done.chain.length;
  };
  for (const entry of record) {
    switch (entry.is) {
      case "record":
        restored.workspaceId = entry.workspace.id;
        restored.exportedAt = entry.exportedAt;
        await putWorkspace(tx, entry.workspace);
        break;
      case "row":
        if (entry.table === "effects" && open !== null) open.effects.push(entry);
        else {
          await close();
          await restoreRow(tx, entry.table, entry.row, entry.table === "errands" ? { attempts: 1 } : {});
        }
        break;
      case "incident":
        await close();
        open = { ...entry, chain: [], effects: [] };
        break;
      case "event":
        open?.chain.push({ event: entry.event, prev: entry.prev, hash: entry.hash });
        break;
      case "left-out":
        restored.leftOut.push({ what: entry.what, why: entry.why });
        break;
      case "end":
        await close();
    }
  }
  await restoreVouched(tx, restored.workspaceId);
  return restored;
}

async function restoreIncident(
  shell: Shell,
  tx: Db,
  { incident: about, head, chain, effects }: Open,
): Promise<void> {
  const incident = foldOf(about.id, chain);
  const { number, dedupeKey } = about;
  await together(tx, [
    inserting(tx, { incident, head: head.hash, number, dedupeKey, now: new Date(about.declaredAt) }),
    ...appending(tx, about.id, chain),
  ]);
  await together(tx, [updating(tx, incident, head.hash, new Date(about.updatedAt))]);
  const isOver = ["closed", "dismissed", "merged"].includes(incident.status);
  const now = shell.clock.now().toISOString();
  for (const { table, row } of effects) {
    const version = Number(row["version"]);
    const isSent = row["sent_version"] === version;
    // A try counts as made already, so that the next one looks for what is out there before it makes anything.
    const change = { attempts: 1 };
    const again = { ...change, version: version + 1, due_at: now, wanted_at: now };
    await restoreRow(tx, table, row, isSent && !isOver ? again : change);
  }
  const policy = await shell.settings.policyOf(tx, incident);
  await together(tx, replacing(incident, timersFor(incident, policy)));
}

function foldOf(id: string, chain: readonly ChainedEvent[]): Incident {
  const folded = chain.reduce<Incident | null>((incident, { event }) => evolve(incident, event), null);
  if (folded === null) throw new Error(`The record of incident ${id} is empty.`);
  return folded;
}
