import { spawn } from "node:child_process";
import { constants } from "node:os";

const parent = process.ppid;
const lookForParentEveryMs = 1_000;

/**
 * Runs a command to its end and answers with its exit code and, unless it writes to the terminal itself, its output.
 * Whoever stops us stops it too: signals are passed on, and we end only after it has ended.
 */
export function runChild([command, ...args], options) {
  return new Promise((resolve) => {
    let output = "";
    let stopped = null;
    const child = spawn(command, args, options);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => (output = (output + chunk).slice(-40_000)));
    }

    const pass = (signal) => {
      const isFirst = stopped === null;
      stopped = signal;
      // A terminal sends Ctrl-C to the whole group; a second one would tell the child to drop everything.
      const hadItAlready = signal === "SIGINT" && process.stdin.isTTY && isFirst;
      if (!hadItAlready) child.kill(signal);
    };
    const handlers = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => [signal, () => pass(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    // When npm is killed outright it cannot tell us; the number of our parent then changes.
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event !== undefined && process.ppid !== parent && stopped === null)
        pass("SIGTERM");
    }, lookForParentEveryMs);

    const finish = (code, error) => {
      clearInterval(watch);
      for (const [signal, handler] of handlers) process.off(signal, handler);
      resolve({ code, output, stopped, error });
    };
    child.on("error", (error) => finish(1, error));
    child.on("close", (code, signal) =>
      finish(code ?? 128 + (constants.signals[signal ?? stopped] ?? 1), null),
    );
  });
}
