import { missingPermissions, named, textChannel, views, type Answer } from "@muster/discord";
import type { Incident, Remotes } from "@muster/incident";
import { sayProblem, securityPageGap, securityPaths } from "@muster/policy";
import { privately } from "./answers.ts";
import { audience, type Scene } from "./scene.ts";

const latestShown = 10;

/** Open ones first, the worst before the rest, then the latest others. One without a severity may be the worst of all. */
export async function listIncidents(scene: Scene): Promise<Answer> {
  const { door, workspace, policy } = scene;
  const { read } = door.engine;
  const [open, latest] = await Promise.all([
    read.open(workspace.id, audience(scene)),
    read.list(workspace.id, { limit: latestShown, audience: audience(scene) }),
  ]);
  const known = new Set(open.map(({ id }) => id));
  const worstFirst = open.toSorted((a, b) => (a.severity?.rank ?? 0) - (b.severity?.rank ?? 0));
  const incidents: Incident[] = [...worstFirst, ...latest.filter(({ id }) => !known.has(id))].slice(0, 30);
  const remotes = await Promise.all(
    incidents.map(async ({ id }): Promise<[string, Remotes]> => [id, await read.remotes(id)]),
  );
  return privately(views.reply.list(incidents, policy, new Map(remotes)));
}

/** What Muster needs in this server, and whether it is there. */
export async function diagnose({ door, workspace, policy, from }: Scene): Promise<Answer> {
  const { engine, lookAt } = door;
  const view = await lookAt(from.guildId ?? "", { fresh: true });
  const lacks = await missingPermissions(door.client, from.guildId ?? "");
  const inForce = await engine.read.policy(workspace.id);
  const { version } = inForce;
  const problems = inForce.problems.filter(({ isWarning }) => !isWarning);
  const open = await engine.read.open(workspace.id);
  const effects = await Promise.all(open.slice(0, 10).map(({ id }) => engine.read.effects(id)));
  const errands = await engine.errands.open(workspace.id);
  const stuck = [...effects.flat(), ...errands].flatMap(({ givenUp }) => (givenUp === null ? [] : [givenUp]));
  const lag = await engine.read.lagMs();
  const onCall = await engine.read.onCall(workspace.id);
  const security = await engine.documents.get(workspace.id, securityPaths[0]);
  const gap = securityPageGap(security?.content ?? null);
  const say = (text: string): string => views.inline(text, 600);

  const inServer = views.serverFindings(policy, {
    lacks,
    hasChannel: (name) => textChannel(view, name) !== null,
    hasRole: (name) => named(view.roles, name) !== null,
  });
  const findings = [
    {
      isFine: onCall.length > 0,
      good: `On call: ${onCall.slice(0, 3).map(views.name).join(", ")}.`,
      bad: "The rota names nobody for now. Add a row to the on-call page in the repository.",
    },
    {
      isFine: problems.length === 0,
      good: `The policy is in force (${say(version)}).`,
      bad: `The policy file cannot be used; the last good one is in force. ${say(problems.slice(0, 3).map(sayProblem).join(" "))}${problems.length > 3 ? ` And ${problems.length - 3} more: \`muster policy check\` lists all.` : ""}`,
    },
    ...(workspace.repo === null
      ? []
      : [
          {
            isFine: gap === null,
            good: "SECURITY.md leads to how incidents are handled.",
            bad: say(gap ?? ""),
          },
        ]),
    {
      isFine: lag.discord < 10_000 && lag.github < 10_000,
      good: "Discord and GitHub keep up.",
      bad: `Behind: Discord by ${Math.round(lag.discord / 1_000)} s, GitHub by ${Math.round(lag.github / 1_000)} s. It follows by itself.`,
    },
  ].map(({ isFine, good, bad }) => ({ isFine, text: isFine ? good : bad }));
  const given = stuck
    .slice(0, 5)
    .map(({ why, fix }) => ({ isFine: false, text: `${say(why)} → ${say(fix)}` }));
  return privately(views.reply.doctor([...inServer, ...findings, ...given]));
}
