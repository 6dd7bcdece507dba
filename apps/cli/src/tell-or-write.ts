import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Io } from "./command.ts";

/** Prints a text, or writes it to the file that was named. */
export async function tellOrWrite(text: string, file: string | undefined, io: Io): Promise<void> {
  if (file === undefined) return io.out(text.trimEnd());
  await writeFile(resolve(io.cwd, file), text);
  io.out(`Wrote ${file}.`);
}
