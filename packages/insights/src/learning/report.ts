import {
  calendarOf,
  everybody,
  isOverdue,
  mayKnow,
  openActions,
  type Audience,
  type Person,
} from "@muster/incident";
import { maturityReport, type MaturityReport } from "../maturity/report.ts";
import type { MaturityRecord, RecordedIncident } from "../maturity/record.ts";
import { sectionOf, type Section } from "../metrics/report.ts";
import { pastIncident } from "../past-incident.ts";
import { factorsOf, readingOf, type Factor, type Reading } from "./factors.ts";
import {
  askedIn,
  doneIn,
  isReal,
  policyChangesIn,
  runbookChangesIn,
  type Asked,
  type DoneItem,
  type PolicyChanged,
  type RunbookChanged,
} from "./loop.ts";
import { quarterBefore, type Quarter } from "./quarter.ts";

export type OverdueItem = { of: Reading; id: string; text: string; owner: Person; due: string };

/** What a quarter teaches, from the record alone. */
export type LearningReport = {
  quarter: string;
  from: string;
  until: string;
  generatedAt: string;
  /** The quarter is not over, so more may come. */
  isRunning: boolean;
  incidents: Reading[];
  drills: number;
  factors: Factor[];
  /** Incidents of the quarter that are the return of another, as people linked them. */
  returns: { one: Reading; of: string[] }[];
  /** Everything that is overdue when the report is made, of whatever quarter. */
  overdue: OverdueItem[];
  asked: Asked[];
  done: DoneItem[];
  runbooks: RunbookChanged[];
  policy: PolicyChanged[];
  metrics: Section;
  /** The figures of the quarter before, so that one sees which way it goes. */
  metricsBefore: Section & { quarter: string };
  maturity: Pick<MaturityReport["items"][number], "id" | "number" | "title" | "verdict" | "next">[];
  /** Older incidents that were too many to read. */
  unread: number;
};

/** The report on a quarter for an audience. What that may not know of is not counted anywhere. */
export function learningReport(
  record: MaturityRecord,
  quarter: Quarter,
  { now, audience = everybody }: { now: Date; audience?: Audience },
): LearningReport {
  const known = record.incidents
    .filter(({ incident }) => mayKnow(incident, audience))
    .toSorted((a, b) => a.incident.date.localeCompare(b.incident.date) || byRef(a, b));
  const real = known.filter(({ incident }) => isReal(incident));
  const own = within(real, quarter);
  const before = quarterBefore(quarter);
  const yearAgo = `${quarter.from.getUTCFullYear() - 1}${quarter.first.slice(4)}`;
  const until = quarter.until < now ? quarter.until : now;
  const span = { from: quarter.from.toISOString(), until: until.toISOString(), now: now.toISOString() };
  return {
    quarter: quarter.name,
    from: quarter.first,
    until: quarter.last,
    generatedAt: now.toISOString(),
    isRunning: quarter.until > now,
    incidents: own.map(readingOf),
    drills: within(known, quarter).filter(({ incident }) => incident.isDrill).length,
    factors: factorsOf(own, within(real, { first: yearAgo, last: before.last })),
    returns: own
      .filter(({ incident }) => incident.aftercare.recurrenceOf.length > 0)
      .map((one) => ({ one: readingOf(one), of: namedTo(known, one) })),
    overdue: overdueOf(real, now),
    asked: askedIn(own),
    done: doneIn(known, span),
    runbooks: runbookChangesIn(record.policies, known, span),
    policy: policyChangesIn(record.policies, span),
    metrics: metricsIn(known, quarter, now),
    metricsBefore: { quarter: before.name, ...metricsIn(known, before, now) },
    maturity: maturityReport(record, until, audience).items.map(({ id, number, title, verdict, next }) => ({
      id,
      number,
      title,
      verdict,
      next,
    })),
    unread: record.unread,
  };
}

/** Nothing happened, nothing changed and nothing is owed: there is nothing to read. */
export const isEmptyReport = ({
  incidents,
  drills,
  overdue,
  done,
  runbooks,
  policy,
}: LearningReport): boolean =>
  [incidents, overdue, done, runbooks, policy].every((list) => list.length === 0) && drills === 0;

function within(
  all: readonly RecordedIncident[],
  { first, last }: Pick<Quarter, "first" | "last">,
): RecordedIncident[] {
  return all.filter(({ incident: { date } }) => date >= first && date <= last);
}

const byRef = (a: RecordedIncident, b: RecordedIncident): number =>
  a.incident.ref.localeCompare(b.incident.ref, "en", { numeric: true });

/** A link to an incident that this audience may not know of any more is not told. */
function namedTo(known: readonly RecordedIncident[], { incident }: RecordedIncident): string[] {
  return incident.aftercare.recurrenceOf.filter((ref) => known.some((one) => one.incident.ref === ref));
}

function overdueOf(real: readonly RecordedIncident[], now: Date): OverdueItem[] {
  return real
    .flatMap((one) =>
      openActions(one.incident)
        .filter((item) => isOverdue(item, calendarOf(one.policy).timeZone, now))
        .map(({ id, text, owner, due }) => ({ of: readingOf(one), id, text, owner, due })),
    )
    .toSorted((a, b) => a.due.localeCompare(b.due));
}

function metricsIn(known: readonly RecordedIncident[], quarter: Quarter, now: Date): Section {
  const pasts = within(known, quarter)
    .filter(({ incident }) => !incident.isDrill)
    .map(({ incident, events, policy }) => pastIncident(incident, events, policy));
  return sectionOf(pasts, now);
}
