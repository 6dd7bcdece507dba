import { setTimeout as wait } from "node:timers/promises";
import { atMost, percentile, shown, type Figure } from "./figures.ts";
import { withProcess } from "./process/muster.ts";
import { guild, type Worlds } from "./process/worlds.ts";
import { until } from "./until.ts";

const samples = 400;
const warmUp = 60;
const atOnce = 20;
/** So long no call must have come before the next command is given. */
const quietMs = 40;

/**
 * From the gateway's event to the request that answers it, as the simulator sees both: Muster's own share of a slash command, the
 * durable write included. Muster is a process of its own, so what the simulators cost does not count.
 */
export async function answer(): Promise<Figure[]> {
  return withProcess(async ({ worlds, start }) => {
    const { url } = await start();
    const { discord } = worlds;
    const ada = discord.person("ada", guild);
    const declared = await ada.slash(
      "/incident declare",
      { title: "Bench answers", severity: "P1" },
      { in: "#ops-alerts" },
    );
    if (!declared.ok) throw new Error(`A command was not answered: ${declared.error}`);
    const room = (): string | undefined =>
      ada
        .sees()
        .channels.map(({ name }) => name)
        .find((name) => name.endsWith("bench-answers"));
    await until("the channel", () => room() !== undefined);
    await rest(worlds);

    const tookMs: number[] = [];
    const emptyMs: number[] = [];
    for (let round = 0; round < samples + warmUp; round += 1) {
      const took = await answersTo(worlds, [
        () => ada.slash("/incident note", { text: `note ${round}` }, { in: `#${room()}` }),
      ]);
      if (round >= warmUp) tookMs.push(...took);
      // The card and the issue follow at their own pace; what is measured is one command at a time.
      await rest(worlds);
      emptyMs.push(await emptyRequest(url));
    }
    const together = await answersTo(
      worlds,
      Array.from(
        { length: atOnce },
        (_, n) => () =>
          ada.slash("/incident declare", { title: `Storm ${n}`, severity: "P1" }, { in: "#ops-alerts" }),
      ),
    );
    await rest(worlds);
    if (tookMs.length < samples || together.length < atOnce)
      throw new Error("Not every command was answered.");
    return [
      shown(
        "for comparison: an HTTP request that Muster answers without any work, p50",
        percentile(emptyMs, 0.5),
        " ms",
      ),
      shown(
        "for comparison: an HTTP request that Muster answers without any work, p99",
        percentile(emptyMs, 0.99),
        " ms",
      ),
      shown(`one command at a time (${samples}), p50`, percentile(tookMs, 0.5), " ms"),
      atMost(`one command at a time (${samples}), p99`, percentile(tookMs, 0.99), 10, " ms"),
      shown(`${atOnce} declarations at one moment, p50`, percentile(together, 0.5), " ms"),
      shown(`${atOnce} declarations at one moment, the last`, Math.max(...together), " ms"),
    ];
  });
}

/** What the machine alone takes for a question and its answer, busy as it is right now. */
async function emptyRequest(url: string): Promise<number> {
  const startedMs = performance.now();
  const answered = await fetch(`${url}/nothing`);
  await answered.text();
  return performance.now() - startedMs;
}

/** When each command was answered after all were given together, by when the simulator saw the answer come in. */
async function answersTo(
  { discord }: Worlds,
  commands: (() => Promise<{ ok: boolean; error?: string }>)[],
): Promise<number[]> {
  const startedMs: number[] = [];
  const stop = discord.onCall((call) => {
    if (call.route.endsWith("/callback")) startedMs.push(call.startedMs);
  });
  const givenMs = performance.now();
  const shownTo = await Promise.all(commands.map((give) => give()));
  await until("the answers in the call log", () => startedMs.length >= commands.length);
  stop();
  const failed = shownTo.find(({ ok }) => !ok);
  if (failed !== undefined) throw new Error(`A command was not answered: ${failed.error}`);
  return startedMs.map((ms) => ms - givenMs);
}

/** Waits until nothing has been asked of either platform for a while. */
async function rest({ discord, github }: Worlds): Promise<void> {
  let lastMs = performance.now();
  const note = () => void (lastMs = performance.now());
  const stops = [discord.onCall(note), github.onCall(note)];
  while (performance.now() - lastMs < quietMs) await wait(quietMs / 4);
  for (const stop of stops) stop();
}
