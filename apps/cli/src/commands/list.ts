import { parseArgs } from "node:util";
import { inside } from "@muster/incident";
import type { CliCommand } from "../command.ts";
import { chooseWorkspace, openRecord } from "../open-record.ts";

const pageSize = 50;

export const list: CliCommand = {
  summary: "The incidents of a workspace, the newest first",
  usage: "muster list [--before INC-9] [--workspace ID] [--data DIR]",
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: { before: { type: "string" }, workspace: { type: "string" }, data: { type: "string" } },
    });
    const record = await openRecord(io, { data: values.data });
    try {
      const workspaceId = await chooseWorkspace(record.engine, values.workspace);
      const before = values.before === undefined ? {} : { before: values.before.toUpperCase() };
      const page = await record.engine.read.list(workspaceId, {
        limit: pageSize,
        audience: inside,
        ...before,
      });
      if (page.length === 0) io.out("No incidents.");
      // Some policies call a level "P1", others "Severity 1". One for each incident of the page, in its order.
      const levels = page.map(({ severity }) => severity?.levelId ?? "-");
      const levelWidth = Math.max(4, ...levels.map(({ length }) => length));
      for (const [index, incident] of page.entries()) {
        io.out(
          `${incident.ref.padEnd(8)} ${levels[index]!.padEnd(levelWidth)} ${incident.status.padEnd(10)} ${incident.date}  ${incident.restricted === null ? "" : "[restricted] "}${incident.title}`,
        );
      }
      const last = page.at(-1);
      if (last !== undefined && page.length === pageSize) io.out(`More: muster list --before ${last.ref}`);
      return 0;
    } finally {
      await record.close();
    }
  },
};
