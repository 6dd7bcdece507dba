import { signalsMax, type Batch, type Signal } from "./source.ts";

/** The signals that are kept, firing and ended ones counted apart so that a storm cannot hide an end; and how many were left out. */
export function keepSignals(signals: Signal[]): Pick<Batch, "signals" | "truncated"> {
  const room = { firing: signalsMax, over: signalsMax };
  const kept = signals.filter((signal) => room[signal.state]-- > 0);
  return { signals: kept, truncated: signals.length - kept.length };
}

/** What all signals say alike. */
export function commonLabels(source: string, signals: Signal[]): Record<string, string> {
  const [first, ...others] = signals;
  const shared = Object.entries(first?.labels ?? {}).filter(([name, value]) =>
    others.every((signal) => Object.hasOwn(signal.labels, name) && signal.labels[name] === value),
  );
  return { ...Object.fromEntries(shared), source };
}

/** A batch without a group: each signal stands alone. */
export function looseBatch(source: string, signals: Signal[], title: string): Batch {
  return {
    groupKey: null,
    groupState: null,
    title,
    ...keepSignals(signals),
    labels: commonLabels(source, signals),
  };
}
