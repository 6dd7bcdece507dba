import type { Engine } from "@muster/engine";
import { everybody } from "@muster/incident";
import { readPeriod, type MetricsReport } from "@muster/insights";

/** The figures of a month, of what everybody may know of. */
export async function figuresOf(
  engine: Engine,
  workspaceId: string,
  { month, now }: { month: string; now: Date },
): Promise<MetricsReport> {
  const [since, until] = [readPeriod(month, "since", now), readPeriod(month, "until", now)];
  return engine.read.metrics(workspaceId, {
    audience: everybody,
    selection: { since, until },
    now,
    withLoad: false,
  });
}
