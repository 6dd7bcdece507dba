import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { constants } from "node:os";

const lookForParentsEveryMs = 1_000;

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
    const watch = watchParents(() => stopped === null && pass("SIGTERM"));

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

/**
 * When npm is killed outright it cannot tell us, but the numbers of our parents then change. Between it and us there
 * may be a shell. Without npm nobody is watched: `nohup node scripts/run.mjs start &` is meant to stay.
 */
function watchParents(whenGone) {
  if (process.env.npm_lifecycle_event === undefined) return null;
  const parents = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const first = parents();
  return setInterval(() => parents() !== first && whenGone(), lookForParentsEveryMs).unref();
}

function parentOf(pid) {
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim();
  }
  try {
    // The name in parentheses may hold anything; the parent is the second field after it.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1];
  } catch {
    return "gone";
  }
}
