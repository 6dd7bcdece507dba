import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { loadPolicy, policyPath, securityPageGap, securityPaths, type Problem } from "@muster/policy";
import type { Io } from "../../command.ts";
import { readText } from "./read.ts";

/** Tells all that is wrong with a policy file at once, each with its place and what to write. */
export async function checkPolicyFile(
  file: string,
  { isStrict }: { isStrict: boolean },
  io: Io,
): Promise<number> {
  const loaded = loadPolicy(await readText(file, io), { file });
  if (!loaded.ok) {
    loaded.refused.forEach((problem) => io.err(`${place(problem)}  error    ${problem.message}`));
    io.err(`${file} cannot be used yet: ${loaded.refused.length} to mend.`);
    return 1;
  }
  const { policy, warnings } = loaded.value;
  const gap = await gapBeside(resolve(io.cwd, file));
  warnings.forEach((problem) => io.out(`${place(problem)}  warning  ${problem.message}`));
  if (gap !== null) io.out(`SECURITY.md  warning  ${gap}`);
  const count = warnings.length + (gap === null ? 0 : 1);
  io.out(`${file} is a policy: ${policy.name}. ${count} warning${count === 1 ? "" : "s"}.`);
  return isStrict && count > 0 ? 1 : 0;
}

/** Editors and terminals make a link of it. */
const place = ({ file, line, column }: Problem): string => `${file}:${line}:${column}`;

/** Whether the repository's security page leads to the policy; only asked for a file that stands where a repository has it. */
async function gapBeside(path: string): Promise<string | null> {
  if (!path.endsWith(join("/", policyPath))) return null;
  const root = dirname(dirname(path));
  const pages = await Promise.all(
    securityPaths.map((page) => readFile(join(root, page), "utf8").catch(() => null)),
  );
  return securityPageGap(pages.find((page) => page !== null) ?? null);
}
