import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startSandbox, type RunningSandbox } from "@muster/sandbox";

const silent = { info() {}, warn() {}, error() {} };

/** A sandbox for a bench, with rate limits so wide that only Muster itself is measured. It goes when the work is done. */
export async function withSandbox<Result>(
  work: (running: RunningSandbox) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(process.env["TMPDIR"] ?? "/tmp", "bench-"));
  const running = await startSandbox({
    port: 0,
    policy: "atrium",
    dataDir: folder,
    log: silent,
    keepsWorlds: false,
  });
  try {
    running.sandbox.discord.setRateLimits({ mode: "off" });
    return await work(running);
  } finally {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
