import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { policyDocuments, presets } from "@muster/policy";
import { UsageError, type Io } from "../../command.ts";
import { readPolicy } from "./read.ts";

/** Writes the files that a team starts with. What is there already stays as it is. */
export async function initPolicy(
  { preset, to = "." }: { preset?: string | undefined; to?: string | undefined },
  io: Io,
): Promise<number> {
  if (preset === undefined || !Object.hasOwn(presets, preset)) {
    const what = preset === undefined ? "Say which preset to start from" : `There is no preset "${preset}"`;
    throw new UsageError(`${what}. Choose one of: ${Object.keys(presets).join(", ")}.`);
  }
  const folder = resolve(io.cwd, to);
  const files = policyDocuments(await readPolicy(preset, io), { preset, now: new Date() });
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    const isNew = await writeNew(file, text);
    io.out(
      `${isNew ? "written" : "kept   "}  ${relative(io.cwd, file)}${isNew ? "" : " (it was there; I do not overwrite)"}`,
    );
  }
  io.out(
    "Next: write your channels, roles and people into .muster/policy.yaml, fill the rota, and commit. `muster policy check` tells what is missing.",
  );
  return 0;
}

/** False when there is such a file already. Whether there is one is decided by the file system, at the very moment. */
async function writeNew(file: string, text: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
