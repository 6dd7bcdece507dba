import type { CommentCommand } from "../grammar.ts";
import { accessCommands } from "./access.ts";
import { accountCommands } from "./account.ts";
import { actionCommands } from "./action.ts";
import { afterCommands } from "./after.ts";
import { clockCommands } from "./clock.ts";
import { commsCommands } from "./comms.ts";
import { evidenceCommands } from "./evidence.ts";
import { incidentCommands } from "./incident.ts";
import { insightCommands } from "./insight.ts";
import { workCommands } from "./work.ts";

/** Every command that a comment can give, in the order in which help lists them. */
export const commentCommands: readonly CommentCommand[] = [
  ...incidentCommands,
  ...actionCommands,
  ...workCommands,
  ...insightCommands,
  ...commsCommands,
  ...evidenceCommands,
  ...clockCommands,
  ...afterCommands,
  ...accessCommands,
  ...accountCommands,
];
