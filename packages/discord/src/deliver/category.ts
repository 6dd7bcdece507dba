import { ChannelType, Routes, type RESTPostAPIGuildChannelResult } from "discord-api-types/v10";
import type { Client } from "discord.js";
import type { GuildView, KnownChannel, LookAtGuild } from "./guild.ts";

/** https://discord.com/developers/docs/resources/channel#channel-object-channel-types */
const channelsPerCategory = 50;

export type Overwrite = { id: string; type: 0 | 1; allow: string; deny: string };

export type FindCategory = (request: {
  guildId: string;
  /** By name or id, as the policy gives it. */
  wanted: string;
  overwrites: Overwrite[];
  /** One that turned out to be full. */
  not?: string[];
}) => Promise<string>;

/**
 * The category that has room: *Incidents*, then *Incidents 2* and so on, made when it is missing. Two incidents declared at the
 * same moment share what one of them makes.
 */
export function categoryFinder(client: Client, lookAt: LookAtGuild): FindCategory {
  const making = new Map<string, Promise<string>>();

  return async ({ guildId, wanted, overwrites, not = [] }) => {
    const found = roomiest(await lookAt(guildId), wanted, not);
    if (found.id !== null) return found.id;

    const key = `${guildId}:${found.nextName}`;
    const known = making.get(key);
    if (known !== undefined) return known;
    const made = make(guildId, wanted, overwrites, not);
    making.set(key, made);
    // Kept as long as the gateway may not have told of it yet; a failure is no answer to keep.
    made.catch(() => making.delete(key));
    setTimeout(() => making.delete(key), 10_000).unref();
    return made;
  };

  async function make(
    guildId: string,
    wanted: string,
    overwrites: Overwrite[],
    not: string[],
  ): Promise<string> {
    // Another replica may have made it a moment ago.
    const { id, nextName } = roomiest(await lookAt(guildId, { fresh: true }), wanted, not);
    if (id !== null) return id;
    const category = (await client.rest.post(Routes.guildChannels(guildId), {
      body: { name: nextName, type: ChannelType.GuildCategory, permission_overwrites: overwrites },
      reason: "A place for incident channels",
    })) as RESTPostAPIGuildChannelResult;
    return category.id;
  }
}

function roomiest(view: GuildView, wanted: string, not: string[]): { id: string | null; nextName: string } {
  const categories = view.channels.filter(({ type }) => type === ChannelType.GuildCategory);
  const first = categories.find(({ id }) => id === wanted);
  const base = first?.name ?? wanted;
  const ours = categories
    .flatMap((category) => {
      const number = category.id === wanted ? 1 : numberOf(category, base);
      return number === null ? [] : [{ id: category.id, number }];
    })
    .toSorted((a, b) => a.number - b.number || (a.id < b.id ? -1 : 1));
  const free = ours.find(
    ({ id }) =>
      !not.includes(id) &&
      view.channels.filter(({ parentId }) => parentId === id).length < channelsPerCategory,
  );
  const last = ours.at(-1)?.number ?? 0;
  return { id: free?.id ?? null, nextName: last === 0 ? base : `${base} ${last + 1}` };
}

/** 1 for *Incidents*, 2 for *Incidents 2*; null for another category. */
function numberOf({ name }: KnownChannel, base: string): number | null {
  const [plain, wanted] = [name.toLowerCase(), base.toLowerCase()];
  if (plain === wanted) return 1;
  const rest = plain.startsWith(`${wanted} `) ? plain.slice(wanted.length + 1) : "";
  return /^[2-9]$|^[1-9]\d$/.test(rest) ? Number(rest) : null;
}
