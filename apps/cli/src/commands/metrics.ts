import { parseArgs } from "node:util";
import { inside } from "@muster/incident";
import {
  caveats,
  groupChart,
  groupings,
  metricsCsv,
  metricsJson,
  metricsMarkdown,
  rateRows,
  readPeriod,
  sayIncidents,
  sayRate,
  saySelection,
  spreadChart,
  textBars,
  type MetricsReport,
} from "@muster/insights";
import { UsageError, type CliCommand } from "../command.ts";
import { chooseWorkspace, openRecord } from "../open-record.ts";

export const metrics: CliCommand = {
  summary: "How long things took and how often they were kept, with what is unknown",
  usage:
    "muster metrics [--json|--csv|--markdown|--svg] [--by severity|type|service|month] [--since DATE] [--until DATE] [--severity ID] [--type ID] [--service NAME] [--workspace ID] [--data DIR]",
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: "boolean", default: false },
        csv: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
        svg: { type: "boolean", default: false },
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
    const asked = (["json", "csv", "markdown", "svg"] as const).filter((name) => values[name]);
    if (asked.length > 1) throw new UsageError(`Choose one of --${asked.join(" and --")}.`);
    const format = asked[0] ?? "words";
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
      const report = await record.engine.read.metrics(workspaceId, { audience: inside, selection, by, now });
      io.out(formats[format](report).trimEnd());
      return 0;
    } finally {
      await record.close();
    }
  },
};

const formats: Record<"words" | "json" | "csv" | "markdown" | "svg", (report: MetricsReport) => string> = {
  words: inWords,
  json: (report) => JSON.stringify(metricsJson(report), null, 2),
  csv: metricsCsv,
  markdown: metricsMarkdown,
  svg: (report) =>
    report.by === null
      ? spreadChart(report, `How long things took, ${sayIncidents(report)}`)
      : groupChart(report, "timeToResolveFromDetected"),
};

function inWords(report: MetricsReport): string {
  const selection = saySelection(report.selection);
  return [
    `${sayIncidents(report)}${selection === "" ? "" : `; ${selection}`}`,
    "",
    "Medians",
    textBars(report),
    "",
    ...rateRows(report).map(({ words, rate }) => `${words.padEnd(22)} ${sayRate(rate)}`),
    ...report.groups.flatMap((group) => [
      "",
      `${report.by}: ${group.key ?? "unknown"}, ${sayIncidents(group)}`,
      textBars(group),
    ]),
    ...(report.drills.incidents.counted === 0
      ? []
      : ["", `Apart from these: ${sayIncidents(report.drills, "drill")}`, textBars(report.drills)]),
    "",
    ...caveats(report),
  ].join("\n");
}

function day(asked: string | undefined, name: "since" | "until", now: Date): string | null {
  if (asked === undefined) return null;
  const read = readPeriod(asked, name, now);
  if (read === null)
    throw new UsageError(
      `--${name} is "${asked}". Write a day such as 2026-11-21, a month such as 2026-11, or 90d.`,
    );
  return read;
}
