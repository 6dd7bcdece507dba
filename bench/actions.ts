import { execFile } from "node:child_process";
import { join } from "node:path";
import { equal, shown, type Figure } from "./figures.ts";

const runs = 5_000;
const root = join(import.meta.dirname, "..");

const suites = [
  {
    what: "trackers of random people, edited and read back",
    file: "packages/templates/src/tracker-fuzz.test.ts",
  },
  {
    what: "random interleavings of Discord, issue, tracker and postmortem",
    file: "packages/github/src/actions-agree.test.ts",
  },
] as const;

/** The properties of the tests, played longer: how many documents and interleavings, and how many of them failed. */
export async function actions(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { what, file } of suites) {
    const startedAt = performance.now();
    const isGreen = await passes(file);
    figures.push(shown(what, runs));
    figures.push(equal(`${what}: properties that failed`, isGreen ? 0 : 1, 0));
    figures.push(shown(`${what}: took`, (performance.now() - startedAt) / 1_000, " s"));
  }
  return figures;
}

function passes(file: string): Promise<boolean> {
  const env = { ...process.env, MUSTER_RUNS: String(runs) };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, "node_modules", "vitest", "vitest.mjs"), "run", file],
      { cwd: root, env },
      (error) => resolve(error === null),
    );
  });
}
