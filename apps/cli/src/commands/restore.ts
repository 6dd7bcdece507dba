import { parseArgs } from "node:util";
import { UsageError, type CliCommand, type Io } from "../command.ts";
import { openRecord } from "../open-record.ts";
import { readWholeExport } from "../read-export.ts";
import type { Restored } from "@muster/engine";

export const restore: CliCommand = {
  summary: "Builds an empty database anew from exports, and from the repository what no export has",
  usage: "muster restore EXPORT… [--data DIR]",
  async run(args, io) {
    const { values, positionals: files } = parseArgs({
      args,
      allowPositionals: true,
      options: { data: { type: "string" } },
    });
    if (files.length === 0) {
      throw new UsageError("Say from which exports, such as `muster restore record.jsonl`.");
    }
    const records = [];
    for (const file of files) records.push(await readWholeExport(file, io));
    const { engine, close } = await openRecord(io, { data: values.data, isNew: true });
    try {
      for (const restored of await engine.record.restore(records)) sayRestored(restored, io);
      return 0;
    } finally {
      await close();
    }
  },
};

function sayRestored({ workspaceId, exportedAt, incidents, entries, leftOut }: Restored, io: Io): void {
  io.out(`${workspaceId}: ${incidents} incidents with ${entries} entries are back, as of ${exportedAt}.`);
  for (const { what, why } of leftOut) io.out(`  Not restored: ${what}. ${why}`);
  io.out(
    "  What happened after that is not in it. Muster looks at GitHub and Discord when it starts, and goes on from there.",
  );
}
