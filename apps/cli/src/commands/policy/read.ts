import { open } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { loadPolicy, policyBytesMax, presets, sayProblem, type Policy } from "@muster/policy";
import { UsageError, type Io } from "../../command.ts";

/** A preset by its name, or a file. */
export async function readPolicy(what: string, io: Io): Promise<Policy> {
  const source = Object.hasOwn(presets, what) ? `extends: ${what}\n` : await readText(what, io);
  const loaded = loadPolicy(source, { file: what });
  if (loaded.ok) return loaded.value.policy;
  throw new UsageError(loaded.refused.map(sayProblem).join("\n"));
}

/** A policy file's text. One that is too large is not read to its end, and one that is no UTF-8 is refused. */
export async function readText(file: string, io: Io): Promise<string> {
  const bytes = await readBytes(resolve(io.cwd, file));
  if (bytes === null) {
    throw new UsageError(
      `I cannot read ${relative(io.cwd, resolve(io.cwd, file))}. Presets are: ${Object.keys(presets).join(", ")}.`,
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not UTF-8 text. Save it as UTF-8.`);
  }
}

async function readBytes(path: string): Promise<Uint8Array | null> {
  try {
    await using handle = await open(path);
    const room = new Uint8Array(policyBytesMax + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(room, length, room.length - length);
      length += bytesRead;
      if (bytesRead === 0 || length === room.length) return room.subarray(0, length);
    }
  } catch {
    return null;
  }
}
