import type { LookAtGuild } from "@muster/discord";
import type { Engine } from "@muster/engine";
import type { Workspace } from "@muster/incident";

/** Where the web view reads what a server's roles are called: whoever signs in there shows the ids of theirs, and only a bot knows the names. */
const document = "muster:discord-roles";

/** Writes the names down when they changed. Asking costs no call while the gateway keeps them up to date. */
export function keepRoleNames(engine: Engine, lookAt: LookAtGuild) {
  const written = new Map<string, string>();
  return async ({ id, guildId }: Workspace): Promise<void> => {
    if (guildId === null) return;
    const { roles } = await lookAt(guildId);
    const names = roles
      .map((role): [string, string] => [role.id, role.name])
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify(Object.fromEntries(names));
    if (written.get(id) === text) return;
    await engine.documents.put(id, document, text, null);
    written.set(id, text);
  };
}
