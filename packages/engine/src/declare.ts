import { createHash } from "node:crypto";
import {
  audienceOf,
  cleanDeclaration,
  isAllowed,
  declare as begin,
  mayKnow,
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
  lastNumber,
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

export const series = "INC";
/** Refs of restricted incidents are drawn, not counted: nobody learns from one how many others there are. */
const hidden = "SEC";
const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Opens an incident, or joins the one that is about the same. */
export async function declareIncident(
  shell: Shell,
  request: DeclareRequest,
): Promise<Result<Declared, Refusal>> {
  const asked = { ...storable(request), declaration: cleanDeclaration(storable(request.declaration)) };
  const said = await inTransaction(shell.store.db, async (tx) => {
    const answer = await answerOnce(tx, asked, shell.clock.now(), async () => {
      const key = keyFor(asked, asked.declaration.restricted != null);
      const same = key === null ? null : await findSame(tx, asked, key);
      return same === null ? open(shell, tx, asked) : join(shell, tx, asked, same);
    });
    shell.failpoint("order:before-commit");
    return answer;
  });
  for (const topic of ["effects", "timers"] as const) shell.store.wake.tell(topic);
  return said;
}

async function open(shell: Shell, tx: Db, asked: DeclareRequest): Promise<Result<Declared, Refusal>> {
  const { workspaceId, declaration, actor, reply } = asked;
  const now = shell.clock.now();
  const setting = await shell.settings.inForce(tx, workspaceId, now);
  const date = utcDate(now);
  const identity = { id: shell.newId(), workspaceId, date };

  // Asked with a name of its own first, so that a refusal costs no number.
  const tried = begin(declaration, { ...identity, ref: series, slug: series }, actor, setting, now);
  if (!tried.ok) return tried;

  // What nobody else may know of takes no number and no name: others would see the gap.
  const isRestricted = tried.value.some(({ type }) => type === "restricted");
  const { number, ref, slug } = isRestricted
    ? { number: await lastNumber(tx, workspaceId, series), ...drawn(identity.id) }
    : await counted(tx, workspaceId, date, declaration.title);
  const decided = begin(declaration, { ...identity, ref, slug }, actor, setting, now);
  if (!decided.ok) return decided;

  const key = keyFor(asked, isRestricted);
  if (key !== null) await releaseKey(tx, workspaceId, key);
  const fresh = { number, dedupeKey: key, reply };
  const { policy } = setting;
  const begun = await record(tx, { locked: null, fresh, bodies: decided.value, actor, policy, now });
  return yes({ ...begun, isNew: true });
}

/**
 * What people declare as restricted has keys of its own: sharing one would put it into an open incident about the same, or take that
 * one's key away.
 */
function keyFor({ sameAs, actor }: DeclareRequest, isRestricted: boolean): string | null {
  return sameAs !== null && isRestricted && actor.via !== "alert" ? `restricted:${sameAs}` : sameAs;
}

/** Whoever holds the counter is alone in this workspace until the commit: no two look for a free slug at once. */
export async function counted(tx: Db, workspaceId: string, date: string, title: string) {
  const number = await nextNumber(tx, workspaceId, series);
  return { number, ref: `${series}-${number}`, slug: await freeSlug(tx, workspaceId, date, title) };
}

/**
 * A ref and a slug that follow from nothing but the incident's own random id. The slug is no word of the title: Discord tells every client
 * the name of a room that it hides, and a changed one shows them.
 */
function drawn(id: string): { ref: string; slug: string } {
  const bytes = [...createHash("sha256").update(id).digest()];
  const drawnLetters = bytes.slice(0, 8).map((byte) => letters[byte % letters.length]);
  const ref = `${hidden}-${drawnLetters.join("")}`;
  return { ref, slug: ref.toLowerCase() };
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
  // Joining one that the declarer may not know of would tell them that it exists.
  const known = candidates.filter(({ incident }) => mayKnow(incident, audienceOf(asked.actor)));
  return (
    known.find(({ incident }) => isActive(incident)) ??
    known.find(({ incident }) => isSameFiring(incident, declaration)) ??
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
