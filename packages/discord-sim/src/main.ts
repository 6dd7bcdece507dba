import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { AppSeed, GuildSeed } from "./seed.ts";
import { startDiscordSim } from "./sim.ts";

/**
 * Runs the simulator as a process of its own:
 * `node src/main.ts --port 4700 --data world.json --seed seed.json`. The seed is
 * `{"apps": AppSeed[], "guilds": GuildSeed[]}` and is used only for an empty world.
 */
const { values } = parseArgs({
  options: { port: { type: "string" }, data: { type: "string" }, seed: { type: "string" } },
});

const sim = await startDiscordSim({
  port: Number(values.port ?? 0),
  ...(values.data === undefined ? {} : { persistTo: values.data }),
});
if (values.seed !== undefined && sim.apps().length === 0) {
  const seed = JSON.parse(readFileSync(values.seed, "utf8")) as { apps?: AppSeed[]; guilds?: GuildSeed[] }; // the operator's own file
  for (const app of seed.apps ?? []) sim.createApp(app);
  for (const guild of seed.guilds ?? []) sim.createGuild(guild);
}

// Whoever started this reads the first line; tokens of a simulator are no secret.
console.log(
  JSON.stringify({
    apiUrl: sim.apiUrl,
    apps: sim.apps().map(({ id, name, token }) => ({ id, name, token })),
  }),
);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void sim.close().then(() => process.exit(0)));
}
