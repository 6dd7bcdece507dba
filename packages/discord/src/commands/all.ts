import { accessCommands } from "./access.ts";
import { acting } from "./action.ts";
import { aftercareCommands } from "./aftercare.ts";
import { assessCommands } from "./assess.ts";
import { callsCommands } from "./calls.ts";
import { chainCommands } from "./chain.ts";
import { checklistCommands } from "./checklist.ts";
import { commsCommands } from "./comms.ts";
import { drillCommands } from "./drill.ts";
import { evidenceCommands } from "./evidence.ts";
import { filingsCommands } from "./filings.ts";
import { linkCommands } from "./link.ts";
import { metricsCommands } from "./metrics.ts";
import { maturityCommands } from "./maturity.ts";
import { promptsCommands } from "./prompts.ts";
import { rolesCommands } from "./roles.ts";
import { tasksCommands } from "./tasks.ts";
import { timesCommands } from "./times.ts";
import { steering } from "./course.ts";
import { declaring } from "./declare.ts";
import { keyOf, type CommandDefinition } from "./definition.ts";
import { looking } from "./look.ts";
import { recording } from "./record.ts";

/** Every command, in the order in which Discord lists them. */
export const commands: readonly CommandDefinition[] = [
  ...declaring,
  ...recording,
  ...steering,
  ...looking,
  ...acting,
  ...rolesCommands,
  ...tasksCommands,
  ...checklistCommands,
  ...assessCommands,
  ...timesCommands,
  ...callsCommands,
  ...commsCommands,
  ...evidenceCommands,
  ...accessCommands,
  ...chainCommands,
  ...filingsCommands,
  ...aftercareCommands,
  ...drillCommands,
  ...promptsCommands,
  ...maturityCommands,
  ...linkCommands,
  ...metricsCommands,
];

/** What can be done with somebody's message, by right-click → Apps. */
export const messageMenus = [
  "Declare incident",
  "Add to timeline",
  "Create action item",
  "Report to responders",
] as const;
export type MessageMenu = (typeof messageMenus)[number];

/** The command by its key, such as `incident.update`; null when there is none. */
export function findCommand(key: string): CommandDefinition | null {
  return commands.find((command) => keyOf(command) === key) ?? null;
}
