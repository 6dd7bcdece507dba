import { defineConfig } from "vitest/config";

/** Packages without I/O: their tests can leave nothing behind in a process, so that many files share one and load the code once. */
const pure = ["kernel", "policy", "incident", "templates", "insights", "alerts"].map(
  (name) => `packages/${name}/src/**/*.test.ts`,
);
const pureToo = ["packages/discord/src/**/*.test.ts", "packages/github/src/{intake,views}/**/*.test.ts"];

export default defineConfig({
  test: {
    // Plain source runs on Node itself: what is tested is what is started.
    exclude: ["**/node_modules/**", ".tmp/**"],
    globalSetup: ["scripts/test/database.ts"],
    pool: "forks",
    maxWorkers: 2,
    // Many tests wait for conditions in real time; a machine that is busy with something else gets one more try.
    retry: process.env["CI"] === undefined ? 0 : 1,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Short enough for a person to wait, long enough for a database to shut down in good order.
    teardownTimeout: 20_000,
    projects: [
      { extends: true, test: { name: "pure", include: [...pure, ...pureToo], isolate: false } },
      {
        extends: true,
        test: {
          name: "worlds",
          include: [
            "packages/*/src/**/*.test.ts",
            "packages/*/test/**/*.test.ts",
            "apps/*/src/**/*.test.ts",
            "apps/*/stories/**/*.test.ts",
            "scripts/**/*.test.ts",
          ],
          exclude: ["**/node_modules/**", ".tmp/**", ...pure, ...pureToo],
        },
      },
    ],
  },
});
