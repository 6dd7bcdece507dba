import { parseArgs } from "node:util";
import { everybody } from "@muster/incident";
import { learningReport, quarterAt, readQuarter } from "@muster/insights";
import { learningMarkdown } from "@muster/templates";
import { UsageError, type CliCommand } from "../command.ts";
import { chooseWorkspace, openRecord } from "../open-record.ts";

export const learning: CliCommand = {
  summary: "What a quarter teaches: what recurs, what is overdue, what changed and whether it was used",
  usage: "muster learning [--quarter 2026-Q4] [--markdown | --json] [--workspace ID] [--data DIR]",
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        quarter: { type: "string" },
        markdown: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    if (values.markdown && values.json) throw new UsageError("Choose one of --markdown and --json.");
    const now = new Date();
    const quarter = values.quarter === undefined ? quarterAt(now) : readQuarter(values.quarter);
    if (quarter === null)
      throw new UsageError(`"${values.quarter}" is no quarter. Write it like --quarter 2026-Q4.`);
    const record = await openRecord(io, { data: values.data });
    try {
      const workspaceId = await chooseWorkspace(record.engine, values.workspace);
      const read = await record.engine.read.maturity(workspaceId);
      // A sandbox's clock can be ahead of ours.
      const latest = read.incidents
        .map(({ events }) => events.at(-1)?.at ?? "")
        .reduce((a, b) => (a > b ? a : b), "");
      const asOf = latest > now.toISOString() ? new Date(latest) : now;
      const report = learningReport(read, quarter, { now: asOf, audience: everybody });
      io.out(values.json ? JSON.stringify(report, null, 2) : learningMarkdown(report).trimEnd());
      return 0;
    } finally {
      await record.close();
    }
  },
};
