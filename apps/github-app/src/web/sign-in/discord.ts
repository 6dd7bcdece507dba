import type { Engine } from "@muster/engine";
import type { Workspace } from "@muster/incident";
import type { Policy } from "@muster/policy";
import type { Account, Rights } from "../session.ts";
import type { SignInWay } from "../settings.ts";
import { ask, NoAnswer, textIn } from "./ask.ts";

type Shown = { code: string; redirectUri: string; verifier: string };

/** Where the bot keeps the names of a server's roles, which a person's own token does not tell. */
export const rolesDocument = "muster:discord-roles";

/** Who somebody is in Discord, and which of its roles they have in each team's server. */
export async function identifyInDiscord(
  { engine, workspaces }: { engine: Engine; workspaces: readonly Workspace[] },
  way: SignInWay,
  shown: Shown,
): Promise<{ account: Account; rights: Rights[] }> {
  const token = await tokenFor(way, shown);
  const headers = { authorization: `Bearer ${token}` };
  const me = await ask(`${way.apiUrl}/users/@me`, { headers });
  const id = textIn(me.body, "id");
  if (me.status !== 200 || id === null) throw new NoAnswer("It did not say who you are.");
  const name = textIn(me.body, "global_name") ?? textIn(me.body, "username") ?? "somebody";

  const rights: Rights[] = [];
  for (const { id: team, guildId } of workspaces) {
    if (guildId === null) continue;
    const member = await ask(`${way.apiUrl}/users/@me/guilds/${guildId}/member`, { headers });
    if (member.status !== 200) continue;
    const [{ policy }, roles] = await Promise.all([engine.read.policy(team), roleNames(engine, team)]);
    rights.push({ team, ...rightsOf(policy, roles, idsIn(member.body["roles"])) });
  }
  return { account: { way: "discord", id, name }, rights };
}

async function tokenFor({ clientId, clientSecret, tokenUrl }: SignInWay, shown: Shown): Promise<string> {
  const { status, body } = await ask(tokenUrl, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: shown.code,
      redirect_uri: shown.redirectUri,
      code_verifier: shown.verifier,
    }),
  });
  const token = textIn(body, "access_token");
  if (status !== 200 || token === null) throw new NoAnswer("It did not take the code.");
  return token;
}

/** The same as in Discord itself: see apps/discord-bot/src/interactions/scene.ts. */
function rightsOf(policy: Policy, roles: Role[], held: readonly string[]): Omit<Rights, "team"> {
  const has = (wanted: string | null): boolean => {
    const plain = wanted?.replace(/^@/, "").toLowerCase();
    const role =
      roles.find(({ id }) => id === wanted) ?? roles.find(({ name }) => name.toLowerCase() === plain);
    return role !== undefined && held.includes(role.id);
  };
  const groups = Object.entries(policy.groups).filter(([, { discordRole }]) => has(discordRole));
  return { isResponder: has(policy.discord.responderRole), groups: groups.map(([id]) => id) };
}

type Role = { id: string; name: string };

async function roleNames(engine: Engine, team: string): Promise<Role[]> {
  const document = await engine.documents.get(team, rolesDocument);
  if (document === null) return [];
  const known = JSON.parse(document.content) as Record<string, string>; // Written by the bot and by nobody else.
  return Object.entries(known).map(([id, name]) => ({ id, name }));
}

const idsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
