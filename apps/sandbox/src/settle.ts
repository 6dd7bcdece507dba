import type { Engine, Pending } from "@muster/engine";
import type { GithubSim } from "@muster/github-sim";
import type { Outage } from "./outage.ts";

export type Settled = { settled: boolean; pending: Pending };

/** How long one call waits, in real time, before it says that something is still due. */
const settleLimitMs = 20_000;
/** How often it looks again while something was put off after trouble. */
const lookAgainMs = 50;

/**
 * Waits until nothing is due: no effect, no timer, no webhook on its way. A webhook may bring new work and the other way
 * round, so both must be at rest one after the other without anything new in between. What was put off after trouble is waited
 * for too, unless its platform is down: then it cannot end before somebody brings the platform back.
 */
export async function settleAll(engine: Engine, github: GithubSim, outage: Outage): Promise<Settled> {
  const until = performance.now() + settleLimitMs;
  for (;;) {
    const leftMs = Math.max(1, until - performance.now());
    // Deliveries first: what they bring is stored by the time they are answered, so the engine sees it.
    const webhooks = await github.settleDeliveries({ limitMs: leftMs });
    const before = github.deliveries().length;
    const state = await engine.settle({ limitMs: leftMs });
    const isQuiet = state.settled && webhooks.settled && github.deliveries().length === before;
    const isPutOff = state.settled && putOff(state.pending, outage);
    if ((isQuiet && !isPutOff) || performance.now() >= until) {
      return { settled: state.settled && webhooks.settled && !isPutOff, pending: state.pending };
    }
    if (isPutOff) await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

function putOff({ lanes }: Pending, outage: Outage): boolean {
  return (!outage.discord && lanes.discord.later > 0) || (!outage.github && lanes.github.later > 0);
}
