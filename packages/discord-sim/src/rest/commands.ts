import { nextId, type Core } from "../core.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { checkCommand, checkCommandCount } from "../rules/commands.ts";
import { shape } from "../schema/shapes.ts";
import { wireCommand } from "../wire/command.ts";
import type { App, Command, CommandOption } from "../world.ts";
import { created, noContent, ok, type BotRequest, type Route } from "./route.ts";

const global = "/applications/{application.id}/commands";
const inGuild = "/applications/{application.id}/guilds/{guild.id}/commands";

/** Global and guild commands answer the same calls; only where they live differs. */
export const commandRoutes: Route[] = [global, inGuild].flatMap((path): Route[] => [
  { method: "GET", path, auth: "bot", answer: shape("ApplicationCommandResponse[]"), handle: list },
  {
    method: "PUT",
    path,
    auth: "bot",
    request: shape("ApplicationCommandUpdateRequest[]"),
    answer: shape("ApplicationCommandResponse[]"),
    handle: overwriteAll,
  },
  {
    method: "POST",
    path,
    auth: "bot",
    request: shape("ApplicationCommandCreateRequest"),
    answer: shape("ApplicationCommandResponse"),
    handle: create,
  },
  {
    method: "GET",
    path: `${path}/{command.id}`,
    auth: "bot",
    answer: shape("ApplicationCommandResponse"),
    handle: (r) => ok(wireCommand(r.app, commandOf(r))),
  },
  {
    method: "PATCH",
    path: `${path}/{command.id}`,
    auth: "bot",
    request: shape("ApplicationCommandPatchRequestPartial"),
    answer: shape("ApplicationCommandResponse"),
    handle: patch,
  },
  { method: "DELETE", path: `${path}/{command.id}`, auth: "bot", handle: remove },
]);

type CommandBody = {
  name?: string;
  description?: string | null;
  type?: number | null;
  options?: CommandOption[] | null;
  default_member_permissions?: number | null;
  nsfw?: boolean | null;
  dm_permission?: boolean | null;
  contexts?: number[] | null;
  integration_types?: number[] | null;
  name_localizations?: Record<string, string> | null;
  description_localizations?: Record<string, string> | null;
};

function scopeOf({ core, app, params }: BotRequest): string | null {
  if (params["application.id"] !== app.id) refuse("onlyOwnCommands");
  const guildId = params["guild.id"] ?? null;
  if (guildId !== null && core.world.guilds[guildId]?.members[app.botId] === undefined)
    refuse("missingAccess");
  return guildId;
}

const inScope = (app: App, guildId: string | null): Command[] =>
  app.commands.filter((c) => c.guildId === guildId);

function list(request: BotRequest) {
  const guildId = scopeOf(request);
  return ok(inScope(request.app, guildId).map((c) => wireCommand(request.app, c)));
}

function overwriteAll(request: BotRequest) {
  const { core, app } = request;
  const guildId = scopeOf(request);
  const bodies = (request.body ?? []) as CommandBody[]; // checked against the published schema by the server
  const before = inScope(app, guildId);
  const shapes = bodies.map((body) => readCommand(body, null));
  shapes.forEach((s, i) => checkCommand(s, `${i}.`));
  checkCommandCount(shapes);
  const commands = shapes.map((s) => {
    const same = before.find((c) => c.name === s.name && c.type === s.type);
    return { ...s, id: same?.id ?? nextId(core), version: nextId(core), guildId };
  });
  countCreates(core, app, commands.filter((c) => !before.some((b) => b.id === c.id)).length);
  app.commands = [...app.commands.filter((c) => c.guildId !== guildId), ...commands];
  core.isDirty = true;
  return ok(commands.map((c) => wireCommand(app, c)));
}

function create(request: BotRequest) {
  const { core, app } = request;
  const guildId = scopeOf(request);
  const shape = readCommand(request.body as CommandBody, null);
  checkCommand(shape);
  const same = inScope(app, guildId).find((c) => c.name === shape.name && c.type === shape.type);
  const others = inScope(app, guildId).filter((c) => c !== same);
  checkCommandCount([...others, shape]);
  if (same === undefined) countCreates(core, app, 1);
  const command = { ...shape, id: same?.id ?? nextId(core), version: nextId(core), guildId };
  app.commands = [...app.commands.filter((c) => c !== same), command];
  const wire = wireCommand(app, command);
  return same === undefined ? created(wire) : ok(wire);
}

function patch(request: BotRequest) {
  const before = commandOf(request);
  const shape = readCommand(request.body as CommandBody, before);
  checkCommand(shape);
  const guildId = before.guildId;
  checkCommandCount([...inScope(request.app, guildId).filter((c) => c !== before), shape]);
  Object.assign(before, shape, { version: nextId(request.core) });
  return ok(wireCommand(request.app, before));
}

function remove(request: BotRequest) {
  const command = commandOf(request);
  request.app.commands = request.app.commands.filter((c) => c !== command);
  request.core.isDirty = true;
  return noContent;
}

function commandOf(request: BotRequest): Command {
  const guildId = scopeOf(request);
  const found = inScope(request.app, guildId).find((c) => c.id === request.params["command.id"]);
  return found ?? refuse("unknownCommand");
}

type Shape = Omit<Command, "id" | "version" | "guildId">;

/** What the body names, over what was there before or Discord's defaults. */
function readCommand(body: CommandBody, before: Shape | null): Shape {
  const permissions =
    body.default_member_permissions === undefined
      ? (before?.defaultPermissions ?? null)
      : body.default_member_permissions === null
        ? null
        : String(body.default_member_permissions);
  return {
    type: body.type ?? before?.type ?? 1,
    name: body.name ?? before?.name ?? "",
    description: body.description ?? before?.description ?? "",
    options: body.options === undefined ? (before?.options ?? []) : (body.options ?? []).map(withoutNull),
    defaultPermissions: permissions,
    nsfw: body.nsfw ?? before?.nsfw ?? false,
    contexts: body.contexts ?? before?.contexts ?? (body.dm_permission === false ? [0] : null),
    integrationTypes: body.integration_types ?? before?.integrationTypes ?? [0],
    nameLocalizations: body.name_localizations ?? before?.nameLocalizations ?? null,
    descriptionLocalizations: body.description_localizations ?? before?.descriptionLocalizations ?? null,
  };
}

/** Discord leaves out what is null, at every depth of the options. */
function withoutNull(option: CommandOption): CommandOption {
  const given = Object.entries(option).filter(([, value]) => value !== null && value !== undefined);
  const kept = Object.fromEntries(given) as CommandOption; // the same fields, fewer of them
  return {
    ...kept,
    ...(kept.options === undefined ? {} : { options: kept.options.map(withoutNull) }),
    ...(kept.choices === undefined
      ? {}
      : { choices: kept.choices.map(({ name, value }) => ({ name, value })) }),
  };
}

const dayMs = 24 * 3_600_000;

function countCreates(core: Core, app: App, count: number): void {
  const nowMs = core.now().getTime();
  app.commandCreatesAt = app.commandCreatesAt.filter((at) => at > nowMs - dayMs);
  if (app.commandCreatesAt.length + count > limits.commandCreatesPerDay) refuse("tooManyCommandCreates");
  app.commandCreatesAt.push(...Array.from({ length: count }, () => nowMs));
}
