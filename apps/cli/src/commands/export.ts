import { parseArgs } from "node:util";
import type { Engine } from "@muster/engine";
import type { Incident } from "@muster/incident";
import { exportMarkdown, renderDocuments } from "@muster/templates";
import { UsageError, type CliCommand } from "../command.ts";
import { exportAll } from "../export-all.ts";
import { gatherExport } from "../incident-export.ts";
import { findIncident, openRecord } from "../open-record.ts";
import { tellOrWrite } from "../tell-or-write.ts";

const formats = ["json", "markdown", "documents"] as const;
const wholeFormats = ["jsonl", "json"] as const;

export const exportIncident: CliCommand = {
  summary:
    "An incident with its whole record, its documents as they stand now, or with --all everything, to restore from",
  usage:
    "muster export INC-1 [--format json|markdown|documents] [--out FILE] [--workspace ID] [--data DIR]\n  muster export --all [--format jsonl|json] [--attachments] [--out FILE] [--workspace ID] [--data DIR]",
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: "boolean", default: false },
        attachments: { type: "boolean", default: false },
        format: { type: "string" },
        out: { type: "string" },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    const [ref] = positionals;
    if (values.all) {
      if (ref !== undefined) throw new UsageError(`Say either ${ref} or --all.`);
      const format = wholeFormats.find((candidate) => candidate === (values.format ?? "jsonl"));
      if (format === undefined)
        throw new UsageError(`--format is "${values.format}". With --all, write jsonl or json.`);
      return exportAll(io, { ...values, format });
    }
    if (ref === undefined)
      throw new UsageError("Say which incident, for example `muster export INC-1`, or --all.");
    const format = formats.find((candidate) => candidate === (values.format ?? "json"));
    if (format === undefined)
      throw new UsageError(`--format is "${values.format}". Write json, markdown or documents.`);

    const record = await openRecord(io, { data: values.data });
    try {
      const incident = await findIncident(record.engine, ref, values.workspace);
      const text = await textOf(record.engine, incident, format);
      await tellOrWrite(text, values.out, io);
      return 0;
    } finally {
      await record.close();
    }
  },
};

async function textOf(engine: Engine, incident: Incident, format: (typeof formats)[number]): Promise<string> {
  if (format === "documents") {
    const [policy, remotes] = [await engine.read.policyOf(incident), await engine.read.remotes(incident.id)];
    const { documents } = renderDocuments({ incident, policy, remotes });
    return documents.map(({ path, text }) => `<!-- ${path} -->\n\n${text}`).join("\n");
  }
  const exported = await gatherExport(engine, incident, new Date());
  if (format === "json") return `${JSON.stringify(exported, null, 2)}\n`;
  return exportMarkdown(
    incident,
    exported.events.map(({ event }) => event),
  );
}
