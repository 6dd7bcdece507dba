import type { Engine } from "@muster/engine";
import { inside } from "@muster/incident";
import { ada, by } from "@muster/incident/testing";
import { measureNames } from "@muster/insights";
import postgres from "postgres";
import { atMost, percentile, shown, type Figure } from "./figures.ts";
import { withOneIncident } from "./one-incident.ts";
import { withPostgres } from "./temporary.ts";

const counts = [1_000, 1_000_000] as const;
const workspaceId = "bench";
/** All of these years have the same number of incidents. */
const years = 10;
const changes = 40;
const rounds = 3;

type Size = { count: number; engine: Engine; sql: postgres.Sql; id: string; close(): Promise<void> };

/** What figures cost a team that has had very many incidents: to count one change in, to read a year, to read them all. */
export async function metrics(): Promise<Figure[]> {
  return withPostgres(async (url) => {
    const sizes: Size[] = [];
    try {
      for (const count of counts) sizes.push(await grow(url, count));
      const counted = sizes.map((): number[] => []);
      // In turn, so that whatever else the machine does meets both.
      for (let change = 0; change < changes; change += 1)
        for (const [place, size] of sizes.entries()) counted[place]!.push(await countIn(size, change)); // One list for each size.
      const [small = 0, large = 0] = counted.map((ms) => percentile(ms, 0.5));
      const [, big] = sizes;
      if (big === undefined) throw new Error("There is no large one.");
      const month = await ask(big, since(30));
      const year = await ask(big, since(365));
      const all = await ask(big, {});
      const floor = await sorting(big);
      return [
        shown("counting one change in, 1,000 incidents", small, " ms"),
        shown("counting one change in, 1,000,000 incidents", large, " ms"),
        atMost("counting one change in, the largest to the smallest", large / small, 2),
        shown("figures of the last 30 days, 8,200 of 1,000,000", month, " ms"),
        shown("figures of the last year, 100,000 of 1,000,000", year, " ms"),
        shown("figures of all 1,000,000", all, " ms"),
        shown("for comparison: PostgreSQL sorts each time of all 1,000,000 once", floor, " ms"),
        atMost("figures of all, to sorting alone", all / floor, 4),
      ];
    } finally {
      for (const size of sizes) await size.close();
    }
  });
}

const dayMs = 86_400_000;
const since = (days: number): { since: string } => ({
  since: new Date(Date.now() - days * dayMs).toISOString().slice(0, 10),
});

/** A word in one incident, then figures of a time in which there was nothing: what remains is the counting in. */
async function countIn({ engine, id }: Size, change: number): Promise<number> {
  const command = { do: "update", text: `change ${change}` } as const;
  const said = await engine.order({
    workspaceId,
    incident: { id },
    command,
    actor: by(ada),
    requestId: null,
  });
  if (!said.ok) throw new Error(`It was refused: ${said.refused.because}`);
  const startedMs = performance.now();
  await engine.read.metrics(workspaceId, { audience: inside, selection: { since: "2200-01-01" } });
  return performance.now() - startedMs;
}

async function ask({ engine }: Size, selection: { since?: string }): Promise<number> {
  const tookMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now();
    const { times } = await engine.read.metrics(workspaceId, {
      audience: inside,
      selection,
      withLoad: false,
    });
    tookMs.push(performance.now() - startedMs);
    if (times.timeToMitigate.n < 100) throw new Error("Too little was counted, so nothing was measured.");
  }
  return percentile(tookMs, 0.5);
}

async function sorting({ sql }: Size): Promise<number> {
  const medians = measureNames.map(
    (_, place) => `percentile_cont(0.5) within group (order by spans[${place + 1}]::float8)`,
  );
  const tookMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now();
    await sql.unsafe(
      `select ${medians.join(", ")} from past_incidents where workspace_id = '${workspaceId}'`,
    );
    tookMs.push(performance.now() - startedMs);
  }
  return percentile(tookMs, 0.5);
}

async function grow(server: string, count: number): Promise<Size> {
  const { url, store, engine, id } = await withOneIncident(server, `metrics_${count}`, workspaceId);
  await engine.read.metrics(workspaceId, { audience: inside });
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await copy(sql, id, count);
  return {
    count,
    engine,
    sql,
    id,
    async close() {
      await sql.end();
      await engine.stop();
      await store.close();
    },
  };
}

/** Copies of one incident over the years, each with times of its own, from seconds to most of a day. */
async function copy(sql: postgres.Sql, id: string, count: number): Promise<void> {
  const span = "floor(exp(random() * 11) * 1000)::bigint";
  const spans = `array[${measureNames.map(() => span).join(", ")}]`;
  const daysAgo = `n::float8 / ${count} * ${years * 365}`;
  // What lists and searches need is not asked here (`growth` does), and would cost minutes to build.
  await sql.unsafe(`
    do $$ declare one record; begin
      for one in select conname from pg_constraint where conrelid = 'incidents'::regclass and contype = 'u' loop
        execute format('alter table incidents drop constraint %I', one.conname);
      end loop;
      for one in select indexname from pg_indexes where tablename = 'incidents'
        and indexname not in ('incidents_pkey', 'incidents_past_behind') loop
        execute format('drop index %I', one.indexname);
      end loop;
    end $$`);
  await sql`
    insert into incidents (id, workspace_id, ref, number, date, slug, dedupe_key, status, severity_level, severity_rank, title,
      is_drill, words, state, seq, past_seq, head, declared_at, updated_at)
    select id || '-' || n, workspace_id, 'INC-' || n, n, date, slug || '-' || n, null, 'closed', severity_level, severity_rank,
      title, is_drill, ''::tsvector, '{}', seq, seq, head, declared_at, updated_at
    from incidents, generate_series(2, ${count}::integer) as n where id = ${id}`;
  await sql.unsafe(`
    insert into past_incidents (incident_id, workspace_id, seq, date, is_drill, is_restricted, is_counted, is_imported, outcome,
      policy_id, level_id, rank, kind, services, spans, approx, cadence_asked, cadence_kept, false_positive, recurrence,
      actions_in_time, actions_late, actions_unknown, open_dues, past)
    select incident_id || '-' || n, workspace_id, seq, to_char(now() - (${daysAgo}) * interval '1 day', 'YYYY-MM-DD'), false, false,
      true, false, 'closed', policy_id, 'P' || n % 4, n % 4, kind, services, ${spans}, 0, n % 9, n % 5, 0, n % 2,
      n % 3, n % 2, 0, '{}', jsonb_build_object('responders', past -> 'responders', 'actions', '[]'::jsonb)
    from past_incidents, generate_series(2, ${count}) as n where incident_id = '${id}'`);
  await sql`vacuum analyze`;
}
