import {
  audienceOf,
  decide,
  mayKnow,
  type Command,
  type Incident,
  type Order,
  type Refusal,
} from "@muster/incident";
import { no, yes, type Result } from "@muster/kernel";
import { idByRef, inTransaction, lockIncidents, type Db, type Locked } from "@muster/store";
import { answerOnce } from "./answer-once.ts";
import type { Answer, OrderRequest } from "./api.ts";
import { record } from "./record.ts";
import type { Shell } from "./shell.ts";
import { storable } from "./storable.ts";

/** The write path: one order, one transaction. Either all of it happened or nothing did. */
export async function handle(shell: Shell, request: OrderRequest): Promise<Result<Answer, Refusal>> {
  const { workspaceId, actor } = storable(request);
  const said = await inTransaction(shell.store.db, async (tx) => {
    const answer = await answerOnce(tx, request, shell.clock.now(), async () => {
      const id = await findId(tx, workspaceId, request.incident);
      const asked = await lookUp(tx, workspaceId, storable(request.command));
      const into = otherOf(asked);
      const locked = await lockIncidents(
        tx,
        [id, into].filter((one) => one !== null),
      );

      const found = id === null ? undefined : locked.get(id);
      if (found === undefined || found.incident.workspaceId !== workspaceId)
        return no(notFound(request.incident));
      const isAsking = asked.do === "ask-access";
      if (!isAsking && !mayKnow(found.incident, audienceOf(actor))) return no(notFound(request.incident));
      const known = into === null ? undefined : locked.get(into);
      const target = known !== undefined && mayKnow(known.incident, audienceOf(actor)) ? known : undefined;
      // What the one who asks may not know of is not there for them, in whatever order things are looked at.
      const command = target === undefined ? withoutOther(asked) : asked;
      const crossing = target === undefined ? null : acrossRestriction(found.incident, target.incident);
      if (crossing !== null) return no(crossing);
      // Both are decided before either is written: a target that takes nothing more must not leave the other one merged.
      const write = await prepare(shell, tx, found, { command, actor });
      if (!write.ok) return write;
      const { ref, title } = found.incident;
      const told = command.do === "merge" ? "absorb" : "note-recurrence";
      const absorb =
        target === undefined
          ? null
          : await prepare(shell, tx, target, { command: { do: told, ref, title }, actor });
      if (absorb?.ok === false) return absorb;
      const changed = await write.value();
      if (changed.events.length > 0) await absorb?.value();
      return yes(changed);
    });
    shell.failpoint("order:before-commit");
    return answer;
  });
  for (const topic of ["effects", "timers"] as const) shell.store.wake.tell(topic);
  return said;
}

/** Decides an order on a locked incident and writes down what follows. */
export async function change(
  shell: Shell,
  tx: Db,
  locked: Locked,
  order: Order,
): Promise<Result<Answer, Refusal>> {
  const write = await prepare(shell, tx, locked, order);
  return write.ok ? yes(await write.value()) : write;
}

/** Decides an order on a locked incident. Nothing is written until the answer is called. */
async function prepare(
  shell: Shell,
  tx: Db,
  locked: Locked,
  order: Order,
): Promise<Result<() => Promise<Answer>, Refusal>> {
  const now = shell.clock.now();
  const setting = await shell.settings.of(tx, locked.incident, now);
  const decided = decide(locked.incident, order, setting, now);
  if (!decided.ok) return decided;
  const { actor } = order;
  const bodies = decided.value;
  return yes(() => record(tx, { locked, bodies, actor, policy: setting.policy, now }));
}

async function findId(tx: Db, workspaceId: string, asked: OrderRequest["incident"]): Promise<string | null> {
  return "id" in asked ? asked.id : idByRef(tx, workspaceId, asked.ref);
}

function notFound(asked: OrderRequest["incident"]): Refusal {
  return { because: "not-found", asked: "ref" in asked ? asked.ref : "" };
}

function withoutOther(command: Command): Command {
  if (command.do === "merge") return { ...command, into: null };
  return command.do === "link-recurrence" ? { ...command, of: null } : command;
}

/** What one of two incidents says of the other would be read by those who may know of just one. */
function acrossRestriction(one: Incident, other: Incident): Refusal | null {
  if ((one.restricted === null) === (other.restricted === null)) return null;
  return { because: "across-restriction", open: one.restricted === null ? one.ref : other.ref };
}

/** The other incident that an order concerns, which hears of it in the same transaction. */
function otherOf(command: Command): string | null {
  if (command.do === "merge") return command.into?.id ?? null;
  return command.do === "link-recurrence" ? (command.of?.id ?? null) : null;
}

/** People name another incident by its ref; only the shell can say which incident that is. */
async function lookUp(tx: Db, workspaceId: string, command: Command): Promise<Command> {
  if (command.do !== "merge" && command.do !== "link-recurrence") return command;
  const known = command.do === "merge" ? command.into : command.of;
  const ref = (known?.ref ?? command.asked).trim().toUpperCase();
  const id = await idByRef(tx, workspaceId, ref);
  const other = id === null ? null : { id, ref };
  return command.do === "merge" ? { ...command, into: other } : { ...command, of: other };
}
