import { nextPeriodAt, periodOf, type Policy } from "@muster/policy";
import type { NewErrand } from "../errand.ts";
import type { Incident } from "../incident.ts";
import { isReported } from "./standing.ts";

type Planned = Policy["drills"]["schedule"][string];

/**
 * What the policy wants practised, as plans: the issue with which each next period begins. Nothing is planned for a period that has begun;
 * the reminders of a period are put with its issue. See `reviewErrands`.
 */
export function drillErrands({ drills }: Policy, now: Date): NewErrand[] {
  return Object.entries(drills.schedule).map(([drill, { every }]) => {
    const dueAt = nextPeriodAt(every, now);
    const period = periodOf(every, dueAt);
    return { key: `open-drill ${drill} ${period}`, errand: { do: "open-drill", drill, period }, dueAt };
  });
}

/** The reminders of the period that has begun, as far as they lie ahead. */
export function drillReminders({ drills }: Policy, drill: string, now: Date): NewErrand[] {
  const planned = drills.schedule[drill];
  if (planned === undefined) return [];
  const period = periodOf(planned.every, now);
  const endsAt = nextPeriodAt(planned.every, now);
  return planned.remindBeforeDays.flatMap((days): NewErrand[] => {
    const dueAt = new Date(endsAt.getTime() - days * 86_400_000);
    return dueAt <= now
      ? []
      : [
          {
            key: `remind-drill ${drill} ${period} ${days}`,
            errand: { do: "remind-drill", drill, period },
            dueAt,
          },
        ];
  });
}

/** The drill with which this period's plan was met; null while it was not. One that was aborted meets nothing. */
export function drillDone(
  policy: Policy,
  drill: string,
  drills: readonly Incident[],
  now: Date,
): Incident | null {
  const planned = policy.drills.schedule[drill];
  if (planned === undefined) return null;
  const period = periodOf(planned.every, now);
  return drills.find((incident) => periodMet(planned, incident) === period) ?? null;
}

/** What closes the issues of the plans that a drill has met by its end. */
export function drillsMet(incident: Incident, { drills }: Policy): NewErrand[] {
  const { drill, ref } = incident;
  return Object.entries(drills.schedule).flatMap(([id, planned]): NewErrand[] => {
    const period = periodMet(planned, incident);
    if (drill === null || period === null) return [];
    const { name } = drill.plan;
    const met = { drill: id, period, ref: isReported(incident) ? ref : null, name, on: heldOn(drill) };
    return [{ key: `close-drill ${id} ${period}`, errand: { do: "close-drill", ...met } }];
  });
}

type Drill = NonNullable<Incident["drill"]>;
const heldOn = ({ begunAt, plannedAt }: Drill): string => (begunAt ?? plannedAt).slice(0, 10);

/** The period whose plan this drill meets; null when it meets none. */
function periodMet(planned: Planned, { drill }: Incident): string | null {
  if (drill?.over?.is !== "ended" || !meets(planned, drill.plan)) return null;
  return periodOf(planned.every, new Date(drill.begunAt ?? drill.plannedAt));
}

function meets({ kind, scenarios }: Planned, plan: Drill["plan"]): boolean {
  if (kind === "rollcall") return plan.kind === "rollcall";
  if (plan.kind !== "scenario" || (kind === "simulation" && !plan.isFull)) return false;
  return scenarios.length === 0 || scenarios.includes(plan.scenario);
}
