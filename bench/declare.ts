import type { RunningSandbox } from "@muster/sandbox";
import { atMost, shown, type Figure } from "./figures.ts";
import { roundsOf, type TimedCall } from "./rounds.ts";
import { withSandbox } from "./sandbox.ts";

/**
 * From the simulators' call logs: how many calls a declaration, a change of status and a resolution cost, and how many round
 * trips pass until the channel can be used and until everything stands.
 */
export async function declare(): Promise<Figure[]> {
  return withSandbox(async (running) => {
    const figures: Figure[] = [];
    for (const latencyMs of [0, 50, 150]) figures.push(...(await atLatency(running, latencyMs)));
    return figures;
  });
}

async function atLatency(running: RunningSandbox, latencyMs: number): Promise<Figure[]> {
  const { discord, github, settle } = running.sandbox;
  discord.setLatency(latencyMs);
  github.setLatency(latencyMs);
  const ada = discord.person("ada", "Acme Protocol");
  const at = `at ${latencyMs} ms`;

  const declared = await callsDuring(running, () =>
    ada.slash("/incident declare", { title: `Bench ${latencyMs}`, severity: "P1" }, { in: "#ops-alerts" }),
  );
  const rounds = roundsOf(declared.calls);
  const roundOf = (name: RegExp): number =>
    Math.max(...[...rounds].filter(([call]) => name.test(call.name)).map(([, round]) => round));
  const room = `#${ada
    .sees()
    .channels.map(({ name }) => name)
    .find((name) => name.endsWith(`bench-${latencyMs}`))}`;

  const mitigated = await callsDuring(running, () =>
    ada.slash("/incident mitigate", { what: "Paused", verified: "Checked" }, { in: room }),
  );
  const resolved = await callsDuring(running, () =>
    ada.slash("/incident resolve", { summary: "Over" }, { in: room }),
  );
  const withoutPull = resolved.calls.filter(({ name }) => !isPullWork(name));
  await settle();

  return [
    atMost(
      `declare ${at}: round trips to a usable channel`,
      roundOf(/POST \/channels\/\{channel\.id\}\/messages$/),
      2,
    ),
    atMost(`declare ${at}: round trips until everything stands`, Math.max(...rounds.values()), 3),
    atMost(`declare ${at}: calls`, declared.calls.length, 8),
    shown(`declare ${at}: until everything stands`, declared.tookMs, " ms"),
    atMost(`change of status ${at}: calls besides the answer`, withoutAnswer(mitigated.calls), 3),
    atMost(`resolve ${at}: calls besides the pull request`, withoutPull.length, 5),
  ];
}

const isAnswer = (name: string): boolean => name.includes("/callback");
const withoutAnswer = (calls: TimedCall[]): number => calls.filter(({ name }) => !isAnswer(name)).length;

/** Branch, commit and pull request of the postmortem, and what reads the repository for them. */
function isPullWork(name: string): boolean {
  return /graphql|\/pulls|\/git\/|\/contents|GET \/repos\/\{owner\}\/\{repo\}$|\/branches/.test(name);
}

async function callsDuring(
  running: RunningSandbox,
  work: () => Promise<unknown>,
): Promise<{ calls: TimedCall[]; tookMs: number }> {
  const { discord, github, settle } = running.sandbox;
  const startedMs = performance.now();
  await work();
  await settle();
  const calls = [...discord.calls(), ...github.calls()]
    .filter((call) => call.startedMs >= startedMs)
    .map((call) => ({
      name: `${call.method} ${call.route}`,
      startedMs: call.startedMs,
      endedMs: call.endedMs,
    }));
  return { calls, tookMs: Math.max(...calls.map(({ endedMs }) => endedMs)) - startedMs };
}
