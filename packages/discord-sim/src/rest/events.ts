import { guildFor, needInGuild } from "../access.ts";
import { emit, nextId, type Core } from "../core.ts";
import { intents } from "../gateway/intents.ts";
import { limits } from "../limits.ts";
import { badField, refuse } from "../refusal.ts";
import { shape } from "../schema/shapes.ts";
import { userOf, wireUser } from "../wire/user.ts";
import type { ScheduledEvent } from "../world.ts";
import { noContent, ok, type BotRequest, type Route } from "./route.ts";

const path = "/guilds/{guild.id}/scheduled-events";
const kinds = "ExternalScheduledEvent{}|StageScheduledEvent{}|VoiceScheduledEvent{}";
const each = (what: string): string => kinds.replaceAll("{}", what);

export const eventRoutes: Route[] = [
  { method: "GET", path, auth: "bot", handle: list },
  {
    method: "POST",
    path,
    auth: "bot",
    request: shape(each("CreateRequest")),
    answer: shape(each("Response")),
    handle: create,
  },
  {
    method: "PATCH",
    path: `${path}/{event.id}`,
    auth: "bot",
    request: shape(each("PatchRequestPartial")),
    answer: shape(each("Response")),
    handle: change,
  },
  { method: "DELETE", path: `${path}/{event.id}`, auth: "bot", handle: remove },
];

const external = 3;

type EventBody = {
  name: string;
  description?: string | null;
  scheduled_start_time: string;
  scheduled_end_time?: string | null;
  entity_type: number;
  channel_id?: string | null;
  entity_metadata?: { location?: string } | null;
};

function list({ core, app, params }: BotRequest) {
  const { guild } = guildFor(core, params["guild.id"]!, app.botId);
  const here = Object.values(core.world.events).filter((e) => e.guildId === guild.id);
  return ok(here.map((e) => wireEvent(core, e)));
}

function create({ core, app, params, body }: BotRequest) {
  const { guild, member } = guildFor(core, params["guild.id"]!, app.botId);
  needInGuild(guild, member, "CREATE_EVENTS");
  const given = body as EventBody; // checked against the published schema by the server
  const here = Object.values(core.world.events).filter((e) => e.guildId === guild.id);
  if (here.length >= limits.scheduledEventsMax) refuse("tooManyEvents");
  if (given.entity_type === external && !given.scheduled_end_time)
    badField("scheduled_end_time", "BASE_TYPE_REQUIRED", "This field is required");
  if (given.entity_type === external && !given.entity_metadata?.location)
    badField("entity_metadata.location", "BASE_TYPE_REQUIRED", "This field is required");
  if (new Date(given.scheduled_start_time) <= core.now())
    badField(
      "scheduled_start_time",
      "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
      "Cannot schedule event in the past.",
    );
  const event: ScheduledEvent = {
    id: nextId(core),
    guildId: guild.id,
    channelId: given.channel_id ?? null,
    creatorId: app.botId,
    name: given.name,
    description: given.description ?? null,
    startsAt: new Date(given.scheduled_start_time).toISOString(),
    endsAt: given.scheduled_end_time ? new Date(given.scheduled_end_time).toISOString() : null,
    entityType: given.entity_type,
    location: given.entity_metadata?.location ?? null,
  };
  core.world.events[event.id] = event;
  const wire = wireEvent(core, event);
  emit(core, {
    t: "GUILD_SCHEDULED_EVENT_CREATE",
    guildId: guild.id,
    intent: intents.GUILD_SCHEDULED_EVENTS,
    d: wire,
  });
  return ok(wire);
}

/** Whoever made an event may change it with CREATE_EVENTS; those of others need MANAGE_EVENTS. */
function change({ core, app, params, body }: BotRequest) {
  const { guild, member } = guildFor(core, params["guild.id"]!, app.botId);
  const event = core.world.events[params["event.id"]!];
  if (event === undefined || event.guildId !== guild.id) return refuse("unknownEvent");
  needInGuild(guild, member, event.creatorId === app.botId ? "CREATE_EVENTS" : "MANAGE_EVENTS");
  const given = body as Partial<EventBody>; // checked against the published schema by the server
  const startsAt = given.scheduled_start_time;
  if (startsAt !== undefined && new Date(startsAt) <= core.now())
    badField(
      "scheduled_start_time",
      "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
      "Cannot schedule event in the past.",
    );
  const endsAt = given.scheduled_end_time;
  const changed: ScheduledEvent = {
    ...event,
    name: given.name ?? event.name,
    description: given.description === undefined ? event.description : given.description,
    startsAt: startsAt === undefined ? event.startsAt : new Date(startsAt).toISOString(),
    endsAt: endsAt == null ? event.endsAt : new Date(endsAt).toISOString(),
    location: given.entity_metadata?.location ?? event.location,
  };
  core.world.events[event.id] = changed;
  const wire = wireEvent(core, changed);
  emit(core, {
    t: "GUILD_SCHEDULED_EVENT_UPDATE",
    guildId: guild.id,
    intent: intents.GUILD_SCHEDULED_EVENTS,
    d: wire,
  });
  return ok(wire);
}

/** The same right as for changing it. */
function remove({ core, app, params }: BotRequest) {
  const { guild, member } = guildFor(core, params["guild.id"]!, app.botId);
  const event = core.world.events[params["event.id"]!];
  if (event === undefined || event.guildId !== guild.id) return refuse("unknownEvent");
  needInGuild(guild, member, event.creatorId === app.botId ? "CREATE_EVENTS" : "MANAGE_EVENTS");
  delete core.world.events[event.id];
  emit(core, {
    t: "GUILD_SCHEDULED_EVENT_DELETE",
    guildId: guild.id,
    intent: intents.GUILD_SCHEDULED_EVENTS,
    d: wireEvent(core, event),
  });
  return noContent;
}

function wireEvent(core: Core, event: ScheduledEvent): Record<string, unknown> {
  return {
    id: event.id,
    guild_id: event.guildId,
    channel_id: event.channelId,
    creator_id: event.creatorId,
    creator: wireUser(userOf(core.world, event.creatorId)),
    name: event.name,
    description: event.description,
    image: null,
    scheduled_start_time: event.startsAt,
    scheduled_end_time: event.endsAt,
    status: 1,
    entity_type: event.entityType,
    entity_id: null,
    entity_metadata: event.location === null ? null : { location: event.location },
    privacy_level: 2,
    recurrence_rule: null,
    guild_scheduled_event_exceptions: [],
    user_count: 0,
    user_rsvp: null,
  };
}
