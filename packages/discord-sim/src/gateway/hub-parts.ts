import type { WebSocket } from "ws";
import type { App } from "../world.ts";
import type { Dispatch } from "./dispatch.ts";
import type { Session } from "./session.ts";

/** Who is connected, and how what happens reaches them. */
export type Hub = {
  sessions: Map<string, Session>;
  state: { isZombie: boolean; isRefusing: boolean; copies: number; held: Dispatch[] | null };
  dispatch(dispatch: Dispatch): void;
  greet(session: Session, app: App): void;
  sockets: Set<WebSocket>;
};
