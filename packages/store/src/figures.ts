import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { inTransaction } from "./transaction.ts";
import type { PastPeriod } from "./past.ts";

/** Which rows count. Restricted ones only where `restricted` says so: all, or those with these ids. */
export type FigureQuery = PastPeriod & {
  workspaceId: string;
  restricted: "all" | readonly string[];
  severity?: string | null | undefined;
  type?: string | null | undefined;
  service?: string | null | undefined;
  by: "severity" | "type" | "service" | "month" | null;
  /** How many measures `spans` holds. */
  measures: number;
  /** What was due before this UTC day is late, and a postmortem that is due before `now`. */
  now: Date;
};

/** Numbers of one group, as PostgreSQL counted them. Spans are in milliseconds. */
export type FigureCounts = {
  isDrill: boolean;
  key: string | null;
  rank: number | null;
  counts: Record<string, number>;
  spans: SpanCounts[];
};
export type SpanCounts = {
  n: number;
  sum: number;
  least: number | null;
  most: number | null;
  median: number | null;
  p90: number | null;
  approx: number;
  unknown: number;
  notYet: number;
  dayOnly: number;
  outOfOrder: number;
};

const groupKey: Record<NonNullable<FigureQuery["by"]>, SQL> = {
  severity: sql`level_id || ' (' || policy_id || ')'`,
  type: sql`kind`,
  service: sql`service`,
  month: sql`substr(date, 1, 7)`,
};

const plainCounts: Record<string, SQL> = {
  counted: sql`count(*) filter (where is_counted)`,
  open: sql`count(*) filter (where is_counted and outcome in ('open', 'mitigated'))`,
  imported: sql`count(*) filter (where is_counted and is_imported)`,
  restricted: sql`count(*) filter (where is_counted and is_restricted)`,
  falsePositives: sql`count(*) filter (where outcome = 'dismissed')`,
  duplicates: sql`count(*) filter (where outcome = 'merged')`,
  cadenceKept: sql`coalesce(sum(cadence_kept) filter (where is_counted), 0)`,
  cadenceAsked: sql`coalesce(sum(cadence_asked) filter (where is_counted), 0)`,
  falseYes: sql`count(*) filter (where false_positive = 1)`,
  falseNo: sql`count(*) filter (where false_positive = 0)`,
  falseUnknown: sql`count(*) filter (where false_positive = -1)`,
  recurredYes: sql`count(*) filter (where recurrence = 1)`,
  recurredNo: sql`count(*) filter (where recurrence = 0)`,
  recurredUnknown: sql`count(*) filter (where recurrence = -1)`,
  postmortemYes: sql`count(*) filter (where postmortem = 1)`,
  postmortemNo: sql`count(*) filter (where postmortem = 0)`,
  actionsYes: sql`coalesce(sum(actions_in_time) filter (where is_counted), 0)`,
  actionsNo: sql`coalesce(sum(actions_late) filter (where is_counted), 0)`,
  actionsUnknown: sql`coalesce(sum(actions_unknown) filter (where is_counted), 0)`,
  actionsOpen: sql`coalesce(sum(cardinality(open_dues)) filter (where is_counted), 0)`,
};

/** What depends on the moment at which somebody asks. */
const datedCounts = (now: Date): Record<string, SQL> => ({
  postmortemLate: sql`count(*) filter (where postmortem = -1 and postmortem_due_at < ${now.toISOString()}::timestamptz)`,
  postmortemWaiting: sql`count(*) filter (where postmortem = -1 and postmortem_due_at >= ${now.toISOString()}::timestamptz)`,
  actionsOverdue: sql`coalesce(sum((select count(*) from unnest(open_dues) due where due < ${now.toISOString().slice(0, 10)})) filter (where is_counted), 0)`,
});

/**
 * Counts in the database, so that the figures of very many incidents cost one pass over narrow rows. Says the same as counting the incidents
 * one by one does: a property test holds the two together.
 */
export async function countFigures(db: Db, query: FigureQuery): Promise<FigureCounts[]> {
  const { by, measures, now } = query;
  const counts = { ...plainCounts, ...datedCounts(now) };
  const columns = Object.entries(counts).map(([name, count]) => sql`${count} as ${sql.identifier(name)}`);
  const places = Array.from({ length: measures }, (_, place) => place);
  const spans = places.flatMap(spanColumns);
  const services = sql` left join lateral (select distinct unnest(services) as service) s on true`;
  const key = by === null ? sql`null::text` : groupKey[by];
  // Each span is taken out of its array once for all that is counted of it; without the fence PostgreSQL would do it each time.
  const taken = places.map((place) =>
    sql.raw(`case when is_counted then spans[${place + 1}] end as s${place}`),
  );
  const rows = await withRoom(db, async (tx) => {
    const found = await tx.execute(sql`
      select is_drill, key, min(rank) as rank, ${sql.join([...columns, ...spans], sql`, `)}
      from (select *, ${key} as key, ${sql.join(taken, sql`, `)}
        from past_incidents${by === "service" ? services : sql``} where ${conditions(query)} offset 0) taken
      group by is_drill, key`);
    return found.rows;
  });
  return rows.map((row) => ({
    isDrill: row["is_drill"] === true,
    key: row["key"] as string | null,
    rank: row["rank"] as number | null,
    counts: Object.fromEntries(Object.keys(counts).map((name) => [name, Number(row[name])])),
    spans: places.map((place) => spanOf(row, place)),
  }));
}

