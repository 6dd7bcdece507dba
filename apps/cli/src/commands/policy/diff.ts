import { diffPolicies, diffSentences, type Policy } from "@muster/policy";
import type { Io } from "../../command.ts";

/** What the second policy says differently: in sentences first, then field by field. */
export function comparePolicies(before: Policy, after: Policy, io: Io): number {
  const changes = diffPolicies(before, after);
  if (changes.length === 0) {
    io.out("The two say the same.");
    return 0;
  }
  for (const { of, gone, added } of diffSentences(before, after)) {
    io.out(of ?? "Every incident");
    gone.forEach((line) => io.out(`  - ${line}`));
    added.forEach((line) => io.out(`  + ${line}`));
    io.out("");
  }
  io.out("Fields:");
  for (const { path, before: was, after: is } of changes) io.out(`  ${path}: ${shown(was)} → ${shown(is)}`);
  return 0;
}

const shown = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));
