import type pg from "pg";
import { connect } from "./connection.ts";

const channel = "muster_wake";
const listenAgainMs = 250;

const topics = ["effects", "timers", "inbox"] as const;
/** What something may wait for. */
export type Topic = (typeof topics)[number];

export type Wake = {
  /** Tells this process at once, and all others through the database. Never throws: whoever waits also looks by itself. */
  tell(topic: Topic): void;
  /** Calls `wake` whenever somebody tells. Returns how to stop. */
  on(topic: Topic, wake: () => void): () => void;
  /** Tells this process alone. */
  nudge(topic: Topic): void;
  /** Resolves when this process hears the others. */
  listening: Promise<void>;
  close(): Promise<void>;
};

/**
 * Wakes whoever waits, here and in other processes. The database is told after the commit and not inside it: NOTIFY in a
 * transaction takes a lock that makes all commits of the database stand in line. Many tellings at once become one.
 */
export function createWake(databaseUrl: string, pool: pg.Pool): Wake {
  const me = crypto.randomUUID();
  const waiting = new Map<Topic, Set<() => void>>();
  const untold = new Set<Topic>();
  let isTelling = false;

  function nudge(topic: Topic): void {
    for (const wake of waiting.get(topic) ?? []) wake();
  }

  async function tellOthers(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    try {
      while (untold.size > 0) {
        const told = [...untold];
        untold.clear();
        await pool.query("select pg_notify($1, $2)", [channel, `${me} ${told.join(" ")}`]);
      }
    } catch {
      // The database is away. The others look by themselves every second.
      untold.clear();
    } finally {
      isTelling = false;
    }
  }

  const ear = listen(databaseUrl, {
    hear(payload) {
      const [from, ...told] = payload.split(" ");
      if (from === me) return;
      for (const topic of topics) if (told.includes(topic)) nudge(topic);
    },
    // Notices may have been missed, so everybody looks once.
    again: () => topics.forEach(nudge),
  });

  return {
    tell(topic) {
      nudge(topic);
      untold.add(topic);
      void tellOthers();
    },
    nudge,
    on(topic, wake) {
      const those = waiting.get(topic) ?? new Set();
      waiting.set(topic, those.add(wake));
      return () => void those.delete(wake);
    },
    listening: ear.ready,
    async close() {
      waiting.clear();
      await ear.close();
    },
  };
}

/** A connection that only listens, and comes back when it was lost. */
function listen(
  databaseUrl: string,
  on: { hear(payload: string): void; again(): void },
): { ready: Promise<void>; close(): Promise<void> } {
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>();
  const closing = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  function later(): null {
    if (!closing.signal.aborted) {
      timer = setTimeout(() => {
        connection = begin();
      }, listenAgainMs);
    }
    return null;
  }
  async function begin(): Promise<pg.Client | null> {
    try {
      const client = await connect(databaseUrl);
      client.on("notification", ({ payload }) => on.hear(payload ?? ""));
      client.once("end", later);
      await client.query(`listen ${channel}`);
      isReady();
      on.again();
      return client;
    } catch {
      return later();
    }
  }
  let connection = begin();

  return {
    ready,
    async close() {
      closing.abort();
      clearTimeout(timer);
      const client = await connection;
      await client?.end().catch(() => {});
    },
  };
}
