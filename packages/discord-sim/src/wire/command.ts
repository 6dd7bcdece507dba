import type { App, Command, CommandOption } from "../world.ts";

export function wireCommand(app: App, command: Command): Record<string, unknown> {
  return {
    id: command.id,
    application_id: app.id,
    version: command.version,
    type: command.type,
    name: command.name,
    name_localizations: command.nameLocalizations,
    description: command.description,
    description_localizations: command.descriptionLocalizations,
    default_member_permissions: command.defaultPermissions,
    nsfw: command.nsfw,
    integration_types: command.integrationTypes,
    ...(command.guildId === null
      ? { contexts: command.contexts, dm_permission: command.contexts?.includes(1) ?? true }
      : { guild_id: command.guildId, contexts: null }),
    ...(command.options.length === 0 ? {} : { options: command.options.map(wireOption) }),
  };
}

function wireOption(option: CommandOption): Record<string, unknown> {
  return { ...option, ...(option.options === undefined ? {} : { options: option.options.map(wireOption) }) };
}
