import type { Engine } from "@muster/engine";
import { everybody } from "@muster/incident";
import { metricsOf, readPeriod, type MetricsReport } from "@muster/insights";

/** The figures of a month, of what everybody may know of. */
export async function figuresOf(
  engine: Engine,
  workspaceId: string,
  { month, now }: { month: string; now: Date },
): Promise<MetricsReport> {
  const pasts = await engine.read.past(workspaceId, everybody);
  const [since, until] = [readPeriod(month, "since", now), readPeriod(month, "until", now)];
  return metricsOf(pasts, { now, selection: { since, until } });
}
