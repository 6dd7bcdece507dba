import type postgres from "postgres";

const channel = "muster_wake";

/** What something may wait for. */
export type Topic = "effects" | "timers" | "inbox";

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
export function createWake(sql: postgres.Sql): Wake {
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
        const topics = [...untold];
        untold.clear();
        await sql`select pg_notify(${channel}, ${`${me} ${topics.join(" ")}`})`;
      }
    } catch {
      // The database is away. The others look by themselves every second.
      untold.clear();
    } finally {
      isTelling = false;
    }
  }

  function hear(payload: string): void {
    const [from, ...topics] = payload.split(" ");
    if (from === me) return;
    for (const topic of topics) nudge(topic as Topic);
  }
  // After a lost connection notices may have been missed, so everybody looks once.
  const wakeAll = (): void => (["effects", "timers", "inbox"] as const).forEach(nudge);
  const listening = sql.listen(channel, hear, wakeAll);
  listening.catch(() => {});

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
    listening: listening.then(() => {}),
    async close() {
      waiting.clear();
      await listening.then((subscription) => subscription.unlisten()).catch(() => {});
    },
  };
}
