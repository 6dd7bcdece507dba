import type { Engine, Log } from "@muster/engine";
import type { Person, Workspace } from "@muster/incident";
import type { Policy } from "@muster/policy";

/** What is asked of the database so often that it is kept: good enough for a few seconds, and there while the database is away. */
const keptMs = 3_000;

/** What one guild's door has at hand for every interaction. */
export type GuildDesk = {
  workspace: Workspace;
  /** The policy in force; null only when the database has not answered since the start. */
  policy(): Promise<{ policy: Policy; version: string } | null>;
  /** A snapshot with the GitHub login that belongs to this Discord account. */
  known(person: Person): Promise<Person>;
  /** Remembers that we have met somebody, so that others can find them by name. */
  remember(person: Person): void;
};

export function guildDesk(engine: Engine, workspace: Workspace, log: Log): GuildDesk {
  const { id } = workspace;
  const policy = kept(() => engine.read.policy(id));
  const people = kept(() => engine.read.people(id));
  const met = new Map<string, string>();

  return {
    workspace,
    policy,
    async known(person) {
      const same = (await people())?.find(({ discord }) => discord !== null && discord === person.discord);
      return { ...person, github: same?.github ?? null };
    },
    remember(person) {
      if (person.discord === null || met.get(person.discord) === person.name) return;
      met.set(person.discord, person.name);
      engine.people.put(id, [person]).catch((error: unknown) => {
        met.delete(person.discord!); // Tested above.
        log.warn({ workspaceId: id, error: nameOf(error) }, "a person could not be remembered");
      });
    },
  };
}

/** Asks again when the answer is old. While nobody answers, the old answer holds. */
function kept<Value>(ask: () => Promise<Value>): () => Promise<Value | null> {
  let last: { value: Value; at: number } | null = null;
  let asking: Promise<Value> | null = null;
  return async () => {
    if (last !== null && performance.now() - last.at < keptMs) return last.value;
    asking ??= ask().finally(() => (asking = null));
    try {
      const value = await within(asking, last === null ? 1_200 : 300);
      last = { value, at: performance.now() };
      return value;
    } catch {
      return last?.value ?? null;
    }
  };
}

async function within<Value>(work: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("late")), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** For logs: what kind of error, never its words, which may quote what people wrote. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = "code" in error ? ` ${String(error.code)}` : "";
  return `${error.name}${code}`;
}
