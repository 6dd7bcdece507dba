import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createSealer, readSigners, signingKeyFile, type RecordEntry } from "@muster/store";
import { SetupError } from "@muster/kernel";
import type { Io } from "./command.ts";
import { chooseWorkspace, openRecord } from "./open-record.ts";

export type WholeExport = {
  format: "jsonl" | "json";
  attachments: boolean;
  out?: string | undefined;
  workspace?: string | undefined;
  data?: string | undefined;
};

/** Writes the whole record of a workspace, with its seals and, where there is a key, its signature. */
export async function exportAll(io: Io, asked: WholeExport): Promise<number> {
  const record = await openRecord(io, { data: asked.data });
  try {
    const workspaceId = await chooseWorkspace(record.engine, asked.workspace);
    const { signers, problems } = readSigners(io.env, {
      file: join(record.dataDir, signingKeyFile),
      isMade: false,
    });
    if (problems.length > 0) throw new SetupError(problems);

    const target = await openTarget(io, asked);
    const sealer = createSealer();
    let [incidents, entries] = [0, 0];
    const leftOut: string[] = [];
    const take = async (entry: RecordEntry): Promise<void> => {
      if (entry.is === "incident") incidents += 1;
      if (entry.is === "event") entries += 1;
      if (entry.is === "left-out") leftOut.push(entry.what);
      await target.line(sealer.line(entry));
    };
    await record.engine.record.export(workspaceId, { attachments: asked.attachments }, take);
    const [signer] = signers;
    const signed =
      signer === undefined ? null : { publicKey: signer.publicKey, signature: signer.sign(sealer.last()) };
    await take({ is: "end", signed });
    await target.close();
    if (asked.out === undefined) return 0;
    io.out(
      `Wrote ${asked.out}: ${incidents} incidents, ${entries} entries${signed === null ? ", not signed because there is no key yet" : ", signed"}. Left out: ${leftOut.join(", ")}.`,
    );
    return 0;
  } finally {
    await record.close();
  }
}

type Target = { line(text: string): Promise<void>; close(): Promise<void> };

/** The file appears when it is whole; until then it has another name. */
async function openTarget(io: Io, { out, format }: WholeExport): Promise<Target> {
  const isJson = format === "json";
  let count = 0;
  const framed = (text: string): string => {
    count += 1;
    if (!isJson) return text;
    return count === 1 ? `{"entries":[\n${text}` : `,${text}`;
  };
  if (out === undefined) {
    return {
      line: async (text) => io.out(framed(text)),
      close: async () => (isJson ? io.out("]}") : undefined),
    };
  }
  const path = resolve(io.cwd, out);
  const half = `${path}.part`;
  const stream = createWriteStream(half, { mode: 0o600 });
  await once(stream, "open");
  const write = async (text: string): Promise<void> => {
    if (!stream.write(`${text}\n`)) await once(stream, "drain");
  };
  return {
    line: (text) => write(framed(text)),
    async close() {
      if (isJson) await write("]}");
      stream.end();
      await once(stream, "close");
      await rename(half, path);
    },
  };
}
