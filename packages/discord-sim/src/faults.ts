/** What goes wrong, where, and how often. `before` fails without doing the work; `after` does it first. */
export type Fault = {
  /** `POST /channels/:id/messages`, a `/regex/`, or any part of `METHOD /path`. */
  route: string | RegExp;
  /** How many calls it hits; every call when left out. */
  times?: number;
  when?: "before" | "after";
  do: "500" | "502" | "503" | "429" | "403" | "404" | "drop" | "hang";
  retryAfterMs?: number;
};

export type FaultHit = Required<Omit<Fault, "route" | "times">>;

export type FaultBook = {
  add(...faults: Fault[]): void;
  clear(): void;
  /** Faults that have hits left. */
  list(): Fault[];
  /** The fault this call runs into, if any; counts it as used. */
  take(call: { method: string; route: string; path: string }): FaultHit | null;
};

export function createFaultBook(): FaultBook {
  let waiting: { fault: Fault; left: number }[] = [];
  return {
    add(...faults) {
      waiting.push(...faults.map((fault) => ({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })));
    },
    clear() {
      waiting = [];
    },
    list: () => waiting.map(({ fault, left }) => ({ ...fault, times: left })),
    take(call) {
      const hit = waiting.find(({ fault }) => matches(fault.route, call));
      if (hit === undefined) return null;
      hit.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      const { when = "before", retryAfterMs = 1_000 } = hit.fault;
      return { when, retryAfterMs, do: hit.fault.do };
    },
  };
}

function matches(pattern: string | RegExp, call: { method: string; route: string; path: string }): boolean {
  const names = [`${call.method} ${call.route}`, `${call.method} ${call.path}`];
  if (pattern instanceof RegExp) return names.some((name) => pattern.test(name));
  const asRegex = /^\/(.+)\/([a-z]*)$/.exec(pattern);
  // `/channels/` is a part of a path, `/\/channels\/\d+$/` an expression: the escapes tell them apart.
  if (asRegex !== null && /[\\^$*+?()|[\]]/.test(pattern)) {
    return names.some((name) => new RegExp(asRegex[1]!, asRegex[2]).test(name));
  }
  if (anonymous(pattern) === anonymous(names[0]!)) return true;
  if (/:\w|\{/.test(pattern)) return anonymous(names[0]!).includes(anonymous(pattern));
  return names.some((name) => name.includes(pattern));
}

/** `/channels/:id` and `/channels/{channel.id}` are the same place. */
const anonymous = (route: string): string => route.replaceAll(/:\w+|\{[^}]+\}/g, "*");
