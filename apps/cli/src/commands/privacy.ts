import { discordLeaks, marksOf, readDiscordSettings, type RestrictedRoom } from "@muster/discord-bot";
import type { Engine } from "@muster/engine";
import { githubLeaks } from "@muster/github-app";
import { inside } from "@muster/incident";
import type { Workspace } from "@muster/incident";
import type { Io } from "../command.ts";

/** Something that was looked at from outside. A fault says what to do. */
export type PrivacyFinding = { is: "well" | "odd" | "fault"; what: string };

const lookedAtMax = 100;

/**
 * Looks at Discord and GitHub from the place of somebody who may know of no restricted incident. What could not be looked at counts as a
 * fault: a check that was not made is not passed.
 */
export async function lookFromOutside(engine: Engine, io: Pick<Io, "env">): Promise<PrivacyFinding[]> {
  const findings: PrivacyFinding[] = [];
  for (const workspace of await engine.workspaces.list()) {
    const restricted = await restrictedIn(engine, workspace.id);
    if (restricted.length === 0) {
      findings.push({ is: "well", what: `${workspace.id}: there is no restricted incident to give away.` });
      continue;
    }
    findings.push(...(await inDiscord(engine, io, workspace, restricted)));
    findings.push(...(await onGithub(io, workspace, restricted)));
  }
  return findings;
}

async function restrictedIn(engine: Engine, workspaceId: string): Promise<RestrictedRoom[]> {
  const rooms: RestrictedRoom[] = [];
  let before: string | undefined;
  for (;;) {
    const page = await engine.read.list(workspaceId, {
      limit: lookedAtMax,
      audience: inside,
      ...(before === undefined ? {} : { before }),
    });
    for (const incident of page.filter(({ restricted }) => restricted !== null)) {
      const { channel } = await engine.read.remotes(incident.id);
      rooms.push({ incident, policy: await engine.read.policyOf(incident), channelId: channel?.id ?? null });
    }
    before = page.at(-1)?.ref;
    if (before === undefined || page.length < lookedAtMax) return rooms;
  }
}

async function inDiscord(
  engine: Engine,
  { env }: Pick<Io, "env">,
  { id, guildId }: Workspace,
  restricted: readonly RestrictedRoom[],
): Promise<PrivacyFinding[]> {
  if (guildId === null) return [];
  const { settings, problems } = readDiscordSettings(env);
  if (problems.length > 0) return [notLooked(id, "Discord", problems[0] ?? "")];
  try {
    const { policy } = await engine.read.policy(id);
    const channels = [policy.discord.opsAlerts];
    const { leaks, seeAll } = await discordLeaks(settings, { guildId, restricted, channels });
    const notes: PrivacyFinding[] =
      seeAll.length === 0
        ? []
        : [{ is: "odd", what: `${id}: roles with Administrator see every room: ${seeAll.join(", ")}.` }];
    return [...told(id, "Discord", restricted.length, leaks), ...notes];
  } catch (error) {
    return [notLooked(id, "Discord", sayError(error))];
  }
}

async function onGithub(
  { env }: Pick<Io, "env">,
  { id, repo }: Workspace,
  restricted: readonly RestrictedRoom[],
): Promise<PrivacyFinding[]> {
  if (repo === null) return [];
  const apiBase = env["GITHUB_API_BASE"]?.trim() || undefined;
  const secrets = restricted.map(({ incident }) => ({ ref: incident.ref, marks: marksOf(incident) }));
  try {
    const leaks = await githubLeaks({ repo, apiBase }, secrets);
    if (leaks !== null) return told(id, `${repo.owner}/${repo.name}`, restricted.length, leaks);
    return [{ is: "well", what: `${id}: nobody outside sees that ${repo.owner}/${repo.name} exists.` }];
  } catch (error) {
    return [notLooked(id, "GitHub", sayError(error))];
  }
}

function told(
  id: string,
  where: string,
  count: number,
  leaks: readonly { what: string; fix: string }[],
): PrivacyFinding[] {
  if (leaks.length > 0) return leaks.map(({ what, fix }) => ({ is: "fault", what: `${id}: ${what} ${fix}` }));
  return [
    {
      is: "well",
      what: `${id}: ${where} tells nothing of ${count} restricted ${count === 1 ? "incident" : "incidents"}.`,
    },
  ];
}

const notLooked = (id: string, where: string, why: string): PrivacyFinding => ({
  is: "fault",
  what: `${id}: ${where} could not be looked at, so nobody knows. ${why}`,
});

/** What kind of error, never its words, which may quote an address or a token. */
function sayError(error: unknown): string {
  const status = error instanceof Error && "status" in error ? ` ${String(error.status)}` : "";
  return `It answered with ${error instanceof Error ? error.name : "an error"}${status}. Try again in a minute.`;
}
