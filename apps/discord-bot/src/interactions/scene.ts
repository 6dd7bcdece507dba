import { named, type Client, type From, type LookAtGuild, type Pointed, type views } from "@muster/discord";
import type { Engine, Log } from "@muster/engine";
import { type Actor, type Audience, type Incident, type Person, type Workspace } from "@muster/incident";
import type { Clock } from "@muster/kernel";
import type { Policy } from "@muster/policy";
import type { GuildDesk } from "../guild-desk.ts";
import type { Turn } from "../turn.ts";

/** What every interaction's handling may use. */
export type Door = {
  engine: Engine;
  client: Client;
  clock: Clock;
  log: Log;
  apiBase: string | null;
  lookAt: LookAtGuild;
  /** Messages that wait for somebody to say which incident they belong to. */
  waiting: Map<string, Pointed>;
};

/** One interaction in its surroundings: who, where, with which rights, under which policy. */
export type Scene = {
  door: Door;
  desk: GuildDesk;
  workspace: Workspace;
  policy: Policy;
  from: From;
  turn: Turn;
  person: Person;
  isResponder: boolean;
  groups: string[];
  /** Whom the options name and who have no responder role. */
  outsiders: string[];
};

/** Rights are read anew at each interaction, from what Discord says about this member at this moment. */
export async function rightsOf(
  door: Door,
  policy: Policy,
  from: From,
): Promise<Pick<Scene, "isResponder" | "groups" | "outsiders">> {
  if (from.guildId === null) return { isResponder: false, groups: [], outsiders: [] };
  const { roles } = await door.lookAt(from.guildId);
  const has = (wanted: string | null): boolean => {
    const role = wanted === null ? null : named(roles, wanted);
    return role !== null && from.roleIds.includes(role.id);
  };
  const groups = Object.entries(policy.groups).filter(([, group]) => has(group.discordRole));
  return {
    isResponder: has(policy.discord.responderRole),
    groups: groups.map(([id]) => id),
    outsiders: outsidersOf(from, named(roles, policy.discord.responderRole)?.id ?? null),
  };
}

function outsidersOf({ named: members }: From, responderRoleId: string | null): string[] {
  if (responderRoleId === null) return [];
  return Object.entries(members).flatMap(([id, roleIds]) => (roleIds.includes(responderRoleId) ? [] : [id]));
}

/** Who reads the answer to this interaction, where only they do. */
export function audience({ person, groups }: Pick<Scene, "person" | "groups">): Audience {
  return { is: "person", person, groups };
}

/** The incident under the policy that it was declared under, as the one who asks may look at it. */
export async function sightOf({ door, person }: Scene, incident: Incident): Promise<views.Sight> {
  const [policy, remotes] = await Promise.all([
    door.engine.read.policyOf(incident),
    door.engine.read.remotes(incident.id),
  ]);
  return { incident, policy, remotes, person, now: door.clock.now() };
}

export function actor(scene: Scene, inRoom: boolean): Actor {
  const { person, isResponder, groups, outsiders } = scene;
  return { person, via: "discord", isResponder, groups, inRoom, outsiders };
}
