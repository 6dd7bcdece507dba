import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Engine } from "@muster/engine";
import type { Incident } from "@muster/incident";
import { exportMarkdown, renderDocuments } from "@muster/templates";
import { UsageError, type CliCommand } from "../command.ts";
import { gatherExport } from "../incident-export.ts";
import { findIncident, openRecord } from "../open-record.ts";

const formats = ["json", "markdown", "documents"] as const;

export const exportIncident: CliCommand = {
  summary:
    "An incident with its whole record as JSON or Markdown, or the policy's documents as they stand now",
  usage: "muster export INC-1 [--format json|markdown|documents] [--out FILE] [--workspace ID] [--data DIR]",
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
    if (format === undefined)
      throw new UsageError(`--format is "${values.format}". Write json, markdown or documents.`);

    const record = await openRecord(io, { data: values.data });
    try {
      const incident = await findIncident(record.engine, ref, values.workspace);
      const text = await textOf(record.engine, incident, format);
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
