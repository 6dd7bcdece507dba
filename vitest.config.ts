import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Plain source runs on Node itself: what is tested is what is started.
    include: ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts", "apps/*/src/**/*.test.ts", "apps/*/stories/**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    pool: "forks",
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
