import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createRecordCheck, linesOf, readLine, type RecordEntry } from "@muster/store";
import { UsageError, type Io } from "./command.ts";

/** The entries of a whole export, once they were checked: what was changed is not brought back as if it were true. */
export async function readWholeExport(file: string, io: Io): Promise<RecordEntry[]> {
  const text = await readFile(resolve(io.cwd, file), "utf8").catch(() => {
    throw new UsageError(`I cannot read ${file}. Is it there?`);
  });
  const lines = text.includes('"seal":"') ? linesOf(text) : null;
  if (lines === null) {
    throw new UsageError(
      `${file} is no whole record. \`muster export --all --out FILE\` writes one; an export of one incident is for reading and checking.`,
    );
  }
  const check = createRecordCheck();
  for (const line of lines) check.line(line);
  const { fault } = check.finish();
  if (fault !== null) {
    throw new UsageError(
      `${file} is not as it was written, so I bring nothing back from it. ${fault}\nTake another export, or the repository with --repo.`,
    );
  }
  return lines.flatMap((line) => readLine(line)?.entry ?? []);
}
