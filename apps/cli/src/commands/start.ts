import type { CliCommand, Io } from "../command.ts";
import { sandbox } from "./sandbox.ts";
import { up } from "./up.ts";

/** Any of these says that somebody means the real Discord and GitHub. */
const credentials = ["DISCORD_TOKEN", "GITHUB_APP_ID", "GITHUB_PRIVATE_KEY", "GITHUB_PRIVATE_KEY_FILE"];

export const start: CliCommand = {
  summary: "The real Muster when `.env` holds credentials, else the sandbox",
  usage: "npm start [-- --port 4600 --policy atrium --data DIR]",
  run: (args, io) => (hasCredentials(io.env) ? up : sandbox).run(args, io),
};

function hasCredentials(env: Io["env"]): boolean {
  return credentials.some((name) => (env[name]?.trim() ?? "") !== "");
}
