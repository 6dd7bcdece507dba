import { startChild, type Child } from "../child.ts";
import { atLeast, percentile, shown, type Figure } from "../figures.ts";
import { withPostgres } from "../temporary.ts";
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
    const start = async (file: string): Promise<Child> => {
      const child = await startChild(file, { BENCH_DATABASE_URL: url });
      children.push(child);
      return child;
    };
    try {
      const generator = await start("./intake/load.ts");
      const ports: Record<string, number> = {};
      for (const name of servers) {
        ports[name] = ((await start(`./intake/${name}-server.ts`)).first as { port: number }).port;
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
