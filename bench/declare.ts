import type { RunningSandbox } from "@muster/sandbox";
import { atMost, shown, type Figure } from "./figures.ts";
import { roundsOf, type TimedCall } from "./rounds.ts";
import { guild, roomOf, withSandbox } from "./sandbox.ts";

/**
 * From the simulators' call logs: how many calls a declaration, a change of status and a resolution cost, and how many round
 * trips pass until the channel can be used and until everything stands.
 *
 * Without a latency nothing tells what waits for what: on a busy machine calls that could run beside each other end before the
 * next one begins. There only the calls are counted.
 */
export async function declare(): Promise<Figure[]> {
  return withSandbox(async (running) => {
    // The first life of an incident also fetches what is kept afterwards, such as tokens.
    await life(running, "warm-up");
    const figures: Figure[] = [];
    for (const roundTripMs of [0, 50, 150]) {
      // Both simulators spread it differently, but either way a call takes this much longer in all.
      running.sandbox.discord.setLatency(roundTripMs);
      running.sandbox.github.setLatency(roundTripMs);
      figures.push(...figuresOf(await life(running, `bench-${roundTripMs}`), roundTripMs));
    }
    return figures;
  });
}

type Life = { declared: Watched; mitigated: Watched; resolved: Watched };

async function life(running: RunningSandbox, title: string): Promise<Life> {
  const ada = running.sandbox.discord.person("ada", guild);
  const declared = await watch(running, () =>
    ada.slash("/incident declare", { title, severity: "P1" }, { in: "#ops-alerts" }),
  );
  const room = roomOf(running, "ada", title);
  const mitigated = await watch(running, () =>
    ada.slash("/incident mitigate", { what: "Paused", verified: "Checked" }, { in: room }),
  );
  const resolved = await watch(running, () =>
    ada.slash("/incident resolve", { summary: "Over" }, { in: room }),
  );
  return { declared, mitigated, resolved };
}

function figuresOf({ declared, mitigated, resolved }: Life, roundTripMs: number): Figure[] {
  const at = `${roundTripMs} ms`;
  const rounds = roundsOf(declared.calls);
  const card = declared.calls.find(
    ({ name, tag }) => name.startsWith("POST") && tag?.endsWith("keep:status-card"),
  );
  if (card === undefined) throw new Error("No status card was posted.");
  const bounded: Figure[] =
    roundTripMs === 0
      ? []
      : [
          atMost(
            `${at}: declare, round trips until the channel can be used`,
            rounds.get(card) ?? Number.NaN,
            2,
          ),
          atMost(`${at}: declare, round trips until everything stands`, Math.max(...rounds.values()), 3),
        ];
  const ofResolve = withoutAnswer(resolved.calls).filter(
    ({ tag }) => tag?.endsWith("keep:postmortem") !== true,
  );
  return [
    ...bounded,
    atMost(`${at}: declare, calls`, declared.calls.length, 8),
    shown(`${at}: declare, until the channel can be used`, card.endedMs - declared.givenMs, " ms"),
    shown(`${at}: declare, until everything stands`, lastOf(declared.calls) - declared.givenMs, " ms"),
    atMost(`${at}: change of status, calls besides the answer`, withoutAnswer(mitigated.calls).length, 3),
    atMost(`${at}: resolve, calls besides the answer and the pull request`, ofResolve.length, 5),
  ];
}

const withoutAnswer = (calls: WatchedCall[]): WatchedCall[] =>
  calls.filter(({ name }) => !name.endsWith("/callback"));
const lastOf = (calls: WatchedCall[]): number => Math.max(...calls.map(({ endedMs }) => endedMs));

type WatchedCall = TimedCall & { tag: string | null };
type Watched = { givenMs: number; calls: WatchedCall[] };

/** All calls from when a command is given until everything is at rest, except those that no incident asks for. */
async function watch(
  { sandbox: { discord, github, settle } }: RunningSandbox,
  give: () => Promise<{ ok: boolean; error?: string }>,
): Promise<Watched> {
  const givenMs = performance.now();
  const { ok, error } = await give();
  if (!ok) throw new Error(`A command was not answered: ${error}`);
  const { settled } = await settle();
  if (!settled) throw new Error("It did not come to rest.");
  const calls = [...discord.calls(), ...github.calls()]
    .filter(
      ({ startedMs, route, tag }) => startedMs >= givenMs && (tag !== null || route.endsWith("/callback")),
    )
    .map(({ method, route, startedMs, endedMs, tag }) => ({
      name: `${method} ${route}`,
      startedMs,
      endedMs,
      tag,
    }));
  return { givenMs, calls };
}
