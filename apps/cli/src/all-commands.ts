import type { CliCommand } from "./command.ts";
import { drill } from "./commands/drill.ts";
import { doctor } from "./commands/doctor.ts";
import { exportIncident } from "./commands/export.ts";
import { importPast } from "./commands/import.ts";
import { learning } from "./commands/learning.ts";
import { list } from "./commands/list.ts";
import { metrics } from "./commands/metrics.ts";
import { maturity } from "./commands/maturity.ts";
import { policy } from "./commands/policy.ts";
import { postmortem } from "./commands/postmortem.ts";
import { replay } from "./commands/replay.ts";
import { restore } from "./commands/restore.ts";
import { sandbox } from "./commands/sandbox.ts";
import { show } from "./commands/show.ts";
import { start } from "./commands/start.ts";
import { up } from "./commands/up.ts";
import { verify } from "./commands/verify.ts";

/** Every command, in the order in which the overview lists them. */
export const commands: Record<string, CliCommand> = {
  start,
  up,
  sandbox,
  doctor,
  list,
  show,
  export: exportIncident,
  verify,
  restore,
  import: importPast,
  metrics,
  maturity,
  learning,
  drill,
  policy,
  postmortem,
  replay,
};
