import { setTimeout as wait } from "node:timers/promises";
import { DrizzleQueryError } from "./drizzle.ts";
import type { Db } from "./connection.ts";

/** https://www.postgresql.org/docs/15/errcodes-appendix.html */
const passing = new Set([
  "40001", // serialization failure
  "40P01", // deadlock
  "25P03", // we stood still in a transaction for too long
  "57P01", // the server is shutting down
  "57P02", // a crash of the server
  "57P03", // it is starting up
  "08000",
  "08003",
  "08006",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
]);

/** The driver gives a lost connection words, but no code. */
const lostConnection =
  /^(Connection terminated|Client (has encountered a connection error|was closed)|timeout exceeded when trying to connect)/;

const attemptsMax = 6;
/**
 * Somebody is waiting for an answer: after this the refusal to work is said rather than kept. A second run there is always: a process that
 * stood still in its first one has used up this time, and the next may take a moment.
 */
const giveUpAfterMs = 3_000;
const firstPauseMs = 20;

/** The code of the database error in or behind this one; drizzle wraps what the driver throws. */
export function databaseErrorCode(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}

/** Whether the same thing may well succeed in a moment: a lost race, a lost connection. */
export function isPassing(error: unknown): boolean {
  const code = databaseErrorCode(error);
  if (code !== null) return passing.has(code);
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (lostConnection.test(at.message)) return true;
  }
  return false;
}

/**
 * Runs `work` in one transaction, again when the database lost a race or its connection (about 1.3 s in all). After a
 * connection lost during commit nobody knows whether it counted: `work` runs again then, so it must find its own work by
 * what it wrote (a request id, a key, the incident's state).
 */
export async function inTransaction<Value>(
  db: Db,
  work: (tx: Db) => Promise<Value>,
  config?: Parameters<Db["transaction"]>[1],
): Promise<Value> {
  const startedAt = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(work, config);
    } catch (error) {
      const isLast =
        attempt === attemptsMax || (attempt > 1 && performance.now() - startedAt > giveUpAfterMs);
      if (isLast || !isPassing(error)) throw withoutWords(error);
      // Two that met once should not meet again: the pause is their own.
      await wait(firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}

/** Has all that `look` reads be of one moment, though it asks several times. */
export async function atOneMoment<Value>(db: Db, look: (tx: Db) => Promise<Value>): Promise<Value> {
  return inTransaction(db, look, { isolationLevel: "repeatable read", accessMode: "read only" });
}

/** Drizzle writes a failed query with all its values into the message; what people wrote has no place in an error. */
function withoutWords(error: unknown): unknown {
  return error instanceof DrizzleQueryError && error.cause !== undefined ? error.cause : error;
}
