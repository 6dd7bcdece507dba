import { canSee } from "../access.ts";
import type { Core } from "../core.ts";
import { wireGuildCreate } from "../wire/guild.ts";
import { wireMessageEvent } from "../wire/message.ts";
import { applicationFlags, userOf, wireUser } from "../wire/user.ts";
import type { App, Guild, Message } from "../world.ts";
import { gatewayUrl, guildsOf } from "../rest/users.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Hub } from "./hub-parts.ts";
import { intents } from "./intents.ts";
import { carries, sendTo, write, type Session } from "./session.ts";

/** What goes wrong on the wire, besides closing it. */
export type GatewayFaults = {
  /** Closes every connection without a close frame, as a cut cable would. Sessions can be resumed. */
  drop(): void;
  /** Closes every connection with this code. */
  close(code: number, reason?: string): void;
  /** Stops (or resumes) answering heartbeats. */
  zombie(isOn?: boolean): void;
  /** Sends the next dispatch this many times more. */
  duplicateNext(times?: number): void;
  /** Keeps dispatches back until `release`, which sends them in the order given by `reorder`. */
  hold(): void;
  release(order?: "kept" | "reversed"): void;
  /** Op 7: asks every client to reconnect. */
  askToReconnect(): void;
  /** Op 9: tells every client its session is gone, or may be resumed. */
  invalidate(isResumable?: boolean): void;
  /** Turns new connections away. */
  refuse(isOn?: boolean): void;
  /** Marks a guild unavailable, or available again. */
  outage(guildId: string, isOver?: boolean): void;
};

export function createHub(core: () => Core): Hub {
  const hub: Hub = {
    sessions: new Map(),
    sockets: new Set(),
    state: { isZombie: false, isRefusing: false, copies: 1, held: null },
    dispatch(dispatch) {
      if (hub.state.held !== null) {
        hub.state.held.push(structuredClone(dispatch));
        return;
      }
      const { copies } = hub.state;
      hub.state.copies = 1;
      for (const session of hub.sessions.values()) tell(core(), session, dispatch, copies);
    },
    greet: (session, app) => greet(core(), session, app),
  };
  return hub;
}

/** Sends an event to one session, if it asked for such events and its bot may see what they are about. */
function tell(core: Core, session: Session, dispatch: Dispatch, copies: number): void {
  const app = core.world.apps[session.appId];
  if (app === undefined || !hears(core, session, app, dispatch)) return;
  const message = dispatch.d["message"] as Message | undefined; // only MESSAGE_CREATE and _UPDATE carry one, see `announce`
  if (message === undefined || !dispatch.t.startsWith("MESSAGE_")) {
    sendTo(session, dispatch.t, dispatch.d, copies);
    return;
  }
  const readsContent = (session.intents & intents.MESSAGE_CONTENT) !== 0;
  const showsNonce = dispatch.t === "MESSAGE_CREATE";
  const viewer = { userId: app.botId, readsContent, showsNonce, baseUrl: core.baseUrl() };
  sendTo(session, dispatch.t, wireMessageEvent(core.world, message, viewer), copies);
}

function hears(core: Core, session: Session, app: App, dispatch: Dispatch): boolean {
  if (dispatch.appId !== undefined) return dispatch.appId === app.id && carries(session, dispatch.guildId);
  if (!carries(session, dispatch.guildId)) return false;
  const isAboutItself =
    dispatch.t === "GUILD_MEMBER_UPDATE" &&
    (dispatch.d["user"] as { id?: string } | undefined)?.id === app.botId;
  if (dispatch.intent !== null && (session.intents & dispatch.intent) === 0 && !isAboutItself) return false;
  if (dispatch.guildId === null) {
    const channel = core.world.channels[dispatch.channelId ?? ""];
    return channel?.recipients.includes(app.botId) ?? false;
  }
  if (core.world.guilds[dispatch.guildId]?.members[app.botId] === undefined) return false;
  // Bots are told of every channel; what happens inside only of those they can see.
  if (dispatch.channelId === undefined || dispatch.t.startsWith("CHANNEL_")) return true;
  const channel = core.world.channels[dispatch.channelId];
  return channel === undefined || canSee(core, channel, app.botId);
}

/** READY, then each guild, as after every IDENTIFY. */
function greet(core: Core, session: Session, app: App): void {
  const guilds = guildsOf(core, app).filter((g) => carries(session, g.id));
  sendTo(session, "READY", {
    v: 10,
    user: { ...wireUser(userOf(core.world, app.botId)), verified: true, mfa_enabled: true, email: null },
    guilds: guilds.map((g) => ({ id: g.id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: gatewayUrl(core),
    session_type: "normal",
    shard: session.shard,
    application: { id: app.id, flags: applicationFlags(app) },
    private_channels: [],
    relationships: [],
    user_settings: {},
    geo_ordered_rtc_regions: [],
    _trace: [],
  });
  if ((session.intents & intents.GUILDS) === 0) return;
  for (const guild of guilds) sendGuild(core, session, app, guild);
}

export function sendGuild(core: Core, session: Session, app: App, guild: Guild): void {
  if (guild.isUnavailable) {
    sendTo(session, "GUILD_DELETE", { id: guild.id, unavailable: true });
    return;
  }
  const listsMembers = (session.intents & intents.GUILD_MEMBERS) !== 0;
  sendTo(session, "GUILD_CREATE", wireGuildCreate(core.world, guild, app.botId, listsMembers));
}

/** After these a session cannot be resumed. /topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const endsSession: ReadonlySet<number> = new Set([
  1000, 1001, 4003, 4004, 4005, 4007, 4009, 4010, 4011, 4012, 4013, 4014,
]);

export function gatewayFaults(core: Core): GatewayFaults {
  const { hub } = core;
  const eachOpen = (act: (session: Session) => void): void => {
    for (const session of hub.sessions.values()) if (session.socket !== null) act(session);
  };
  return {
    drop: () => hub.sockets.forEach((socket) => socket.terminate()),
    close(code, reason) {
      if (endsSession.has(code)) hub.sessions.clear();
      for (const socket of hub.sockets) socket.close(code, reason);
    },
    zombie: (isOn = true) => void (hub.state.isZombie = isOn),
    duplicateNext: (times = 1) => void (hub.state.copies = 1 + times),
    hold: () => void (hub.state.held ??= []),
    release(order = "kept") {
      const held = hub.state.held ?? [];
      hub.state.held = null;
      for (const dispatch of order === "kept" ? held : held.toReversed()) hub.dispatch(dispatch);
    },
    askToReconnect: () => eachOpen((session) => write(session.socket, { op: 7 })),
    invalidate(isResumable = false) {
      eachOpen((session) => {
        write(session.socket, { op: 9, d: isResumable });
        if (!isResumable) hub.sessions.delete(session.id);
      });
    },
    refuse: (isOn = true) => void (hub.state.isRefusing = isOn),
    outage(guildId, isOver = false) {
      const guild = core.world.guilds[guildId];
      if (guild === undefined) throw new Error(`There is no guild ${guildId}.`);
      guild.isUnavailable = !isOver;
      for (const session of hub.sessions.values()) {
        const app = core.world.apps[session.appId];
        if (app !== undefined && guild.members[app.botId] !== undefined) sendGuild(core, session, app, guild);
      }
    },
  };
}
