import type { Component, Embed, Message, World } from "../world.ts";

/** All visible text of a message in reading order, with mentions and times as a person reads them. */
export function visibleText(world: World, message: Message, now: Date): string {
  if (message.type === 6) return "pinned a message to this channel.";
  const parts = [message.content, ...message.embeds.map(embedText), ...message.components.map(componentText)];
  return readable(world, parts.filter((part) => part !== "").join("\n"), now);
}

function embedText(embed: Embed): string {
  return [
    embed.author?.name,
    embed.title,
    embed.description,
    ...(embed.fields ?? []).flatMap((f) => [f.name, f.value]),
    embed.footer?.text,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join("\n");
}

/** Buttons and menus are controls, not text; they are listed beside it. */
function componentText(component: Component): string {
  if (component.type === 10) return component.content ?? "";
  const own = component.type === 13 ? (component.file?.url ?? "").replace("attachment://", "") : "";
  const inner = (component.components ?? []).map(componentText);
  const gallery = (component.items ?? []).map((item) => item.description ?? "");
  return [own, ...inner, ...gallery].filter((part) => part !== "").join("\n");
}

/** What Discord shows instead of its own markup. Markdown stays as it is. */
export function readable(world: World, text: string, now: Date): string {
  return text
    .replaceAll(/<@!?(\d+)>/g, (all, id: string) => named(world.users[id]?.name, "@", all))
    .replaceAll(/<@&(\d+)>/g, (all, id: string) => named(roleName(world, id), "@", all))
    .replaceAll(/<#(\d+)>/g, (all, id: string) => named(world.channels[id]?.name, "#", all))
    .replaceAll(/<\/([^:>]+):\d+>/g, (_all, name: string) => `/${name}`)
    .replaceAll(/<a?:(\w+):\d+>/g, (_all, name: string) => `:${name}:`)
    .replaceAll(/<t:(-?\d{1,13})(?::([tTdDfFR]))?>/g, (_all, at: string, style?: string) =>
      timeText(new Date(Number(at) * 1_000), style, now),
    );
}

const named = (name: string | undefined, mark: string, otherwise: string): string =>
  name === undefined ? otherwise : `${mark}${name}`;

function roleName(world: World, id: string): string | undefined {
  return Object.values(world.guilds)
    .flatMap((g) => Object.values(g.roles))
    .find((r) => r.id === id)?.name;
}

const spans = [
  [31_536_000, "year"],
  [2_592_000, "month"],
  [86_400, "day"],
  [3_600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

/** People here live in UTC. */
function timeText(at: Date, style: string | undefined, now: Date): string {
  if (Number.isNaN(at.getTime())) return "Invalid date";
  if (style === "R") return relative((at.getTime() - now.getTime()) / 1_000);
  const [date, time] = [at.toISOString().slice(0, 10), at.toISOString().slice(11, 19)];
  if (style === "t") return `${time.slice(0, 5)} UTC`;
  if (style === "T") return `${time} UTC`;
  return style === "d" || style === "D" ? date : `${date} ${time.slice(0, 5)} UTC`;
}

function relative(seconds: number): string {
  const size = Math.abs(seconds);
  const [unit, name] = spans.find(([span]) => size >= span) ?? [1, "second"];
  const count = Math.round(size / unit);
  const words = `${count} ${name}${count === 1 ? "" : "s"}`;
  return seconds > 0 ? `in ${words}` : `${words} ago`;
}
