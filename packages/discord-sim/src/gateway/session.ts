import type { WebSocket } from "ws";
import { limits } from "../limits.ts";

export type Payload = { op: number; d: unknown; s: number | null; t: string | null };

/** One identified connection of a bot. It outlives its socket so that it can be resumed. */
export type Session = {
  id: string;
  appId: string;
  intents: number;
  shard: [number, number];
  seq: number;
  buffer: Payload[];
  socket: WebSocket | null;
};

export function sendTo(session: Session, t: string, d: unknown, copies = 1): void {
  session.seq += 1;
  const payload: Payload = { op: 0, d, s: session.seq, t };
  session.buffer.push(payload);
  if (session.buffer.length > limits.resumeBuffer) session.buffer.shift();
  for (let i = 0; i < copies; i += 1) write(session.socket, payload);
}

export function write(socket: WebSocket | null, payload: Partial<Payload>): void {
  if (socket?.readyState !== socket?.OPEN) return;
  socket?.send(JSON.stringify({ s: null, t: null, d: null, ...payload }));
}

/** Does this shard carry that guild? Direct messages and the like are on shard 0. */
export function carries(session: Session, guildId: string | null): boolean {
  const [index, count] = session.shard;
  if (guildId === null) return index === 0;
  return Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
}
