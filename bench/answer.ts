import { atMost, percentile, shown, type Figure } from "./figures.ts";
import { withSandbox } from "./sandbox.ts";

const rounds = 400;
const warmUp = 50;

/** From the gateway's event to the request that answers it: Muster's own share of a slash command, writing included. */
export async function answer(): Promise<Figure[]> {
  return withSandbox(async (running) => {
    const { discord, settle } = running.sandbox;
    const ada = discord.person("ada", "Acme Protocol");
    await ada.slash("/incident declare", { title: "Bench answers", severity: "P1" }, { in: "#ops-alerts" });
    await settle();
    const room = `#${ada
      .sees()
      .channels.map(({ name }) => name)
      .find((name) => name.endsWith("bench-answers"))}`;

    const tookMs: number[] = [];
    for (let round = 0; round < rounds + warmUp; round += 1) {
      const startedMs = performance.now();
      await ada.slash("/incident note", { text: `note ${round}` }, { in: room });
      const call = discord
        .calls()
        .findLast(({ route, startedMs: at }) => route.includes("/callback") && at >= startedMs);
      if (call !== undefined && round >= warmUp) tookMs.push(call.startedMs - startedMs);
      // The card and the issue follow at their own pace; what is measured is one command at a time.
      await settle();
    }
    return [
      shown("first answer to a slash command, p50", percentile(tookMs, 0.5), " ms"),
      atMost("first answer to a slash command, p99", percentile(tookMs, 0.99), 10, " ms"),
    ];
  });
}
