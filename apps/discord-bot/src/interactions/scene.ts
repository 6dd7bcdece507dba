import { named, type Client, type From, type LookAtGuild, type Pointed } from "@muster/discord";
import type { Engine, Log } from "@muster/engine";
import type { Actor, Person, Workspace } from "@muster/incident";
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
};

/** Rights are read anew at each interaction, from what Discord says about this member at this moment. */
export async function isResponder(door: Door, policy: Policy, from: From): Promise<boolean> {
  if (from.guildId === null) return false;
  const { roles } = await door.lookAt(from.guildId);
  const role = named(roles, policy.discord.responderRole);
  return role !== null && from.roleIds.includes(role.id);
}

export function actor(scene: Scene, inRoom: boolean): Actor {
  return { person: scene.person, via: "discord", isResponder: scene.isResponder, inRoom };
}
