import type { Engine } from "@muster/engine";
import postgres from "postgres";
import { atMost, percentile, shown, type Figure } from "./figures.ts";
import { withOneIncident } from "./one-incident.ts";
import { withPostgres } from "./temporary.ts";

const rounds = 200;
const warmUp = 20;
const workspaceId = "bench";
const openOnes = 30;

type Question = (engine: Engine, known: Known) => Promise<readonly unknown[]>;
type Known = { id: string; middleRef: string };

const questions: Record<string, Question> = {
  "first page of the list": (engine) => engine.read.list(workspaceId, { limit: 25 }),
  "page from the middle of the list": (engine, { middleRef }) =>
    engine.read.list(workspaceId, { limit: 25, before: middleRef }),
  "open incidents": (engine) => engine.read.open(workspaceId),
  "timeline of an incident": (engine, { id }) => engine.read.events(id),
  "autocomplete, a common word": (engine) => engine.read.complete(workspaceId, "check", 25),
  "autocomplete, a rare word": (engine) => engine.read.complete(workspaceId, "w5dx", 25),
  "autocomplete, a number": (engine) => engine.read.complete(workspaceId, "INC-12", 25),
};

type Size = { count: number; engine: Engine; known: Known; close(): Promise<void> };

/** Whether what people ask for stays as fast when one team has had very many incidents. */
export async function growth({ isBig = false } = {}): Promise<Figure[]> {
  const counts = [1_000, 100_000, ...(isBig ? [1_000_000] : [])];
  return withPostgres(async (url) => {
    const sizes: Size[] = [];
    try {
      for (const count of counts) sizes.push(await grow(url, count));
      const figures: Figure[] = [];
      for (const [name, ask] of Object.entries(questions)) {
        const medians = await compare(sizes, ask);
        medians.forEach((ms, index) =>
          figures.push(shown(`${name}, ${counts[index]?.toLocaleString("en")} incidents`, ms, " ms")),
        );
        figures.push(atMost(`${name}, the largest to the smallest`, medians.at(-1)! / medians[0]!, 2)); // There are two at least.
      }
      return figures;
    } finally {
      for (const size of sizes) await size.close();
    }
  });
}

/** The medians for each size, asked in turn so that whatever else the machine does meets all of them. */
async function compare(sizes: readonly Size[], ask: Question): Promise<number[]> {
  const tookMs: number[][] = sizes.map(() => []);
  for (let round = 0; round < rounds + warmUp; round += 1) {
    for (const [index, { engine, known }] of sizes.entries()) {
      const startedMs = performance.now();
      const found = await ask(engine, known);
      if (found.length === 0) throw new Error("Nothing was found, so nothing was measured.");
      if (round >= warmUp) tookMs[index]!.push(performance.now() - startedMs); // One list for each size.
    }
  }
  return tookMs.map((times) => percentile(times, 0.5));
}

/** A database of its own with one real incident and copies of it: other titles, other numbers, nearly all resolved. */
async function grow(server: string, count: number): Promise<Size> {
  const { url, store, engine, id } = await withOneIncident(server, `growth_${count}`, workspaceId);

  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await copy(sql, id, count);
  await sql.end();
  return {
    count,
    engine,
    known: { id: `${id}-${Math.floor(count / 2)}`, middleRef: `INC-${Math.floor(count / 2)}` },
    async close() {
      await engine.stop();
      await store.close();
    },
  };
}

async function copy(sql: postgres.Sql, id: string, count: number): Promise<void> {
  await sql`
    insert into incidents (id, workspace_id, ref, number, date, slug, dedupe_key, status, severity_level, severity_rank, title,
      is_drill, words, state, seq, head, declared_at, updated_at)
    select id || '-' || n, workspace_id, 'INC-' || n, n, date, slug || '-' || n, null,
      case when n > ${count - openOnes} then 'open' else 'resolved' end, severity_level, severity_rank,
      'checkout fails w' || to_hex(n * 31 % 4096) || 'x', is_drill,
      array_to_tsvector(array['bench/checkout', 'bench/fails', 'bench/w' || to_hex(n * 31 % 4096) || 'x']),
      state, seq, head, declared_at - n * interval '1 minute', updated_at
    from incidents, generate_series(2, ${count}::integer) as n where id = ${id}`;
  await sql`
    insert into events (incident_id, seq, at, type, body, prev, hash)
    select e.incident_id || '-' || n, e.seq, e.at, e.type, e.body, e.prev, e.hash
    from events e, generate_series(2, ${count}::integer) as n where e.incident_id = ${id}`;
  await sql`vacuum analyze`;
}
