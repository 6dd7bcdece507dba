import { startChild, type Child } from "../child.ts";
import { atLeast, percentile, shown, type Figure } from "../figures.ts";
import { withPostgres } from "../temporary.ts";
import { nodeFlags } from "../process/node-flags.ts";
import type { Load, LoadOrder } from "./load.ts";

const rounds = 5;
const forMs = 1_500;
const warmUpMs = 1_000;
const servers = ["door", "floor", "probot"] as const;
type Server = (typeof servers)[number];

const names: Record<Server, string> = {
  door: "Muster",
  floor: "the floor (HMAC and one durable insert on bare node:http)",
  probot: "Probot 14.3.2 (stores nothing)",
};

/** How many signed webhooks a second are taken, beside the least that a durable receiver must do, in the same minute. */
export async function intake(): Promise<Figure[]> {
  return withPostgres(async (url) => {
    const children: Child[] = [];
    const start = async (file: string, flags: string[] = []): Promise<Child> => {
      const child = await startChild(file, { BENCH_DATABASE_URL: url }, flags);
      children.push(child);
      return child;
    };
    try {
      const generator = await start("./intake/load.ts");
      const ports: Record<string, number> = {};
      for (const name of servers) {
        const flags = name === "door" ? nodeFlags : [];
        const { first } = await start(`./intake/${name}-server.ts`, flags);
        ports[name] = (first as { port: number }).port;
        await refusesForged(ports[name]);
      }
      const press = async (server: Server, concurrency: number, ms: number): Promise<Load> => {
        const order: LoadOrder = { port: ports[server]!, concurrency, forMs: ms }; // Each server has one by now.
        const load = (await generator.ask(order)) as Load;
        if (load.refused > 0) throw new Error(`${load.refused} webhooks were refused by ${names[server]}.`);
        return load;
      };
      for (const server of servers) await press(server, 32, warmUpMs);
      return [...(await compare(press, 32)), ...(await compare(press, 1))];
    } finally {
      await Promise.all(children.map((child) => child.stop()));
    }
  });
}

/** Whoever does not look at the signature would be fast for the wrong reason. */
async function refusesForged(port: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/github/webhooks`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "issues",
      "x-github-delivery": "forged",
      "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
    },
    body: "{}",
  });
  await answer.body?.cancel();
  if (answer.ok) throw new Error("A forged webhook was taken.");
}

type Press = (server: Server, concurrency: number, ms: number) => Promise<Load>;

async function compare(press: Press, concurrency: number): Promise<Figure[]> {
  const loads: Record<Server, Load[]> = { door: [], floor: [], probot: [] };
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another one, so that nobody always comes after the same neighbour.
    for (let turn = 0; turn < servers.length; turn += 1) {
      const server = servers[(round + turn) % servers.length]!; // Within the list by the remainder.
      loads[server].push(await press(server, concurrency, forMs));
    }
  }
  const at = `${concurrency} at once`;
  const ratioTo = (other: Server): number =>
    median(loads.door.map(({ perSecond }, round) => perSecond / loads[other][round]!.perSecond));
  return [
    ...servers.flatMap((server) => [
      shown(
        `${at}: ${names[server]}`,
        Math.round(median(loads[server].map(({ perSecond }) => perSecond))),
        "/s",
      ),
      shown(
        `${at}: ${names[server]}, p50 / p99`,
        `${median(loads[server].map(({ p50Ms }) => p50Ms)).toFixed(2)} / ${median(loads[server].map(({ p99Ms }) => p99Ms)).toFixed(1)} ms`,
      ),
    ]),
    atLeast(`${at}: Muster as a share of the floor`, ratioTo("floor"), 0.6),
    shown(`${at}: Muster as a share of Probot`, ratioTo("probot")),
  ];
}

const median = (values: readonly number[]): number => percentile(values, 0.5);
