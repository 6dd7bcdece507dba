import { parseArgs } from "node:util";
import { lookAtServer, readDiscordSettings } from "@muster/discord-bot";
import type { Engine } from "@muster/engine";
import { neededFor, readWebSettings } from "@muster/github-app";
import { inside, lanes } from "@muster/incident";
import { sayDuration } from "@muster/kernel";
import { sayProblem, securityPageGap, securityPaths } from "@muster/policy";
import type { CliCommand, Io } from "../command.ts";
import { openRecord } from "../open-record.ts";
import { lookFromOutside } from "./privacy.ts";

/** One thing that was looked at. A fault says what to do. */
type Finding = { is: "well" | "odd" | "fault"; what: string };

const marks = { well: "ok  ", odd: "note", fault: "MEND" } as const;

export const doctor: CliCommand = {
  summary: "What is wrong, and what to do about it: policies, the rota, what was given up, what is behind",
  usage: "muster doctor [--retry | --privacy] [--data DIR]",
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        retry: { type: "boolean" },
        privacy: { type: "boolean" },
        data: { type: "string" },
      },
    });
    const record = await openRecord(io, { data: values.data });
    try {
      if (values.privacy === true) return tell(io, await lookFromOutside(record.engine, io));
      return tell(io, [
        ...(await general(record.engine)),
        ...webView(io),
        ...(await workspaces(record.engine, values.retry === true)),
        ...(await servers(record.engine, io)),
      ]);
    } finally {
      await record.close();
    }
  },
};

function tell(io: Io, findings: readonly Finding[]): number {
  for (const { is, what } of findings) io.out(`${marks[is]}  ${what}`);
  return findings.some(({ is }) => is === "fault") ? 1 : 0;
}

const well = (what: string): Finding => ({ is: "well", what });
const odd = (what: string): Finding => ({ is: "odd", what });
const fault = (what: string): Finding => ({ is: "fault", what });

/** A lane that is behind by more than this is said so. */
const lagMaxMs = 60_000;

async function general(engine: Engine): Promise<Finding[]> {
  const pending = await engine.pending();
  const lag = await engine.read.lagMs();
  const parked = await engine.inbox.parked();
  return [
    well("The database answers and has the shape that this Muster knows."),
    ...lanes.map((lane) => {
      const { due, later } = pending.lanes[lane];
      if (lag[lane] > lagMaxMs)
        return fault(
          `${lane} is behind by ${sayDuration(lag[lane])}; ${due + later} things wait. Is Muster running, and is ${lane} up?`,
        );
      return well(`${lane} keeps up.`);
    }),
    ...parked.map((entry) =>
      fault(
        `A delivery from ${entry.source} (${entry.deliveryId}) could not be worked: ${entry.parkedWhy ?? "unknown"}.`,
      ),
    ),
  ];
}

/** What the web view lacks. It is no fault: everything else works without it. */
function webView({ env }: Io): Finding[] {
  const { settings, problems } = readWebSettings(env);
  if (problems.length > 0) return problems.map(fault);
  const ready = Object.entries(settings.ways).flatMap(([way, set]) => (set === null ? [] : [way]));
  if (ready.length > 0) return [well(`People sign in to the web view with ${ready.join(" or ")}.`)];
  const names = Object.values(neededFor).map((pair) => pair.join(" and "));
  return [
    odd(
      `Nobody can sign in to the web view. Set ${names.join(", or ")}; the page /sign-in says where they come from.`,
    ),
  ];
}

async function workspaces(engine: Engine, retries: boolean): Promise<Finding[]> {
  const all = await engine.workspaces.list();
  if (all.length === 0) return [fault("There is no workspace yet. Start Muster once with `npm start`.")];
  const findings = await Promise.all(all.map(({ id }) => workspace(engine, id, retries)));
  return findings.flat();
}

async function workspace(engine: Engine, id: string, retries: boolean): Promise<Finding[]> {
  const { policy, version, problems } = await engine.read.policy(id);
  const onCall = await engine.read.onCall(id);
  const findings = [
    well(`${id}: follows ${policy.name}, version ${version}.`),
    ...problems.map((problem) => (problem.isWarning ? odd : fault)(`${id}: ${sayProblem(problem)}`)),
    onCall.length > 0
      ? well(`${id}: on call now: ${onCall.map(({ name }) => name).join(", then ")}.`)
      : fault(
          `${id}: nobody is on call this week. Add this week's row to ${policy.onCall.document ?? "a rota, and name it in the policy"}.`,
        ),
  ];
  const gap = await securityGap(engine, id);
  if (gap !== null) findings.push(odd(`${id}: ${gap}`));
  const givenUp = await givenUpEffects(engine, id);
  if (retries && givenUp.length > 0) {
    return [
      ...findings,
      well(`${id}: ${await engine.effects.retry(id)} things that were given up are tried again.`),
    ];
  }
  return [...findings, ...givenUp];
}

/** What Discord lets Muster do, as `/muster doctor` says it there, asked with the same token. */
async function servers(engine: Engine, { env }: Pick<Io, "env">): Promise<Finding[]> {
  const all = (await engine.workspaces.list()).filter(({ guildId }) => guildId !== null);
  const { settings, problems } = readDiscordSettings(env);
  const [problem] = problems;
  if (all.length === 0) return [];
  if (problem !== undefined) return [odd(`Discord was not asked what I may do there. ${problem}`)];
  const found = await Promise.all(
    all.map(async ({ id, guildId }) => {
      const { policy } = await engine.read.policy(id);
      try {
        const findings = await lookAtServer(settings, { guildId: guildId ?? "", policy });
        return findings.map(({ isFine, text }) => (isFine ? well : fault)(`${id}, Discord: ${text}`));
      } catch (error) {
        const status = error instanceof Error && "status" in error ? ` ${String(error.status)}` : "";
        return [
          fault(
            `${id}: Discord could not be asked (${error instanceof Error ? error.name : "an error"}${status}). Check DISCORD_TOKEN and that the bot is in the server, then try again.`,
          ),
        ];
      }
    }),
  );
  return found.flat();
}

/** Whether the repository's security page leads to the policy; not asked before the repository was read. */
async function securityGap(engine: Engine, id: string): Promise<string | null> {
  const [page, mark] = await Promise.all([
    engine.documents.get(id, securityPaths[0]),
    engine.documents.get(id, "muster:reconciled-until"),
  ]);
  return mark === null ? null : securityPageGap(page?.content ?? null);
}

const lookedAtMax = 50;

async function givenUpEffects(engine: Engine, workspaceId: string): Promise<Finding[]> {
  const incidents = await engine.read.list(workspaceId, { limit: lookedAtMax, audience: inside });
  const errands = (await engine.errands.open(workspaceId)).flatMap(({ givenUp, errand }) =>
    givenUp === null
      ? []
      : [fault(`${workspaceId}: ${errand.do}: ${givenUp.why} ${givenUp.fix} Then: muster doctor --retry.`)],
  );
  const perIncident = await Promise.all(
    incidents.map(async ({ id, ref }) =>
      (await engine.read.effects(id)).flatMap(({ givenUp, key }) =>
        givenUp === null
          ? []
          : [
              fault(
                `${workspaceId}: ${ref}, ${key.split(":").slice(1).join(" ")}: ${givenUp.why} ${givenUp.fix} Then: muster doctor --retry.`,
              ),
            ],
      ),
    ),
  );
  return [...perIncident.flat(), ...errands];
}
