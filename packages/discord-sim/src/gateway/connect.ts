import { randomBytes } from "node:crypto";
import { GatewayCloseCodes } from "discord-api-types/v10";
import type { RawData, WebSocket } from "ws";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { identifiesLeft } from "../rest/users.ts";
import { isRecord } from "../schema/walk.ts";
import { everyIntent, privilegedIntents } from "./intents.ts";
import { write, type Session } from "./session.ts";

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const close = {
  unknownOp: [GatewayCloseCodes.UnknownOpcode, "Unknown opcode."],
  badPayload: [GatewayCloseCodes.DecodeError, "Error while decoding payload."],
  notIdentified: [GatewayCloseCodes.NotAuthenticated, "Not authenticated."],
  badToken: [GatewayCloseCodes.AuthenticationFailed, "Authentication failed."],
  identifiedTwice: [GatewayCloseCodes.AlreadyAuthenticated, "Already authenticated."],
  badSeq: [GatewayCloseCodes.InvalidSeq, "Invalid seq."],
  tooFast: [GatewayCloseCodes.RateLimited, "Rate limited."],
  silent: [GatewayCloseCodes.SessionTimedOut, "Session timed out."],
  badShard: [GatewayCloseCodes.InvalidShard, "Invalid shard."],
  badVersion: [GatewayCloseCodes.InvalidAPIVersion, "Invalid API version."],
  badIntents: [GatewayCloseCodes.InvalidIntents, "Invalid intent(s)."],
  forbiddenIntents: [GatewayCloseCodes.DisallowedIntents, "Disallowed intent(s)."],
} as const;

type Connection = {
  core: Core;
  socket: WebSocket;
  session: Session | null;
  sentAtMs: number[];
  silence: Silence;
};
type Silence = { timer: NodeJS.Timeout | null; afterMs: number };

/** Speaks the gateway protocol with one client, from HELLO to its close. */
export function connect(core: Core, socket: WebSocket, query: URLSearchParams, heartbeatMs: number): void {
  if (core.isDown || core.hub.state.isRefusing) {
    socket.terminate();
    return;
  }
  core.hub.sockets.add(socket);
  const silence: Silence = { timer: null, afterMs: heartbeatMs * 2 };
  const connection: Connection = { core, socket, session: null, sentAtMs: [], silence };
  socket.on("error", () => socket.terminate());
  socket.on("close", (code) => closed(connection, code));
  if (query.get("v") !== "10" || (query.get("encoding") ?? "json") !== "json")
    return end(connection, "badVersion");
  socket.on("message", (data) => receive(connection, data));
  write(socket, { op: 10, d: { heartbeat_interval: heartbeatMs, _trace: [] } });
  heard(connection);
}

function closed({ core, socket, session, silence }: Connection, code: number): void {
  core.hub.sockets.delete(socket);
  if (silence.timer !== null) clearTimeout(silence.timer);
  if (session === null || session.socket !== socket) return;
  session.socket = null;
  // A client that says goodbye properly gives its session up.
  if (code === 1000 || code === 1001) core.hub.sessions.delete(session.id);
}

function end({ socket }: Connection, why: keyof typeof close): void {
  const [code, reason] = close[why];
  socket.close(code, reason);
}

/** Starts the wait for the next heartbeat anew. */
function heard(connection: Connection): void {
  const { silence } = connection;
  if (silence.timer !== null) clearTimeout(silence.timer);
  silence.timer = setTimeout(() => end(connection, "silent"), silence.afterMs);
  silence.timer.unref();
}

function receive(connection: Connection, data: RawData): void {
  const { core, socket } = connection;
  const text = (data as Buffer).toString("utf8"); // ws gives one Buffer per message unless told otherwise
  const nowMs = performance.now();
  connection.sentAtMs = [...connection.sentAtMs.filter((at) => at > nowMs - 60_000), nowMs];
  if (connection.sentAtMs.length > limits.gatewaySendsPerMinute) return end(connection, "tooFast");
  const payload = Buffer.byteLength(text) > limits.gatewayPayloadBytes ? null : parse(text);
  if (payload === null) return end(connection, "badPayload");
  switch (payload.op) {
    case 1:
      heard(connection);
      if (!core.hub.state.isZombie) write(socket, { op: 11 });
      return;
    case 2:
      return identify(connection, payload.d);
    case 6:
      return resume(connection, payload.d);
    case 3:
    case 4:
    case 8:
      if (connection.session === null) end(connection, "notIdentified");
      return;
    default:
      return end(connection, "unknownOp");
  }
}

function parse(text: string): { op: number; d: Record<string, unknown> } | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value) || typeof value["op"] !== "number") return null;
    return { op: value["op"], d: isRecord(value["d"]) ? value["d"] : {} };
  } catch {
    return null;
  }
}

function identify(connection: Connection, d: Record<string, unknown>): void {
  const { core, socket } = connection;
  if (connection.session !== null) return end(connection, "identifiedTwice");
  const app = Object.values(core.world.apps).find((a) => a.token === d["token"]);
  if (app === undefined) return end(connection, "badToken");
  const intents = d["intents"];
  if (typeof intents !== "number" || (intents & ~everyIntent) !== 0) return end(connection, "badIntents");
  const forbidden = Object.entries(privilegedIntents).some(
    ([name, bit]) => (intents & bit) !== 0 && !app.privileged.some((p) => p === name),
  );
  if (forbidden) return end(connection, "forbiddenIntents");
  const shard = readShard(d["shard"]);
  if (shard === null) return end(connection, "badShard");
  if (identifiesLeft(core, app) === 0) return end(connection, "badToken");
  app.identifiesAt.push(core.now().getTime());
  const id = randomBytes(16).toString("hex");
  const session: Session = { id, appId: app.id, intents, shard, seq: 0, buffer: [], socket };
  connection.session = session;
  core.hub.sessions.set(id, session);
  core.hub.greet(session, app);
}

function readShard(value: unknown): [number, number] | null {
  if (value === undefined) return [0, 1];
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [index, count] = value.map(Number);
  return index !== undefined && count !== undefined && index >= 0 && index < count ? [index, count] : null;
}

/** Replays what the client missed, or tells it to start over when that is no longer known. */
function resume(connection: Connection, d: Record<string, unknown>): void {
  const { core, socket } = connection;
  const session = core.hub.sessions.get(String(d["session_id"]));
  const app = core.world.apps[session?.appId ?? ""];
  if (session === undefined || app === undefined) return write(socket, { op: 9, d: false });
  if (app.token !== d["token"]) return end(connection, "badToken");
  const seq = Number(d["seq"]);
  if (!Number.isInteger(seq) || seq > session.seq) return end(connection, "badSeq");
  const missed = session.buffer.filter((p) => (p.s ?? 0) > seq);
  if (missed.length < session.seq - seq) return write(socket, { op: 9, d: false });
  if (session.socket !== null && session.socket !== socket) session.socket.terminate();
  session.socket = socket;
  connection.session = session;
  for (const payload of missed) write(socket, payload);
  session.seq += 1;
  const resumed = { op: 0, t: "RESUMED", s: session.seq, d: { _trace: [] } };
  session.buffer.push(resumed);
  write(socket, resumed);
}
