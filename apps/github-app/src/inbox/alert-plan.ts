import type { Batch, Signal } from "@muster/alerts";
import type { Declaration, Incident, SignalState } from "@muster/incident";
import { alertLevel, findLevel, type Policy } from "@muster/policy";

/** What one problem, or one group of problems, asks for. */
export type AlertDeed = {
  /** The same problem has the same key. */
  sameAs: string;
  signals: SignalState[];
  /** The whole group ended, also those of its signals that were never listed. */
  isGroupOver: boolean;
  /** Null when nothing fires, or when the policy only wants it recorded. */
  declaration: Declaration | null;
};

/** What a batch of signals asks for under this policy: one deed for a group, or one for each signal that stands alone. */
export function alertDeeds(source: string, batch: Batch, policy: Policy, receivedAt: Date): AlertDeed[] {
  const about = { source, batch, policy, receivedAt };
  if (batch.groupKey !== null) {
    const isGroupOver = batch.groupState === "over";
    if (batch.signals.length === 0 && !isGroupOver) return [];
    return [
      deedFor({ ...about, key: batch.groupKey, title: batch.title, signals: batch.signals, isGroupOver }),
    ];
  }
  return batch.signals.map((signal) =>
    deedFor({ ...about, key: signal.key, title: signal.title, signals: [signal], isGroupOver: false }),
  );
}

type About = {
  source: string;
  batch: Batch;
  policy: Policy;
  receivedAt: Date;
  key: string;
  title: string;
  signals: Signal[];
  isGroupOver: boolean;
};

function deedFor(about: About): AlertDeed {
  const { source, key, signals, isGroupOver, receivedAt } = about;
  return {
    sameAs: `alert:${source}:${key}`,
    signals: signals.map((signal) => stateOf(signal, receivedAt)),
    isGroupOver,
    declaration: declarationFor(about),
  };
}

function declarationFor({
  source,
  batch,
  policy,
  receivedAt,
  key,
  title,
  signals,
}: About): Declaration | null {
  const firing = signals.filter(({ state }) => state === "firing");
  const level = highestLevel(
    firing.map(({ labels }) => alertLevel(policy, { ...batch.labels, ...labels })),
    policy,
  );
  if (level === null) return null;
  const known = [...new Set(firing.map(({ description }) => description).filter((text) => text !== null))];
  const began = firing.map(({ startedAt }) => startedAt).filter((at) => at !== null);
  return {
    title,
    description: known.length === 0 ? null : known.join("\n\n"),
    level,
    source: {
      kind: "alert",
      ref: key,
      url: firing.find(({ url }) => url !== null)?.url ?? null,
      name: source,
    },
    detectedAt: began.sort()[0] ?? null,
    signals: signals.map((signal) => stateOf(signal, receivedAt)),
    isDrill: false,
  };
}

function highestLevel(levels: (string | null)[], policy: Policy): string | null {
  const known = levels.flatMap((id) => (id === null ? [] : (findLevel(policy, id) ?? [])));
  return known.sort((a, b) => a.rank - b.rank)[0]?.id ?? null;
}

function stateOf({ key, title, state, startedAt, url }: Signal, receivedAt: Date): SignalState {
  return { key, title, state, startedAt: startedAt ?? receivedAt.toISOString(), url };
}

/**
 * What a deed that declares nothing still tells an incident: ends of signals that it has, and all of them when the group that it
 * was declared for is over. Empty when it is about something else.
 */
export function signalsFor(incident: Incident, deed: AlertDeed): SignalState[] {
  const told = deed.signals.filter(({ key }) => incident.signals.some((signal) => signal.key === key));
  if (!deed.isGroupOver || !isDeclaredBy(incident, deed)) return told;
  const unlisted = incident.signals.filter(({ key }) => !told.some((signal) => signal.key === key));
  return [...told, ...unlisted.map((signal): SignalState => ({ ...signal, state: "over" }))];
}

function isDeclaredBy({ source }: Incident, { sameAs }: AlertDeed): boolean {
  return source.kind === "alert" && sameAs === `alert:${source.name}:${source.ref}`;
}
