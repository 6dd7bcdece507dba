import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { bodyMax, sources } from "@muster/alerts";
import type { Engine } from "@muster/engine";
import type { Clock } from "@muster/kernel";
import { workspaceOfToken, type AlertTokens } from "./bearer.ts";
import type { ReadBytes } from "./read-bytes.ts";

const unfinished = {
  "401": "Send the workspace's alert token: `Authorization: Bearer …`. It is the ALERT_TOKEN of this Muster.",
  "413": `The body is too large; ${bodyMax / 1024 / 1024} MiB fit. Send fewer alerts at once, such as with \`max_alerts\`.`,
};

/** Headers that no source needs, and that hold secrets. */
const withheld = new Set(["authorization", "cookie", "proxy-authorization", "x-api-key"]);

export type AlertsDoor = { tokens: AlertTokens; clock: Clock; read: ReadBytes };

/**
 * Takes what a monitor sends. It is read once here, so that a source that is set up wrongly hears of it at once, then stored
 * without the passwords that some send along, and worked on later.
 */
export function alertsDoor(engine: Engine, { tokens, clock, read: readBytes }: AlertsDoor) {
  return async (context: Context): Promise<Response> => {
    const request = context.req.raw;
    const workspaceId = workspaceOfToken(request.headers.get("authorization"), tokens);
    if (workspaceId === null) return context.json({ error: unfinished["401"] }, 401);

    const name = context.req.param("source") ?? "";
    const source = Object.hasOwn(sources, name) ? sources[name as keyof typeof sources] : undefined;
    if (source === undefined) {
      const known = Object.keys(sources).join(", ");
      return context.json(
        { error: `There is no source of that name. Known: ${known}. For anything else use generic.` },
        404,
      );
    }

    const body = await readBytes(request, bodyMax);
    if (body === "too-large") return context.json({ error: unfinished["413"] }, 413);
    const headers = Object.fromEntries([...request.headers].filter(([header]) => !withheld.has(header)));
    const contentType = request.headers.get("content-type");
    const read = source.read({ headers, body, contentType, receivedAt: clock.now() });
    if (!read.ok) {
      const { kind, because, fix } = read.refused;
      return context.json({ error: `${because} ${fix}` }, kind === "too-large" ? 413 : 415);
    }
    const raw = source.redact(body);
    // Monitors send no delivery id, and the same words again may well be news: the incident was closed in between.
    const deliveryId = randomUUID();
    await engine.inbox.put({
      source: "alerts",
      deliveryId,
      headers: { ...headers, "x-muster-source": name },
      raw,
      workspaceId,
    });
    return context.json({ received: true, signals: read.value.signals.length }, 202);
  };
}
