import { createHash } from "node:crypto";
import {
  pastOf,
  retell,
  type Actor,
  type Incident,
  type Past,
  type Replay,
  type Setting,
} from "@muster/incident";
import { no, utcDate, yes, type Result } from "@muster/kernel";
import { canonical, inTransaction, lastWithKey, lockIncidents, lockKey, type Db } from "@muster/store";
import type { ImportConflict, Imported } from "./api.ts";
import { counted } from "./declare.ts";
import { record } from "./record.ts";
import type { Shell } from "./shell.ts";
import { storable } from "./storable.ts";

/** What a file tells is not the word of whoever imports it. */
const actorOf = (org: string | null): Actor => ({
  person: { name: org ?? "unknown", discord: null, github: null },
  via: "cli",
  isResponder: true,
  groups: [],
  inRoom: false,
});

/**
 * Writes past incidents down, all of them or none, the earliest first. What is known by its key already is told anew where the file has
 * changed. Nobody hears of it: the core tells nothing of an imported incident and sets no clock for it.
 */
export async function importPast(
  shell: Shell,
  workspaceId: string,
  replays: readonly Replay[],
): Promise<Result<Imported[], ImportConflict[]>> {
  const setting = await shell.settings.inForce(shell.store.db, workspaceId, shell.clock.now());
  // Read before the transaction begins: the server ends one that stands still while many files are looked through.
  const pasts = replays.map((replay, place) => {
    const safe = storable(replay);
    const digest = createHash("sha256").update(canonical(safe)).digest("hex");
    return { place, digest, past: pastOf(safe, setting.policy, digest) };
  });
  return inTransaction(shell.store.db, async (tx) => {
    const conflicts = clashes(pasts);
    const done: { place: number; imported: Imported }[] = [];
    const inOrder = pasts.toSorted(
      (a, b) => a.past.begunAt.getTime() - b.past.begunAt.getTime() || a.place - b.place,
    );
    // Keys are locked in one order, so that two imports at once never wait in a ring.
    for (const key of [...new Set(pasts.map(({ past }) => past.key))].toSorted())
      await lockKey(tx, workspaceId, `import:${key}`);
    for (const { place, digest, past } of inOrder) {
      const known = await lastWithKey(tx, workspaceId, `import:${past.key}`);
      if (known !== null && known.imported?.file.slug !== past.slug)
        conflicts.push({ place, key: past.key, with: known.ref });
      if (conflicts.length > 0) continue;
      done.push({ place, imported: await written(shell, tx, { workspaceId, past, setting, known, digest }) });
    }
    if (conflicts.length > 0) return no(conflicts);
    return yes(done.toSorted((a, b) => a.place - b.place).map(({ imported }) => imported));
  });
}

/** Two files with one id and different slugs are about two incidents; which of them the id means nobody can say. */
function clashes(pasts: readonly { place: number; past: Past }[]): ImportConflict[] {
  return pasts.flatMap(({ place, past }) => {
    const first = pasts.find((other) => other.past.key === past.key);
    const isClash = first !== undefined && first.past.slug !== past.slug;
    return isClash ? [{ place, key: past.key, with: first.place }] : [];
  });
}

type Writing = { workspaceId: string; past: Past; setting: Setting };
type Known = { known: Incident | null; digest: string };

async function written(
  shell: Shell,
  tx: Db,
  { known, digest, ...writing }: Writing & Known,
): Promise<Imported> {
  const { told } = writing.past;
  if (known === null) {
    const { ref, title } = await write(shell, tx, writing);
    return { ref, title, was: "new", told };
  }
  const { ref, title } = known;
  if (known.imported?.file.digest === digest) return { ref, title, was: "known", told };
  return { ref, title, was: "changed", told: await writeAgain(shell, tx, known, writing) };
}

/** Resolves to what has changed, in sentences. */
async function writeAgain(
  shell: Shell,
  tx: Db,
  { id }: Incident,
  { past, setting: { policy } }: Writing,
): Promise<string[]> {
  const locked = (await lockIncidents(tx, [id])).get(id);
  if (locked === undefined) return [];
  const bodies = retell(locked.incident, past);
  await record(tx, { locked, bodies, actor: actorOf(past.org), policy, now: shell.clock.now() });
  return bodies.flatMap((body) => (body.type === "imported" ? (body.changes ?? []) : []));
}

async function write(shell: Shell, tx: Db, { workspaceId, past, setting }: Writing): Promise<Incident> {
  const { policy, policyVersion } = setting;
  const date = utcDate(past.begunAt);
  const { number, ref, slug } = await counted(tx, workspaceId, date, past.title);
  const bodies = past.bodies({ id: shell.newId(), workspaceId, date, ref, slug, policyVersion });
  const fresh = { number, dedupeKey: `import:${past.key}`, reply: null };
  const [actor, now] = [actorOf(past.org), shell.clock.now()];
  const { incident } = await record(tx, { locked: null, fresh, bodies, actor, policy, now });
  return incident;
}
