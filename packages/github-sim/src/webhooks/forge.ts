import { randomUUID } from "node:crypto";
import type { App } from "../world.ts";
import { deliveryHeaders } from "./emit.ts";

export type Forged = { url: string; body: string; headers: Record<string, string> };

/** A delivery that GitHub never made, with everything right about it; tests spoil what they want to. */
export function forgeDelivery(app: App, event: string, payload: object): Forged {
  const body = JSON.stringify(payload);
  return { url: app.webhook?.url ?? "", body, headers: deliveryHeaders(app, randomUUID(), { event, body }) };
}
