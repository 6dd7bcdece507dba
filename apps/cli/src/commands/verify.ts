import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { inside } from "@muster/incident";
import { verifyChain, type ChainedEvent } from "@muster/store";
import { UsageError, type CliCommand, type Io } from "../command.ts";
import { exportFormat, type IncidentExport } from "../incident-export.ts";
import { chooseWorkspace, findIncident, openRecord } from "../open-record.ts";

export const verify: CliCommand = {
  summary: "Checks that records are complete and as they were written; names the first entry that is not",
  usage: "muster verify [INC-1 | EXPORT.json] [--workspace ID] [--data DIR]",
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { workspace: { type: "string" }, data: { type: "string" } },
    });
    const [what] = positionals;
    if (what?.endsWith(".json") === true) return verifyExport(what, io);
    return verifyDatabase(what, values, io);
  },
};

async function verifyExport(file: string, io: Io): Promise<number> {
  const parsed: unknown = JSON.parse(await readFile(resolve(io.cwd, file), "utf8"));
  if (!isExport(parsed))
    throw new UsageError(`${file} is not an export of Muster. Make one with \`muster export INC-1\`.`);
  return tell(io, parsed.incident.ref, parsed.events, parsed.incident.id, parsed.head);
}

function isExport(value: unknown): value is IncidentExport {
  return typeof value === "object" && value !== null && "format" in value && value.format === exportFormat;
}

async function verifyDatabase(
  ref: string | undefined,
  options: { workspace?: string | undefined; data?: string | undefined },
  io: Io,
): Promise<number> {
  const record = await openRecord(io, options);
  const { engine } = record;
  try {
    if (ref !== undefined) {
      const incident = await findIncident(engine, ref, options.workspace);
      return tell(
        io,
        incident.ref,
        await engine.read.chain(incident.id),
        incident.id,
        undefined,
        incident.seq,
      );
    }
    const workspaceId = await chooseWorkspace(engine, options.workspace);
    let worst = 0;
    let before: string | undefined;
    for (;;) {
      const page = await engine.read.list(workspaceId, {
        limit: 100,
        audience: inside,
        ...(before === undefined ? {} : { before }),
      });
      for (const incident of page) {
        const chain = await engine.read.chain(incident.id);
        worst = Math.max(worst, tell(io, incident.ref, chain, incident.id, undefined, incident.seq));
      }
      before = page.at(-1)?.ref;
      if (page.length < 100 || before === undefined) return worst;
    }
  } finally {
    await record.close();
  }
}

function tell(
  io: Io,
  ref: string,
  chain: ChainedEvent[],
  incidentId: string,
  head: { seq: number; hash: string } | undefined,
  seq = head?.seq ?? chain.length,
): number {
  const verdict = verifyChain(chain, incidentId, head);
  const isCut = verdict.ok && chain.length !== seq;
  if (verdict.ok && !isCut) {
    io.out(
      `${ref}: ${chain.length} entries, complete and unchanged. Last hash ${chain.at(-1)?.hash ?? "none"}`,
    );
    return 0;
  }
  io.err(
    verdict.ok
      ? `${ref}: the incident counts ${seq} entries, but the record holds ${chain.length}.`
      : `${ref}: ${verdict.why}`,
  );
  return 1;
}
