import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { presets } from "@muster/policy";
import { UsageError, type CliCommand } from "../command.ts";
import { openLog } from "../log.ts";
import { untilStopped } from "../until-stopped.ts";

const defaultPort = 4600;
const portMax = 65_535;

export const sandbox: CliCommand = {
  summary:
    "Muster between a Discord and a GitHub of its own, with a page to try it by hand. No account needed",
  usage: "muster sandbox [--port 4600] [--policy atrium] [--data DIR]",
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        port: { type: "string" },
        policy: { type: "string", default: "atrium" },
        data: { type: "string" },
      },
    });
    // The simulators are large, and everybody else's start would wait for them.
    const { startSandbox } = await import("@muster/sandbox");
    const running = await startSandbox({
      port: readPort(values.port),
      policy: readPolicy(values.policy),
      dataDir:
        values.data === undefined
          ? join(io.env["MUSTER_DATA"] ?? ".muster", "sandbox")
          : resolve(io.cwd, values.data),
      // Whoever tries the sandbox reads its page, not its log.
      log: openLog(io.env, "error"),
      say: (line) => io.out(line),
    });
    const { webUrl, statusUrl } = running.sandbox.info;
    io.out(`Muster sandbox ready: ${running.url}`);
    io.out(`Its web view: ${webUrl} · its status page: ${statusUrl}`);
    await untilStopped();
    await running.stop();
    return 0;
  },
};

function readPort(asked: string | undefined): number {
  if (asked === undefined) return defaultPort;
  const port = Number(asked);
  if (/^\d+$/.test(asked) && port <= portMax) return port;
  throw new UsageError(`--port is "${asked}". Write a number from 1 to ${portMax}, for example 4700.`);
}

function readPolicy(asked: string): string {
  if (Object.hasOwn(presets, asked)) return asked;
  throw new UsageError(`There is no policy "${asked}". Choose one of: ${Object.keys(presets).join(", ")}.`);
}
