import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { exportMarkdown } from "@muster/templates";
import { UsageError, type CliCommand } from "../command.ts";
import { gatherExport } from "../incident-export.ts";
import { findIncident, openRecord } from "../open-record.ts";

const formats = ["json", "markdown"] as const;

export const exportIncident: CliCommand = {
  summary: "An incident with its whole record, as JSON (to verify or keep) or as Markdown (to read)",
  usage: "muster export INC-1 [--format json|markdown] [--out FILE] [--workspace ID] [--data DIR]",
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string", default: "json" },
        out: { type: "string" },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    const [ref] = positionals;
    if (ref === undefined) throw new UsageError("Say which incident, for example `muster export INC-1`.");
    const format = formats.find((candidate) => candidate === values.format);
    if (format === undefined) throw new UsageError(`--format is "${values.format}". Write json or markdown.`);

    const record = await openRecord(io, { data: values.data });
    try {
      const incident = await findIncident(record.engine, ref, values.workspace);
      const exported = await gatherExport(record.engine, incident, new Date());
      const text =
        format === "json"
          ? `${JSON.stringify(exported, null, 2)}\n`
          : exportMarkdown(
              incident,
              exported.events.map(({ event }) => event),
            );
      if (values.out === undefined) {
        io.out(text.trimEnd());
      } else {
        await writeFile(resolve(io.cwd, values.out), text);
        io.out(`Wrote ${values.out}.`);
      }
      return 0;
    } finally {
      await record.close();
    }
  },
};
