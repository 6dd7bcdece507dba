import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "packages/*/test/**/*.test.ts",
      "apps/*/src/**/*.test.ts",
      "apps/*/stories/**/*.test.ts",
      "scripts/**/*.test.ts",
    ],
    // Plain source runs on Node itself: what is tested is what is started.
    exclude: ["**/node_modules/**", ".tmp/**"],
    globalSetup: ["scripts/test/database.ts"],
    pool: "forks",
    // One more than the cores that it is meant for: much of the time a test waits for a second try, a lease or a process.
    maxWorkers: 3,
    // Loading all of Muster takes a second of computing for each file, so the files of a worker share its modules. No module keeps what one
    // test could leave for the next, and no test changes the environment.
    isolate: false,
    // A test that hangs should end; one on a machine that is busy with something else should not. Nobody waits for this otherwise.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Short enough for a person to wait, long enough for a database to shut down in good order.
    teardownTimeout: 20_000,
  },
});
