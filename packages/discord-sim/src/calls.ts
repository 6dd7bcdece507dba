/** One REST call as it happened, whatever its end. */
export type Call = {
  platform: "discord";
  id: number;
  method: string;
  /** The documented template, `/channels/{channel.id}/messages`; the path itself when there is none. */
  route: string;
  path: string;
  /** 0 when no answer was sent: the connection was dropped. */
  status: number;
  startedAt: string;
  endedAt: string;
  startedMs: number;
  endedMs: number;
  auditLogReason: string | null;
  /** The JSON that came; with files, only the JSON part is kept. */
  body: unknown;
  bot: string | null;
  fault: string | null;
  /** What the caller wrote into the `x-sim-tag` header, to know its calls again. Discord knows no such header. */
  tag: string | null;
};

const keptMax = 10_000;

export type CallLog = {
  add(call: Omit<Call, "id" | "platform">): void;
  since(at?: string | Date): Call[];
  onCall(listener: (call: Call) => void): () => void;
};

/** Keeps the last ten thousand calls, oldest first. */
export function createCallLog(): CallLog {
  const kept: Call[] = [];
  const listeners = new Set<(call: Call) => void>();
  let count = 0;
  return {
    add(call) {
      count += 1;
      const full: Call = { platform: "discord", id: count, ...call };
      kept.push(full);
      if (kept.length > keptMax) kept.splice(0, kept.length - keptMax);
      for (const listener of listeners) listener(full);
    },
    since(at) {
      if (at === undefined) return [...kept];
      const from = new Date(at).getTime();
      return kept.filter((call) => new Date(call.startedAt).getTime() >= from);
    },
    onCall(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
