import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/** How long a child may take to end before it is killed. */
const endsWithinMs = 3_000;

export type Child = {
  pid: number;
  first: unknown;
  ask(order: unknown): Promise<unknown>;
  stop(): Promise<void>;
};

/** Starts one of our files as a process of its own. Resolves with the first thing that it says. */
export async function startChild(
  file: string,
  env: Record<string, string>,
  execArgv: string[] = [],
): Promise<Child> {
  const child = fork(new URL(file, import.meta.url), {
    env: { ...process.env, ...env },
    execArgv,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  return { pid: child.pid!, first: await next(child), ask, stop }; // It said something, so it has a pid.

  async function ask(order: unknown): Promise<unknown> {
    const answer = next(child);
    child.send(order as object);
    return answer;
  }

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const hurry = setTimeout(() => child.kill("SIGKILL"), endsWithinMs);
    await ended;
    clearTimeout(hurry);
  }
}

async function next(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error(`A process of the bench ended early: ${child.spawnargs.at(-1)}`));
    child.once("exit", onExit);
    child.once("message", (said) => {
      child.off("exit", onExit);
      resolve(said);
    });
  });
}
