/**
 * For crash tests: `MUSTER_FAILPOINT=effect:status-card:delivered` (or `…#2` for the second passing) makes this process kill itself there,
 * as a power cut would.
 */
export function readFailpoint(env: Record<string, string | undefined>): {
  failpoint?: (name: string) => void;
} {
  const wanted = env["MUSTER_FAILPOINT"] ?? "";
  if (wanted === "") return {};
  const [name, nth = "1"] = wanted.split("#");
  let left = Number(nth);
  return {
    failpoint(passed) {
      if (passed !== name) return;
      left -= 1;
      if (left === 0) process.kill(process.pid, "SIGKILL");
    },
  };
}
