import {
  cleanDeclaration,
  isAllowed,
  declare as begin,
  slugify,
  withSuffix,
  type Declaration,
  type Incident,
  type Refusal,
} from "@muster/incident";
import { utcDate, yes, type Result } from "@muster/kernel";
import {
  idByRef,
  inTransaction,
  lastWithKey,
  lockIncidents,
  lockKey,
  nextNumber,
  releaseKey,
  takenSlugs,
  type Db,
  type Locked,
} from "@muster/store";
import { answerOnce } from "./answer-once.ts";
import type { Declared, DeclareRequest } from "./api.ts";
import { change } from "./handle.ts";
import { record } from "./record.ts";
import type { Shell } from "./shell.ts";
import { storable } from "./storable.ts";

const series = "INC";

/** Opens an incident, or joins the one that is about the same. */
export async function declareIncident(
  shell: Shell,
  request: DeclareRequest,
): Promise<Result<Declared, Refusal>> {
  const asked = { ...storable(request), declaration: cleanDeclaration(storable(request.declaration)) };
  const said = await inTransaction(shell.store.db, async (tx) => {
    const answer = await answerOnce(tx, asked, shell.clock.now(), async () => {
      const same = asked.sameAs === null ? null : await findSame(tx, asked, asked.sameAs);
      return same === null ? open(shell, tx, asked) : join(shell, tx, asked, same);
    });
    shell.failpoint("order:before-commit");
    return answer;
  });
  for (const topic of ["effects", "timers"] as const) shell.store.wake.tell(topic);
  return said;
}

async function open(shell: Shell, tx: Db, asked: DeclareRequest): Promise<Result<Declared, Refusal>> {
  const { workspaceId, declaration, actor, sameAs, reply } = asked;
  const now = shell.clock.now();
  const setting = await shell.settings.inForce(tx, workspaceId, now);
  const date = utcDate(now);
  const identity = { id: shell.newId(), workspaceId, date };

  // Asked with a name of its own first, so that a refusal costs no number.
  const tried = begin(declaration, { ...identity, ref: series, slug: series }, actor, setting, now);
  if (!tried.ok) return tried;

  // Whoever holds the counter is alone in this workspace until the commit: no two look for a free slug at once.
  const number = await nextNumber(tx, workspaceId, series);
  const ref = `${series}-${number}`;
  const slug = await freeSlug(tx, workspaceId, date, declaration.title);
  const decided = begin(declaration, { ...identity, ref, slug }, actor, setting, now);
  if (!decided.ok) return decided;

  if (sameAs !== null) await releaseKey(tx, workspaceId, sameAs);
  const fresh = { number, dedupeKey: sameAs, reply };
  const { policy } = setting;
  const begun = await record(tx, { locked: null, fresh, bodies: decided.value, actor, policy, now });
  return yes({ ...begun, isNew: true });
}

async function freeSlug(tx: Db, workspaceId: string, date: string, title: string): Promise<string> {
  const slug = slugify(title);
  const taken = new Set(await takenSlugs(tx, workspaceId, date, slug));
  let n = 1;
  while (taken.has(withSuffix(slug, n))) n += 1;
  return withSuffix(slug, n);
}

/** What monitoring now says goes to the incident that is about it already. */
async function join(
  shell: Shell,
  tx: Db,
  asked: DeclareRequest,
  same: Locked,
): Promise<Result<Declared, Refusal>> {
  const { declaration, actor } = asked;
  const joined = { incident: same.incident, events: [], isNew: false };
  if (declaration.signals.length > 0) {
    const command = { do: "report-signals", signals: declaration.signals } as const;
    const said = await change(shell, tx, same, { command, actor });
    return said.ok ? yes({ ...said.value, isNew: false }) : said;
  }
  // Two people may find the same thing differently bad. Monitoring says the same again and again, and is not asked.
  const { level } = declaration;
  const mayJudge = actor.isResponder && actor.via !== "alert";
  if (level === null || !mayJudge || !isAllowed("say-level", same.incident.status)) return yes(joined);
  const said = await change(shell, tx, same, { command: { do: "say-level", level }, actor });
  return said.ok ? yes({ ...said.value, isNew: false }) : said;
}

/**
 * The incident that is about the same: an open one with the same key, or one that people have ended while this very firing of the
 * alert still goes on. One that was merged leads to the incident it was merged into.
 */
async function findSame(tx: Db, asked: DeclareRequest, sameAs: string): Promise<Locked | null> {
  const { workspaceId, declaration } = asked;
  await lockKey(tx, workspaceId, sameAs);
  const last = await lastWithKey(tx, workspaceId, sameAs);
  if (last === null) return null;
  const ids = [last.id, await mergeTarget(tx, last)].filter((id) => id !== null);
  const locked = await lockIncidents(tx, ids);
  const candidates = ids.toReversed().flatMap((id) => locked.get(id) ?? []);
  return (
    candidates.find(({ incident }) => isActive(incident)) ??
    candidates.find(({ incident }) => isSameFiring(incident, declaration)) ??
    null
  );
}

const isActive = ({ status }: Incident): boolean => status === "open" || status === "mitigated";

async function mergeTarget(tx: Db, incident: Incident): Promise<string | null> {
  return incident.mergedInto === null ? null : idByRef(tx, incident.workspaceId, incident.mergedInto);
}

function isSameFiring(incident: Incident, { signals }: Declaration): boolean {
  const firing = signals.filter(({ state }) => state === "firing");
  const isKnown = ({ key, startedAt }: { key: string; startedAt: string }): boolean =>
    incident.signals.some((known) => known.key === key && known.startedAt === startedAt);
  return firing.length > 0 && firing.every(isKnown);
}
