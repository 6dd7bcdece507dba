import { createHash } from "node:crypto";
import type { Engine } from "@muster/engine";
import type { Incident, Remotes } from "@muster/incident";
import { canonical, type ChainedEvent, type Vouched } from "@muster/store";

export const exportFormat = "muster-incident-1";

/** One incident with its whole record. `muster verify FILE` checks it without any database. Times are ISO 8601 UTC. */
export type IncidentExport = {
  format: typeof exportFormat;
  exportedAt: string;
  incident: Incident;
  events: ChainedEvent[];
  head: { seq: number; hash: string };
  remotes: Remotes;
  /** The newest checkpoint that covers it, with the proof; null before there is one. Exports of an older Muster have neither this nor a seal. */
  vouched?: Vouched | null;
  /** sha256 over all the rest. */
  seal?: string;
};

export async function gatherExport(engine: Engine, incident: Incident, now: Date): Promise<IncidentExport> {
  const events = await engine.read.chain(incident.id);
  const remotes = Object.entries(await engine.read.remotes(incident.id));
  const last = events.at(-1);
  const whole: IncidentExport = {
    format: exportFormat,
    exportedAt: now.toISOString(),
    incident,
    events,
    head: { seq: last?.event.seq ?? 0, hash: last?.hash ?? "" },
    // What a deliverer noted for itself (bodies as last seen, digests) is no part of the record.
    remotes: Object.fromEntries(
      remotes.map(([surface, remote]) => [surface, { ...remote, rendered: null, extra: {} }]),
    ),
    vouched: await engine.checkpoints.about(incident),
  };
  return { ...whole, seal: sealOfExport(whole) };
}

export function sealOfExport({ seal: _itself, ...rest }: IncidentExport): string {
  return createHash("sha256").update(canonical(rest)).digest("hex");
}
