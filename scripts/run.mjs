// The door for a bare machine: any Node 20 or newer and npm. It brings the pinned pnpm, which brings the pinned
// Node and everything else, and then hands the wish over. Plain JavaScript, because nothing is installed yet.
import { readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runChild } from "./child.mjs";
import { setUp } from "./set-up.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * A small nursery: loading modules makes much garbage, and a larger one would stay as large as that for good. What Node calls
 * experimental is chosen with its exact version, and nobody who starts Muster can do anything about it.
 */
const flags = JSON.parse(readFileSync(join(root, "scripts", "node-flags.json"), "utf8"));

/** What each `npm run` name means once the set-up stands. */
const wishes = {
  start: ["node", ...flags, "apps/cli/src/main.ts", "start"],
  muster: ["node", ...flags, "apps/cli/src/main.ts"],
  test: ["node", "scripts/check.mjs"],
  bench: ["node", "bench/run.ts"],
};

const [wish, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(wishes, wish ?? "")) {
  console.error(`Say one of: ${Object.keys(wishes).join(", ")}. You said: ${wish ?? "nothing"}.`);
  process.exit(1);
}

const env = environment();
await setUp(root, env);
// Reading the same source anew is most of a start. Tests must see what is written now, and count which lines ran.
const cached = wish === "test" ? {} : { NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "muster") };
const { code } = await runChild([...wishes[wish], ...rest], {
  cwd: root,
  env: { ...env, ...cached },
  stdio: "inherit",
});
process.exit(code);

/**
 * npm's own npm_* variables would steer the nested package managers, so they stay outside, except those that say how
 * this machine reaches the registry.
 */
function environment() {
  const reach =
    /^npm_config_(registry|cafile|proxy|https_proxy|noproxy|strict_ssl|userconfig|globalconfig|cache)$/i;
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || reach.test(name));
  const registry = process.env.npm_config_registry ?? process.env.NPM_CONFIG_REGISTRY;
  const path = [
    join(root, "node_modules", ".bin"),
    join(root, "tools", "pnpm", "node_modules", ".bin"),
    process.env.PATH,
  ];
  return {
    ...Object.fromEntries(kept),
    ...(registry === undefined ? {} : { pnpm_config_registry: registry }),
    PATH: path.join(delimiter),
    DO_NOT_TRACK: "1",
    TURBO_TELEMETRY_DISABLED: "1",
    MUSTER_CALLED_FROM: process.env.INIT_CWD ?? process.cwd(),
  };
}
