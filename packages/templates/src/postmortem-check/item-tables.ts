import { datesIn } from "./dates.ts";
import { itemsMax, type Item, type Items } from "./item.ts";
import { bareName, ownerAndDue, saysNobody } from "./owner-and-due.ts";
import type { Line } from "./page.ts";
import { saysNone, saysNothing } from "./placeholders.ts";
import { isRule } from "./reading.ts";
import { plainName } from "./synonyms.ts";

/* Action items in a table: which column is what is read from its head. */

type Column = "action" | "owner" | "due" | "status";
const columns: Record<Column, RegExp> = {
  owner:
    /^(?:action )?(?:owners?|owned by|assignees?|assigned(?: to)?|responsible.*|dri|who|by whom|lead|person|poc|accountable|name|verantwortlich.*|zust[äa]ndig.*|responsable|propietario|respons[áa]vel|eigenaar)$/,
  due: /^(?:due|due[ -]?(?:date|by|on)|deadline|by when|when|target(?: date)?|eta|date|timeline|timeframe|complete by|completion(?: date)?|by|until|f[äa]llig.*|frist|termin|bis|[ée]ch[ée]ance|fecha.*|prazo|scadenza)$/,
  status: /^(?:status|state|done|complete|completed|progress|stand)$/,
  action:
    /^(?:actions?|action items?|items?|tasks?|what|description|follow-?ups?|measures?|corrective actions?|recommendations?|todo|work|summary|title|improvements?|ma(?:ß|ss)nahmen?|aufgabe|acci[óo]n|tarea|a[çc][ãa]o)$/,
};

export function readTables(
  lines: Line[],
  names: readonly string[],
): { items: Item[]; lines: number[]; without: Items["tablesWithout"] } {
  const items: Item[] = [];
  const seen: number[] = [];
  const without: Items["tablesWithout"] = [];
  for (let index = 0; index + 1 < lines.length; index += 1) {
    const head = lines[index]!; // The loop stays inside.
    const rule = lines[index + 1]!;
    if (!head.text.includes("|") || !isRule(rule.text) || rule.at !== head.at + 1) continue;
    const kinds = cellsOf(head.text).map((cell) => kindOf(plainName(cell)));
    seen.push(head.at, rule.at);
    const rows: Line[] = [];
    let at = index + 2;
    for (
      ;
      lines[at] !== undefined && lines[at]!.text.includes("|") && lines[at]!.at === lines[at - 1]!.at + 1;
      at += 1
    )
      rows.push(lines[at]!);
    seen.push(...rows.map((row) => row.at));
    index = at - 1;
    const read = rows
      .slice(0, itemsMax)
      .map((row) => rowOf(row, kinds, names))
      .filter((item) => item !== null);
    if (read.length === 0) continue;
    for (const what of ["owner", "due"] as const)
      if (!kinds.includes(what) && read.every((item) => item[what] === null))
        without.push({ at: head.at, what });
    const known = without.filter((one) => one.at === head.at).map(({ what }) => what);
    items.push(
      ...read.filter((item) => !(known.includes("owner") && known.includes("due") && item.owner === null)),
    );
  }
  return { items, lines: seen, without };
}

/** The lines of tables that can only be about work: who does what, and by when or how far it is. */
export function linesOfItemTables(lines: readonly Line[]): Line[] {
  let isIn = false;
  return lines.filter(({ at, text }, index) => {
    const next = lines[index + 1];
    if (!text.includes("|")) return (isIn = false);
    if (next !== undefined && next.at === at + 1 && isRule(next.text)) {
      const kinds = cellsOf(text).map((cell) => kindOf(plainName(cell)));
      isIn =
        kinds.includes("action") &&
        kinds.includes("owner") &&
        (kinds.includes("due") || kinds.includes("status"));
    }
    return isIn;
  });
}

const kindOf = (name: string): Column | null =>
  (Object.keys(columns) as Column[]).find((kind) => columns[kind].test(name)) ?? null;

/** A bar behind a backslash parts no cells; GitHub takes every other one for an edge, in code marks too. */
function cellsOf(row: string): string[] {
  const bare = row
    .trim()
    .replace(/^[>\s]*\|/, "")
    .replace(/(?<!\\)\|\s*$/, "");
  return bare.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

function rowOf({ at, text }: Line, kinds: (Column | null)[], names: readonly string[]): Item | null {
  const cells = cellsOf(text);
  const cell = (kind: Column): string | null => {
    const index = kinds.indexOf(kind);
    return index === -1 ? null : (cells[index] ?? "");
  };
  const action =
    cell("action") ??
    cells.find((words, index) => kinds[index] === null && /\p{L}{3}/u.test(words)) ??
    cells.join(" ");
  if (cells.every(saysNothing) || (saysNothing(action) && saysNothing(cell("owner") ?? ""))) return null;
  if (saysNone(action)) return null;
  const free = ownerAndDue(cells.join(" | "), names);
  const ownerCell = cell("owner");
  const owner = ownerCell === null ? free.owner : bareName(ownerCell);
  const dueCell = cell("due");
  const dates = dueCell === null ? [] : datesIn(dueCell);
  const due = dueCell === null ? free.due : (dates.find(({ is }) => is === "day") ?? dates[0] ?? null);
  const status = cell("status") ?? "";
  return {
    at,
    isRow: true,
    text: action,
    isDone: !kinds.includes("status")
      ? null
      : /^(?:\W*\[?x\]?|.*\b(?:done|complete[d]?|closed|fixed|shipped|finished|merged|resolved|yes|erledigt)\b.*|.*[✅☑✔].*)$/iu.test(
          status,
        ),
    owner: owner === null || saysNobody(owner) ? null : owner,
    ownerSaid: owner !== null && owner !== "" && saysNobody(owner) ? owner : null,
    due: due ?? (dueCell === null || saysNothing(dueCell) ? null : { is: "vague", text: dueCell, index: 0 }),
  };
}
