import { readFileSync, writeFileSync, writeSync } from "node:fs";

const standardError = 2;

/**
 * For crash tests: `MUSTER_FAILPOINT=effect:status-card:delivered` (or `…#2` for the second passing) makes this process kill itself there,
 * as a power cut would; `list` writes each name to standard error instead. `@FILE` means what the file says at that moment, so that
 * processes can be told when they run already; whoever dies empties it, so that one of several does.
 */
export function readFailpoint(env: Record<string, string | undefined>): {
  failpoint?: (name: string) => void;
} {
  const wanted = env["MUSTER_FAILPOINT"] ?? "";
  if (wanted === "") return {};
  const file = wanted.startsWith("@") ? wanted.slice(1) : null;
  let order = "";
  let left = 0;
  return {
    failpoint(passed) {
      const now = file === null ? wanted : readFileSync(file, "utf8").trim();
      const [name, nth = "1"] = now.split("#");
      if (now !== order) left = Number(nth);
      order = now;
      if (name === "list") writeSync(standardError, `failpoint ${passed}\n`);
      if (name !== passed) return;
      left -= 1;
      if (left > 0) return;
      if (file !== null) writeFileSync(file, "");
      process.kill(process.pid, "SIGKILL");
    },
  };
}
