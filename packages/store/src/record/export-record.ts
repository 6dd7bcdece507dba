import { and, asc, eq, gt, sql, type SQL } from "../drizzle.ts";
import type { Db } from "../connection.ts";
import { readChain } from "../events.ts";
import { toHex } from "../hex.ts";
import { incidents } from "../schema/index.ts";
import { workspaceById } from "../workspaces.ts";
import { recordFormat, type RecordEntry } from "./entries.ts";
import { tableTerms, type TableName, type TableTerms } from "./tables.ts";

export type ExportOptions = {
  workspaceId: string;
  now: Date;
  /** Files that people attached: `null` leaves their bytes out and says so. */
  attachments: boolean;
};

const atOnce = 50;

/** Gives the whole record of a workspace, entry by entry, as it was at one instant; only the last line, with the signature, is the caller's. */
export async function exportRecord(
  db: Db,
  options: ExportOptions,
  take: (entry: RecordEntry) => void | Promise<void>,
): Promise<void> {
  await db.transaction(
    async (tx) => {
      const { workspaceId, now } = options;
      const workspace = await workspaceById(tx, workspaceId);
      if (workspace === null) throw new Error(`Workspace ${workspaceId} is not known here.`);
      await take({ is: "record", format: recordFormat, exportedAt: now.toISOString(), workspace });
      const ofWorkspace = sql`t.workspace_id = ${workspaceId}`;
      await rows(tx, "first", ofWorkspace, take);
      await writeIncidents(tx, workspaceId, take);
      await rows(tx, "last", ofWorkspace, take);
      await attachments(tx, options, take);
      for (const [table, terms] of Object.entries<TableTerms>(tableTerms))
        if (terms.as === "left-out") await take({ is: "left-out", what: table, why: terms.why });
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

type Take = (entry: RecordEntry) => void | Promise<void>;

async function rows(tx: Db, when: "first" | "with-incident" | "last", which: SQL, take: Take): Promise<void> {
  for (const [name, terms] of Object.entries<TableTerms>(tableTerms)) {
    if (terms.as !== "rows" || terms.when !== when) continue;
    const { columns, where = "true", asText = [] } = terms;
    const chosen = columns.map((column) => (asText.includes(column) ? `t.${column}::text` : `t.${column}`));
    // Names are those of the table above, never from outside.
    const read = await tx.execute<{ row: RowOf }>(sql`
      select row_to_json(r) as row from (
        select ${sql.raw(chosen.map((one, n) => `${one} as "${columns[n]}"`).join(", "))}
        from ${sql.raw(name)} t where ${which} and ${sql.raw(where)}
        order by ${sql.raw(
          columns
            .map((_, n) => n + 1)
            .filter((n) => !isJson(columns[n - 1]!))
            .join(", "),
        )}) r`);
    for (const { row } of read.rows) await take({ is: "row", table: name as TableName, row });
  }
}

type RowOf = Extract<RecordEntry, { is: "row" }>["row"];

/** PostgreSQL puts no order on `json`. */
const isJson = (column: string): boolean =>
  ["policy", "problems", "answer", "errand", "remote"].includes(column);

async function writeIncidents(tx: Db, workspaceId: string, take: Take): Promise<void> {
  for (let after = ""; ;) {
    const page = await tx
      .select({
        id: incidents.id,
        ref: incidents.ref,
        number: incidents.number,
        date: incidents.date,
        slug: incidents.slug,
        dedupeKey: incidents.dedupeKey,
        declaredAt: incidents.declaredAt,
        updatedAt: incidents.updatedAt,
        seq: incidents.seq,
        head: incidents.head,
      })
      .from(incidents)
      .where(and(eq(incidents.workspaceId, workspaceId), gt(incidents.id, after)))
      .orderBy(asc(incidents.id))
      .limit(atOnce);
    for (const { seq, head, declaredAt, updatedAt, ...about } of page) {
      const incident = { ...about, declaredAt: declaredAt.toISOString(), updatedAt: updatedAt.toISOString() };
      await take({ is: "incident", incident, head: { seq, hash: toHex(head) } });
      for (const { event, prev, hash } of await readChain(tx, about.id))
        await take({ is: "event", of: about.id, event, prev, hash });
      await rows(tx, "with-incident", sql`t.incident_id = ${about.id}`, take);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < atOnce) return;
    after = last.id;
  }
}

async function attachments(tx: Db, options: ExportOptions, take: Take): Promise<void> {
  const { rows: found } = await tx.execute<{ sha256: string; size: number; content_type: string | null }>(sql`
    select b.sha256, b.size, b.content_type from blobs b where b.sha256 in (
      select m[1] from events e join incidents i on i.id = e.incident_id,
        regexp_matches(e.body, '"sha256":"([0-9a-f]{64})"', 'g') m
      where i.workspace_id = ${options.workspaceId})
    order by b.sha256`);
  for (const row of found) {
    if (!options.attachments) {
      const what = `the attachment ${row.sha256} (${row.size} bytes)`;
      await take({
        is: "left-out",
        what,
        why: "Its bytes come along with --attachments; its digest is in the record.",
      });
      continue;
    }
    const bytes = await tx.execute<{ bytes: string }>(
      sql`select encode(bytes, 'base64') as bytes from blobs where sha256 = ${row.sha256}`,
    );
    await take({ is: "row", table: "blobs", row: { ...row, bytes: bytes.rows[0]!.bytes } });
  }
}
