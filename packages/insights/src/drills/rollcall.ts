import type { DrillState, Person } from "@muster/incident";
import { sayDuration } from "@muster/kernel";
import type { ScoreRow } from "./drill-score.ts";

const unknownZone = "time zone unknown";

/** One row for each time zone: who was asked, who answered, how long it took. */
export function scoreRollcall({ plan, answers, over }: DrillState): ScoreRow[] {
  const zones = [
    ...new Set([...plan.asked, ...answers].map(({ timeZone }) => timeZone ?? unknownZone)),
  ].toSorted();
  const rows = zones.map((zone): ScoreRow => {
    const asked = plan.asked.filter(({ timeZone }) => (timeZone ?? unknownZone) === zone);
    const answered = answers.filter(({ timeZone }) => (timeZone ?? unknownZone) === zone);
    const silent = asked.filter(({ person }) => !answered.some((one) => isSame(one.person, person)));
    const spans = answered.map(({ waitedMs }) => waitedMs).toSorted((a, b) => a - b);
    const wanted = `within ${plan.takesMin} min`;
    const base = { id: `zone-${zone}`, name: zone, wanted, evidence: [] };
    const found = [
      `${answered.length} of ${Math.max(asked.length, answered.length)} answered`,
      ...(spans.length === 0
        ? []
        : [`median ${sayDuration(median(spans))}, slowest ${sayDuration(spans.at(-1) ?? 0)}`]),
      ...(silent.length === 0
        ? []
        : [`no answer from ${silent.map(({ person }) => person.name).join(", ")}`]),
    ].join("; ");
    if (silent.length === 0)
      return { ...base, result: answered.length === 0 ? "not-shown" : "shown", found, gap: null };
    // Somebody may still answer.
    if (over === null) return { ...base, result: "not-shown", found, gap: null };
    const names = silent.map(({ person }) => person.name).join(", ");
    return {
      ...base,
      result: "missed",
      found,
      gap: `Find a way that reaches ${names}, and a backup for them`,
    };
  });
  if (rows.length > 0) return rows;
  const found = "The policy names nobody here, and nobody answered.";
  return [
    {
      id: "zone-none",
      name: "Reachability",
      result: "not-shown",
      found,
      wanted: null,
      evidence: [],
      gap: null,
    },
  ];
}

const isSame = (a: Person, b: Person): boolean =>
  a.discord !== null && b.discord !== null ? a.discord === b.discord : a.name === b.name;

function median(sorted: number[]): number {
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : Math.round(((sorted[middle - 1] ?? 0) + high) / 2);
}
