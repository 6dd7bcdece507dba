import { parseArgs } from "node:util";
import { everybody, inside } from "@muster/incident";
import {
  maturityReport,
  maturityTrend,
  type ItemReport,
  type MaturityRecord,
  type MaturityReport,
} from "@muster/insights";
import { maturityMarkdown } from "@muster/templates";
import { UsageError, type CliCommand } from "../command.ts";
import { chooseWorkspace, openRecord } from "../open-record.ts";

export const maturity: CliCommand = {
  summary: "What the record supports of the maturity model, row by row; nothing in it is taken on trust",
  usage:
    "muster maturity [--json | --markdown] [--at 2026-11-27] [--inside] [--workspace ID] [--data DIR]\n  (--inside counts restricted incidents too: not for outsiders)",
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: "boolean", default: false },
        markdown: { type: "boolean", default: false },
        at: { type: "string" },
        inside: { type: "boolean", default: false },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    const asked = values.at === undefined ? null : endOf(values.at);
    const audience = values.inside ? inside : everybody;
    const record = await openRecord(io, { data: values.data });
    try {
      const workspaceId = await chooseWorkspace(record.engine, values.workspace);
      const read = await record.engine.read.maturity(workspaceId);
      const at = asked ?? latestOf(read);
      const report = maturityReport(read, at, audience);
      const trend = maturityTrend(read, at, audience);
      if (values.json) io.out(JSON.stringify({ ...report, trend }, null, 2));
      else if (values.markdown) io.out(maturityMarkdown(report, trend));
      else io.out(overview(report));
      return 0;
    } finally {
      await record.close();
    }
  },
};

/** A day stands for its last moment. */
function endOf(day: string): Date {
  const end = new Date(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T23:59:59.999Z` : day);
  if (Number.isNaN(end.getTime())) throw new UsageError(`"${day}" is no day. Write it like --at 2026-11-27.`);
  return end;
}

/** Now, or the last thing on record where that is later: a sandbox's clock can be ahead of ours. */
function latestOf({ incidents }: MaturityRecord): Date {
  const last = incidents.map(({ events }) => events.at(-1)?.at ?? "").reduce((a, b) => (a > b ? a : b), "");
  const now = new Date();
  return last > now.toISOString() ? new Date(last) : now;
}

function overview(report: MaturityReport): string {
  const { window, sample, setAsideCount, items, label } = report;
  return [
    label,
    `${window.from.slice(0, 10)} to ${window.until.slice(0, 10)}: ${sample.incidents} real incidents and ${sample.drills} drills count, ${setAsideCount} set aside.`,
    "",
    ...items.flatMap(itemLines),
    "Each row with its evidence: muster maturity --markdown",
  ].join("\n");
}

function itemLines({ number, title, verdict, attested, failing, rows, next }: ItemReport): string[] {
  const [latest] = attested;
  return [
    `${number} ${title}: ${verdict} (observed)`,
    ...(latest === undefined
      ? []
      : [`    attested: level ${latest.level}, by ${latest.by} on ${latest.at.slice(0, 10)}`]),
    ...(failing.length === 0
      ? []
      : [`    ${failing.length} of ${rows.length} rows do not pass: ${failing.join(", ")}`]),
    ...(next === null ? [] : [`    next: ${next.step}`]),
    "",
  ];
}
