import { parseArgs } from "node:util";
import { inside } from "@muster/incident";
import { groupings, metricsJson, metricsOf, readPeriod, type Grouping } from "@muster/insights";
import { UsageError, type CliCommand } from "../command.ts";
import { chooseWorkspace, openRecord } from "../open-record.ts";

export const metrics: CliCommand = {
  summary: "How long things took and how often they were kept, with what is unknown",
  usage:
    "muster metrics [--json] [--by severity|type|service|month] [--since DATE] [--until DATE] [--severity ID] [--type ID] [--service NAME] [--workspace ID] [--data DIR]",
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: "boolean", default: false },
        by: { type: "string" },
        since: { type: "string" },
        until: { type: "string" },
        severity: { type: "string" },
        type: { type: "string" },
        service: { type: "string" },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    const by = values.by === undefined ? null : groupings.find((one) => one === values.by);
    if (by === undefined)
      throw new UsageError(`--by is "${values.by}". Write one of ${groupings.join(", ")}.`);
    const now = new Date();
    const selection = {
      since: day(values.since, "since", now),
      until: day(values.until, "until", now),
      severity: values.severity ?? null,
      type: values.type ?? null,
      service: values.service ?? null,
    };
    const record = await openRecord(io, { data: values.data });
    try {
      const workspaceId = await chooseWorkspace(record.engine, values.workspace);
      const pasts = await record.engine.read.past(workspaceId, inside);
      const report = metricsOf(pasts, { now, selection, by: by satisfies Grouping | null });
      io.out(JSON.stringify(metricsJson(report), null, 2));
      return 0;
    } finally {
      await record.close();
    }
  },
};

function day(asked: string | undefined, name: "since" | "until", now: Date): string | null {
  if (asked === undefined) return null;
  const read = readPeriod(asked, name, now);
  if (read === null)
    throw new UsageError(
      `--${name} is "${asked}". Write a day such as 2026-11-21, a month such as 2026-11, or 90d.`,
    );
  return read;
}