function conditions({ workspaceId, since, until, restricted, severity, type, service }: FigureQuery): SQL {
  const same = (column: SQL, wanted: string): SQL => sql`lower(${column}) = lower(${wanted})`;
  const all = [
    sql`workspace_id = ${workspaceId}`,
    ...(since == null ? [] : [sql`date >= ${since}`]),
    ...(until == null ? [] : [sql`date <= ${until}`]),
    ...(severity == null ? [] : [same(sql`level_id`, severity)]),
    ...(type == null ? [] : [same(sql`kind`, type)]),
    ...(service == null
      ? []
      : [sql`exists (select from unnest(services) one where lower(one) = lower(${service}))`]),
    ...(restricted === "all"
      ? []
      : [
          sql`(not is_restricted or incident_id in (select jsonb_array_elements_text(${JSON.stringify(restricted)}::jsonb)))`,
        ]),
  ];
  return sql.join(all, sql` and `);
}

/** Sorting stays in memory as long as it takes no more. Said in the transaction alone. */
const sortRoom = "64MB";

function withRoom<Value>(db: Db, work: (tx: Db) => Promise<Value>): Promise<Value> {
  return inTransaction(db, async (tx) => {
    await tx.execute(sql.raw(`set local work_mem = '${sortRoom}'`));
    return work(tx);
  });
}

function spanColumns(place: number): SQL[] {
  const span = sql.raw(`s${place}`);
  const known = sql`${span} >= 0`;
  const name = (what: string): SQL => sql.raw(`"${what}${place}"`);
  const code = (value: number): SQL =>
    sql`count(*) filter (where ${span} = ${sql.raw(String(value))}) as ${name(`code${value}:`)}`;
  // The percentiles have the same input, so PostgreSQL sorts it once; the ends are the least and the most.
  return [
    sql`count(*) filter (where ${known}) as ${name("n")}`,
    sql`sum(${span}) filter (where ${known}) as ${name("sum")}`,
    sql`percentile_cont(0.5) within group (order by ${span}::float8) filter (where ${known}) as ${name("median")}`,
    sql`percentile_disc(array[0, 0.9, 1]) within group (order by ${span}::float8) filter (where ${known}) as ${name("ends")}`,
    sql`count(*) filter (where ${known} and approx & ${sql.raw(String(2 ** place))} <> 0) as ${name("approx")}`,
    ...[-1, -2, -3, -4].map(code),
  ];
}

function spanOf(row: Record<string, unknown>, place: number): SpanCounts {
  const value = (what: string): number | null => {
    const found = row[`${what}${place}`];
    return found === null || found === undefined ? null : Number(found);
  };
  const count = (what: string): number => value(what) ?? 0;
  const [least = null, p90 = null, most = null] = (row[`ends${place}`] ?? []) as number[]; // As it was selected.
  return {
    n: count("n"),
    sum: count("sum"),
    least,
    most,
    median: value("median"),
    p90,
    approx: count("approx"),
    unknown: count("code-1:"),
    notYet: count("code-2:"),
    dayOnly: count("code-3:"),
    outOfOrder: count("code-4:"),
  };
}

/** What each person did in those incidents, by the snapshots of them: few, however many incidents there are. */
export async function countLoad(db: Db, query: FigureQuery): Promise<LoadCounts[]> {
  const { rows } = await db.execute(sql`
    with chosen as materialized (
      select past -> 'responders' as responders, case when cardinality(open_dues) > 0 then past -> 'actions' end as actions
      from past_incidents where ${conditions(query)} and not is_drill)
    select one -> 'person' as person, count(*) as incidents, count(*) filter (where (one ->> 'led')::boolean) as led,
      sum((one ->> 'inRoleMin')::float8) as minutes, 0 as open
    from chosen, jsonb_array_elements(responders) one group by 1
    union all
    select item -> 'owner', 0, 0, 0, count(*) from chosen, jsonb_array_elements(actions) item
    where item ->> 'status' not in ('done', 'dropped') group by 1`);
  return rows.map((row) => ({
    person: row["person"],
    incidents: Number(row["incidents"]),
    led: Number(row["led"]),
    minutes: Number(row["minutes"]),
    open: Number(row["open"]),
  }));
}
export type LoadCounts = { person: unknown; incidents: number; led: number; minutes: number; open: number };
