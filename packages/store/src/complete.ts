import { sql, type SQL } from "./drizzle.ts";
import type { Db } from "./connection.ts";
import { titleWords } from "./title-words.ts";
import type { Found } from "./words.ts";

/** Discord shows 25. https://discord.com/developers/docs/interactions/application-commands#autocomplete */
const foundMax = 25;
const openMax = 500;
const recentMax = 2_000;
const oldMax = 500;
const digitsMax = 9;

type Row = Found & { number: number };

/**
 * Incidents that somebody may mean: by the start of a number (`12`, `INC-12`) or by the beginnings of words of the title. Open
 * ones come first, then the newest.
 *
 * It walks the open ones and the newest ones, which is where the answer nearly always is, and asks the word index only for what
 * these did not fill: the index alone would have to gather every incident with a common word before it could sort them. Restricted
 * ones are never among them.
 */
export async function complete(db: Db, workspaceId: string, text: string, limit: number): Promise<Found[]> {
  const max = Math.max(1, Math.min(limit, foundMax));
  const asked = text.trim();
  const digits = /^(?:inc)?[-\s#]*(\d*)$/i.exec(asked)?.[1];
  if (digits !== undefined && digits !== "") return byNumber(db, workspaceId, digits, max);

  const words = digits === "" ? [] : titleWords(asked);
  if (words.length === 0 && asked !== "" && digits === undefined) return [];
  const query = words.length === 0 ? null : wordQuery(workspaceId, words);
  const matches = query === null ? sql`true` : sql`words @@ ${query}::tsquery`;

  const { rows: near } = await db.execute<Row>(sql`
    with near as (
      (select ${columns} from incidents where workspace_id = ${workspaceId} and not is_restricted and status = 'open'
        order by number desc limit ${openMax})
      union all
      (select ${columns} from incidents where workspace_id = ${workspaceId} and not is_restricted and status = 'mitigated'
        order by number desc limit ${openMax})
      union all
      (select ${columns} from incidents where workspace_id = ${workspaceId} and not is_restricted
        order by number desc limit ${query === null ? foundMax : recentMax}))
    select distinct on (is_open, number) ${answer} from near where ${matches}
    order by is_open desc, number desc limit ${max}`);
  if (near.length >= max || query === null) return near.map(found);

  const { rows: old } = await db.execute<Row>(sql`
    with old as (select ${columns} from incidents where words @@ ${query}::tsquery and not is_restricted limit ${oldMax})
    select ${answer} from old order by is_open desc, number desc limit ${max}`);
  return merge(near, old).slice(0, max).map(found);
}

const columns: SQL = sql.raw(
  "id, ref, number, title, status, severity_level, words, status in ('open', 'mitigated') as is_open",
);
const answer: SQL = sql.raw('id, ref, number, title, status, severity_level as "levelId", is_open');

/** `12` means 12, 120–129, 1200–1299 …: a few short ranges of the index, whatever the number of incidents. */
async function byNumber(db: Db, workspaceId: string, digits: string, max: number): Promise<Found[]> {
  const start = Number(digits.slice(0, digitsMax));
  const ranges = Array.from({ length: digitsMax - String(start).length + 1 }, (_, zeros) => {
    const from = start * 10 ** zeros;
    return sql`(select ${columns} from incidents where workspace_id = ${workspaceId}
      and not is_restricted and number between ${from}::integer and ${from + 10 ** zeros - 1}::integer order by number desc limit ${max})`;
  });
  const { rows } = await db.execute<Row>(sql`
    with near as (${sql.join(ranges, sql` union all `)})
    select ${answer} from near
    order by number = ${start} desc, is_open desc, number desc limit ${max}`);
  return rows.map(found);
}

/** Every word as a beginning, within one workspace: `'acme/pay':* & 'acme/fail':*`. */
function wordQuery(workspaceId: string, words: string[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}':*`;
  return words.map((word) => quoted(`${workspaceId}/${word}`)).join(" & ");
}

function merge(first: readonly Row[], second: readonly Row[]): Row[] {
  const known = new Set(first.map((row) => row.id));
  return [...first, ...second.filter((row) => !known.has(row.id))];
}

function found({ id, ref, title, status, levelId }: Row): Found {
  return { id, ref, title, status, levelId };
}
