import { sql } from "../drizzle.ts";
import type { Db } from "../connection.ts";
import { incidents } from "../schema/index.ts";
import { isRow, tableTerms, type TableName, type TableTerms } from "./tables.ts";
import type { RecordEntry } from "./entries.ts";

type Row = Extract<RecordEntry, { is: "row" }>["row"];

/** Whether nothing has been recorded here yet. A workspace that was only made known does not count. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await db.$count(incidents)) === 0;
}

/** Writes a row of an export back. `change` is what must differ from how it was. Names of tables and columns are never those of the export. */
export async function restoreRow(tx: Db, table: TableName, row: Row, change: Row = {}): Promise<void> {
  const terms: TableTerms = tableTerms[table];
  if (table === "blobs") {
    await tx.execute(sql`
      insert into blobs (sha256, bytes, size, content_type)
      values (${row["sha256"]}, decode(${row["bytes"]}, 'base64'), ${row["size"]}, ${row["content_type"]})
      on conflict do nothing`);
    return;
  }
  if (!isRow(terms)) throw new Error(`An export has no rows of ${table}.`);
  const { asText = [] } = terms;
  const whole: Row = { ...row, ...change };
  for (const column of asText) whole[column] = JSON.parse(whole[column] as string);
  const columns = [...terms.columns, ...Object.keys(change)].filter((column) => Object.hasOwn(whole, column));
  const list = sql.raw([...new Set(columns)].map((column) => `"${column}"`).join(", "));
  const name = sql.raw(table);
  await tx.execute(sql`
    insert into ${name} (${list})
    select ${list} from json_populate_record(null::${name}, ${JSON.stringify(whole)}::json)
    on conflict do nothing`);
}

/** Which entry of each record the restored checkpoints cover, so that the next one goes on from there. */
export async function restoreVouched(tx: Db, workspaceId: string): Promise<void> {
  await tx.execute(sql`
    update incidents i set vouched_seq = v.seq
    from (
      select c.value ->> 0 as id, max((c.value ->> 1)::integer) as seq
      from checkpoints k, jsonb_array_elements(k.changed) c
      where k.workspace_id = ${workspaceId} group by 1) v
    where i.id = v.id`);
}
