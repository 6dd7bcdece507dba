/** One call as it was answered; `route` is GitHub's own template. */
export type Call = {
  platform: "github";
  id: number;
  method: string;
  route: string;
  path: string;
  status: number;
  startedAt: string;
  endedAt: string;
  /** Monotonic milliseconds, for measuring; not related to any date. */
  startedMs: number;
  endedMs: number;
  /** Who asked: an app's slug, a person's login, or null. */
  app: string | null;
  login: string | null;
  /** The name of the first field of a GraphQL call. */
  graphql: string | null;
  body: unknown;
  /** What the caller wrote into the `x-sim-tag` header, to know its calls again. GitHub knows no such header. */
  tag: string | null;
};

const keptMax = 10_000;

export type CallLog = ReturnType<typeof openCallLog>;

/** The latest calls, oldest first, and everybody who wants to hear of the next. */
export function openCallLog() {
  let calls: Call[] = [];
  let count = 0;
  const listeners = new Set<(call: Call) => void>();

  return {
    add(call: Omit<Call, "id" | "platform">): void {
      count += 1;
      const kept: Call = { platform: "github", id: count, ...call };
      calls.push(kept);
      if (calls.length > keptMax) calls = calls.slice(-keptMax / 2);
      for (const listener of listeners) listener(kept);
    },
    /** `since` is a date or the id of a call; what came after it is given. */
    since: (since?: Date | string | number): Call[] => {
      if (since === undefined) return [...calls];
      if (typeof since === "number") return calls.filter((call) => call.id > since);
      const from = new Date(since).toISOString();
      return calls.filter((call) => call.startedAt >= from);
    },
    onCall: (listener: (call: Call) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear: (): void => void (calls = []),
  };
}
