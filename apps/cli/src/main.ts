import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvFile } from "node:process";
import { commands } from "./all-commands.ts";
import { UsageError, type CliCommand, type Io } from "./command.ts";

const root = join(import.meta.dirname, "..", "..", "..");

async function main(argv: string[], io: Io): Promise<number> {
  const [name = "help", ...args] = argv;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const isHelp = ["help", "--help", "-h"].includes(name);
    (isHelp ? io.out : io.err)(`${isHelp ? "" : `There is no command "${name}".\n\n`}${overview()}`);
    return isHelp ? 0 : 1;
  }
  if (args.includes("--help")) {
    io.out(`${command.summary}\n\n  ${command.usage}`);
    return 0;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    return tell(error, command, io);
  }
}

/** People's mistakes come out as words; ours keep their stack, since somebody must find them. */
function tell(error: unknown, command: CliCommand, io: Io): number {
  const isParseError =
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (error instanceof UsageError || isParseError) {
    io.err(`${error.message}\n\n  ${command.usage}`);
  } else if (error instanceof Error && "isForPeople" in error) {
    io.err(error.message);
  } else {
    io.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return 1;
}

function overview(): string {
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(11)} ${summary}`);
  return ["Usage: npm run muster -- <command>   (`<command> --help` tells more)", "", ...lines].join("\n");
}

const envFile = join(root, ".env");
if (existsSync(envFile)) loadEnvFile(envFile);

process.exitCode = await main(process.argv.slice(2), {
  env: process.env,
  cwd: process.env["MUSTER_CALLED_FROM"] ?? process.cwd(),
  out: (text) => console.log(text),
  err: (text) => console.error(text),
});

/** What a start that failed had opened by then must not run on unseen. */
const leftoversMs = 3_000;
if (process.exitCode !== 0) setTimeout(() => process.exit(), leftoversMs).unref();
