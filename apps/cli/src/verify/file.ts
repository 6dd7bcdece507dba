import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createRecordCheck, linesOf, type CheckOptions } from "@muster/store";
import { UsageError, type Io } from "../command.ts";
import { exportFormat, type IncidentExport } from "../incident-export.ts";
import { incidentFault } from "./incident.ts";
import { sayVerdict, whole } from "./say.ts";

/** An export, without any database. */
export async function verifyFile(file: string, against: CheckOptions, io: Io): Promise<number> {
  const text = await readFile(resolve(io.cwd, file), "utf8").catch(() => {
    throw new UsageError(`I cannot read ${file}. Is it there?`);
  });
  const one = readOne(text);
  if (one !== null) {
    const { fault, notes } = incidentFault(one, against);
    if (fault !== null) {
      io.err(`${file}: ${one.incident.ref}: ${fault}`);
      return 1;
    }
    io.out(whole(one.incident.ref, one.events.length, one.head.hash));
    for (const note of notes) io.out(`  ${note}`);
    return 0;
  }
  if (text.includes(`"format": "${exportFormat}"`)) {
    io.err(`${file} was cut off or changed: it is no JSON any more, so I can name no entry.`);
    return 1;
  }
  const lines = linesOf(text);
  // Whatever does not even begin like an export is no export that was changed.
  if (lines === null || !text.includes('"seal":"')) {
    throw new UsageError(
      `${file} is not an export of Muster, or its beginning was changed. Make one with \`muster export --all --out FILE\` or \`muster export INC-1 --out FILE.json\`.`,
    );
  }
  const check = createRecordCheck(against);
  for (const line of lines) check.line(line);
  return sayVerdict(check.finish(), io);
}

/** An export of one incident; null for any other text. */
function readOne(text: string): IncidentExport | null {
  try {
    const read: unknown = JSON.parse(text);
    const isOne =
      typeof read === "object" && read !== null && "format" in read && read.format === exportFormat;
    return isOne ? (read as IncidentExport) : null;
  } catch {
    return null;
  }
}
