import type { Deliver, Delivery, Remotes, Verdict } from "@muster/incident";
import { incidentById, readChain, remotesOf, workspaceById, type EffectRow } from "@muster/store";
import { lateness } from "./late.ts";
import type { Shell } from "./shell.ts";

/** Longer than any deliverer's own limits. What still hangs then is tried again, and looks first. */
const deliverWithinMs = 60_000;
const hangsAgainMs = 5_000;

/** A fault of ours, as opposed to weather. */
export type Ending = Verdict | { verdict: "fault"; error: unknown };

/**
 * Has one effect delivered and tells how it ended. Throws only what a failpoint threw: then nobody writes anything down, as if
 * the process had died there.
 */
export async function deliverOne(
  shell: Shell,
  row: EffectRow,
  deliver: Deliver,
  { lagMs, isHeld }: Pick<Delivery, "lagMs" | "isHeld">,
): Promise<Ending> {
  const name = effectName(row);
  shell.failpoint(`effect:${name}:claimed`);
  if (row.reply !== null && new Date(row.reply.expiresAt) <= shell.clock.now()) {
    return { verdict: "never", why: "The private answer could no longer be edited.", fix: "" };
  }

  let crash: { error: unknown } | null = null;
  const checkpoint = (at: string): void => {
    try {
      shell.failpoint(`effect:${name}:at:${at}`);
    } catch (error) {
      crash = { error };
      throw error;
    }
  };
  const ending = await bounded(deliver, await deliveryOf(shell, row, { lagMs, isHeld, checkpoint }));
  if (crash !== null) throw (crash as { error: unknown }).error;
  shell.failpoint(`effect:${name}:delivered`);
  return ending;
}

/** `status-card`, `room`: what failpoints and logs call it. */
export function effectName({ effect }: EffectRow): string {
  return effect.kind === "keep" ? effect.surface : effect.place;
}

async function bounded(deliver: Deliver, delivery: Delivery): Promise<Ending> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Ending>((resolve) => {
    const hangs = {
      verdict: "later",
      afterMs: hangsAgainMs,
      why: "There was no answer for a minute.",
    } as const;
    timer = setTimeout(() => resolve(hangs), deliverWithinMs);
  });
  try {
    return await Promise.race([deliver(delivery), late]);
  } catch (error) {
    return { verdict: "fault", error };
  } finally {
    clearTimeout(timer);
  }
}

async function deliveryOf(
  shell: Shell,
  row: EffectRow,
  given: Pick<Delivery, "lagMs" | "isHeld" | "checkpoint">,
): Promise<Delivery> {
  const { db } = shell.store;
  const { effect, incidentId, workspaceId } = row;
  const now = shell.clock.now();
  const [incident, workspace, surfaces, said, late] = await Promise.all([
    incidentById(db, incidentId),
    workspaceById(db, workspaceId),
    remotesOf(db, incidentId),
    effect.kind === "say" ? readChain(db, incidentId, { from: effect.seq, to: effect.seq }) : [],
    lateness(shell, row, now),
  ]);
  // An effect refers to both, and neither is ever deleted.
  if (incident === null || workspace === null) throw new Error(`Effect ${row.key} belongs to nothing.`);
  const { preset: _ours, ...about } = workspace;
  return {
    key: row.key,
    effect,
    attempt: row.attempts,
    workspace: about,
    incident,
    policy: await shell.settings.policyOf(db, incident),
    event: said[0]?.event ?? null,
    late,
    remote: row.remote,
    remotes: remotesIn(surfaces),
    problems: surfaces.flatMap(problemOf),
    reply: row.reply,
    now,
    ...given,
  };
}

export function remotesIn(rows: readonly EffectRow[]): Remotes {
  const known = rows.flatMap(({ effect, remote }) =>
    effect.kind === "keep" && remote !== null ? [[effect.surface, remote] as const] : [],
  );
  return Object.fromEntries(known);
}

/** That a private answer came too late is no problem of the incident's. */
function problemOf(row: EffectRow): Delivery["problems"] {
  const { effect, givenUp } = row;
  if (givenUp === null || (effect.kind === "say" && effect.place === "reply")) return [];
  return [{ what: effect.kind === "keep" ? effect.surface : effect.place, ...givenUp }];
}
