import { descend, findCommand } from "./commands.ts";
import { interact, type Shown } from "./interact.ts";
import { channelNamed, memberNamed, messageById, needIn, type In, type Self } from "./look-up.ts";
import { readOptions, type OptionInput } from "./options.ts";
import { nothingMentioned, resolvedOf } from "./resolved.ts";

const words = (path: string): string[] => path.trim().replace(/^\//, "").split(/\s+/);

export function slash(
  self: Self,
  path: string,
  given: Readonly<Record<string, OptionInput>>,
  where: In,
): Promise<Shown> {
  const channel = channelNamed(self, where.in);
  needIn(self, channel, "USE_APPLICATION_COMMANDS");
  const [first = "", ...rest] = words(path);
  const { app, command } = findCommand(self, channel, 1, first);
  const { options, wrap } = descend(command, rest);
  const mentioned = nothingMentioned();
  const sent = wrap(readOptions(self, options, given, mentioned));
  const resolved = resolvedOf(self, mentioned);
  const data = {
    id: command.id,
    name: command.name,
    type: 1,
    ...(sent.length === 0 ? {} : { options: sent }),
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
    ...(resolved === null ? {} : { resolved }),
  };
  return interact(self, { kind: "command", app, channel, data, commandName: words(path).join(" ") });
}

export function complete(
  self: Self,
  path: string,
  option: string,
  text: string,
  where: In & { given?: Readonly<Record<string, OptionInput>> },
): Promise<Shown> {
  const channel = channelNamed(self, where.in);
  const [first = "", ...rest] = words(path);
  const { app, command } = findCommand(self, channel, 1, first);
  const { options, wrap } = descend(command, rest);
  const defined = options.find((o) => o.name === option);
  if (defined !== undefined && defined.autocomplete !== true) {
    const wanted = text.toLowerCase();
    const choices = (defined.choices ?? []).filter((c) => c.name.toLowerCase().includes(wanted));
    return Promise.resolve({ ok: true, messages: [], choices });
  }
  const sent = wrap(
    readOptions(self, options, where.given ?? {}, nothingMentioned(), { name: option, text }),
  );
  const data = { id: command.id, name: command.name, type: 1, options: sent };
  return interact(self, { kind: "autocomplete", app, channel, data, commandName: words(path).join(" ") });
}

export function menu(self: Self, name: string, messageId: string): Promise<Shown> {
  const { message, channel } = messageById(self, messageId);
  const { app, command } = findCommand(self, channel, 3, name);
  const mentioned = { ...nothingMentioned(), messages: [{ id: message.id, channelId: channel.id }] };
  const data = {
    id: command.id,
    name: command.name,
    type: 3,
    target_id: message.id,
    resolved: resolvedOf(self, mentioned),
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  };
  return interact(self, {
    kind: "command",
    app,
    channel,
    data,
    commandName: name,
    targetMessageId: message.id,
  });
}

export function userMenu(self: Self, name: string, person: string, where: In): Promise<Shown> {
  const channel = channelNamed(self, where.in);
  const { app, command } = findCommand(self, channel, 2, name);
  const { userId } = memberNamed(self, person);
  const resolved = resolvedOf(self, { ...nothingMentioned(), users: [userId] });
  const data = {
    id: command.id,
    name: command.name,
    type: 2,
    target_id: userId,
    resolved,
    ...(command.guildId === null ? {} : { guild_id: command.guildId }),
  };
  return interact(self, { kind: "command", app, channel, data, commandName: name });
}
