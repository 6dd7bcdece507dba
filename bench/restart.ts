import { atMost, percentile, shown, type Figure } from "./figures.ts";
import { withProcess, type Bench } from "./process/muster.ts";
import { guild, type Worlds } from "./process/worlds.ts";
import { until } from "./until.ts";

const starts = 5;
const crashes = 3;
const declarations = 6;
/** Slow enough that calls are open when the process dies. */
const latencyMs = 150;

/** How long a start takes on a database that is there, and how long until work that a kill broke off goes on. */
export async function restart(): Promise<Figure[]> {
  return withProcess(async (bench) => {
    // The first one makes the tables and registers the commands.
    await (await bench.start()).stop();
    const healthyMs: number[] = [];
    const readyMs: number[] = [];
    for (let round = 0; round < starts; round += 1) {
      const muster = await bench.start();
      healthyMs.push(muster.healthyMs);
      readyMs.push(muster.readyMs);
      await muster.stop();
    }
    const crashed: Crash[] = [];
    for (let round = 0; round < crashes; round += 1) crashed.push(await crash(bench, round));
    return [
      shown(`start → /healthz says ok, median of ${starts}`, percentile(healthyMs, 0.5), " ms"),
      atMost(
        `start → /healthz says ok and the gateway is connected, the slowest of ${starts}`,
        Math.max(...readyMs),
        2_000,
        " ms",
      ),
      atMost(
        `kill -9 during open effects → the first of them goes on, the slowest of ${crashes}`,
        Math.max(...crashed.map(({ resumedMs }) => resumedMs)),
        5_000,
        " ms",
      ),
      shown(
        `the same, until all of them have ended`,
        Math.max(...crashed.map(({ doneMs }) => doneMs)),
        " ms",
      ),
    ];
  });
}

type Crash = { resumedMs: number; doneMs: number };

/** Kills Muster in the middle of several declarations and starts it again at once, as a supervisor would. */
async function crash({ worlds, start }: Bench, round: number): Promise<Crash> {
  const { discord, github } = worlds;
  const ada = discord.person("ada", guild);
  const before = pins(worlds);
  const muster = await start();
  setLatency(worlds, latencyMs);
  let hasChannel = false;
  const stop = discord.onCall(({ method, route }) => {
    hasChannel ||= method === "POST" && route === "/guilds/{guild.id}/channels";
  });
  const given = Array.from({ length: declarations }, (_, n) =>
    ada.slash("/incident declare", { title: `Crash ${round} ${n}`, severity: "P1" }, { in: "#ops-alerts" }),
  );
  await until("the first channel", () => hasChannel);
  stop();
  await muster.kill();
  const killedMs = performance.now();

  let resumedMs = Number.NaN;
  const stops = [discord, github].map((platform) =>
    platform.onCall(({ startedMs, method, route }) => {
      const isEffect = method !== "GET" && !/access_tokens|\/commands$/.test(route);
      if (Number.isNaN(resumedMs) && isEffect && startedMs > killedMs) resumedMs = startedMs - killedMs;
    }),
  );
  const again = await start();
  const answered = (await Promise.all(given)).filter(({ ok }) => ok).length;
  // The pin is the last call of a declaration; who got no answer has nothing that must go on.
  await until("all declarations", () => pins(worlds) - before >= answered);
  const doneMs = performance.now() - killedMs;
  for (const stop of stops) stop();
  setLatency(worlds, 0);
  await again.stop();
  return { resumedMs, doneMs };
}

function pins({ discord }: Worlds): number {
  return discord
    .calls()
    .filter(({ method, route, status }) => method === "PUT" && route.includes("/pins/") && status === 204)
    .length;
}

function setLatency({ discord, github }: Worlds, ms: number): void {
  discord.setLatency(ms);
  github.setLatency(ms);
}
