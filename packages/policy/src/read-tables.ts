/** A pipe table of a Markdown page. Lines count from 1. */
type Table = { header: string[]; rows: TableRow[]; year: number | null };
export type TableRow = { line: number; cells: string[] };

/** A longer page is no rota. */
const pageMax = 512 * 1024;
/** Longer than any table row that a person reads; the rest of a line is left out. */
const lineMax = 2_000;

/** All pipe tables outside of code blocks. `year` is the last year that a heading above the table named. */
export function readTables(markdown: string): Table[] {
  const lines = markdown.slice(0, pageMax).split(/\r\n|\r|\n/);
  const tables: Table[] = [];
  let table: Table | null = null;
  let fence: string | null = null;
  let year: number | null = null;

  for (const [index, raw] of lines.entries()) {
    const text = raw.slice(0, lineMax).trim();
    const mark = /^(`{3,}|~{3,})/.exec(text)?.[1] ?? null;
    if (mark !== null && (fence === null || (mark[0] === fence[0] && mark.length >= fence.length))) {
      fence = fence === null ? mark : null;
      table = null;
      continue;
    }
    if (fence !== null) continue;

    const heading = /^#{1,6}\s.*?\b(20\d\d)\b/.exec(text);
    if (heading !== null) year = Number(heading[1]);

    if (table === null && !text.includes("|")) continue;
    if (table === null) {
      // A table is a header row with a row of dashes below it.
      if (!isDashes(lines[index + 1]?.trim() ?? "")) continue;
      table = { header: cellsOf(text), rows: [], year };
      tables.push(table);
    } else if (!text.includes("|")) {
      table = null;
    } else if (!isDashes(text)) {
      table.rows.push({ line: index + 1, cells: cellsOf(text) });
    }
  }
  return tables;
}

const isDashes = (text: string): boolean =>
  text.length <= lineMax && text.includes("-") && text.includes("|") && /^[\s|:-]+$/.test(text);

/** The cells of a row; `\|` is a pipe inside a cell. */
function cellsOf(text: string): string[] {
  const inner = text.replace(/^\|/, "").replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.replaceAll("\\|", "|").trim());
}
