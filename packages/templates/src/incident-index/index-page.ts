import type { Result } from "@muster/kernel";
import { readBlock, writeBlock, type BlockProblem } from "../managed-block.ts";
import { inline } from "../neutralise.ts";
import { table } from "../sections/slot.ts";
import type { IndexEntry } from "./entry.ts";

const name = "incidents";

const newPage = (hasFeed: boolean): string =>
  `# Incidents\n\nThe postmortems of this folder, the newest first. Muster keeps the table; all else on this page is yours.${hasFeed ? " [Feed](feed.xml)" : ""}\n`;

/** The index with its table as the folder now is; every byte outside the table as it was. A page without one gets it at its end. */
export function putIndex(
  page: string | null,
  entries: readonly IndexEntry[],
  hasFeed: boolean,
): Result<string, BlockProblem> {
  const whole = page ?? newPage(hasFeed);
  const text = tableOf(entries);
  const known = readBlock(whole, name);
  if (known.ok && known.value.text === text) return { ok: true, value: whole };
  return writeBlock(whole, { name, text, isAppended: true });
}

function tableOf(entries: readonly IndexEntry[]): string {
  if (entries.length === 0) return "No postmortem is published yet.";
  const [head = "", rule = ""] = table(["Date", "Ref", "Incident", "Severity", "Duration"], []).split("\n");
  const rows = entries.map(({ date, ref, title, severity, duration, file }) => {
    const cells = [date, ref, null, severity, duration].map((cell) => inline(cell ?? "") || " ");
    // A file's name is people's as well; encoded, it can end neither the link nor the row.
    cells[2] = `[${inline(title)}](${encodeURIComponent(file).replace(/[()*~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)})`;
    return `| ${cells.join(" | ")} |`;
  });
  return [head, rule, ...rows].join("\n");
}
