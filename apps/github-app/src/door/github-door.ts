import type { Context } from "hono";
import type { Engine } from "@muster/engine";
import { isSigned } from "./signature.ts";
import type { ReadBytes } from "./read-bytes.ts";

/** GitHub sends no larger payload. https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
export const webhookMaxBytes = 25 * 1024 * 1024;

/** Everything else of a delivery's headers is of no use later. */
const keptHeaders = ["x-github-event", "x-github-delivery", "x-github-hook-installation-target-id"];

/**
 * Takes a webhook: proven to be GitHub's first, then stored for good, then answered. Work is done later, because GitHub waits ten
 * seconds and never sends again by itself.
 */
export function githubDoor(engine: Engine, secrets: readonly string[], read: ReadBytes) {
  return async (context: Context): Promise<Response> => {
    const request = context.req.raw;
    const signature = request.headers.get("x-hub-signature-256");
    if (signature === null)
      return context.json({ error: "This is not signed. Set the webhook secret in the GitHub App." }, 401);
    const raw = await read(request, webhookMaxBytes);
    if (raw === "too-large") return context.json({ error: "GitHub sends no payloads above 25 MB." }, 413);
    if (!isSigned(raw, signature, secrets)) {
      return context.json(
        { error: "The signature does not fit. Compare GITHUB_WEBHOOK_SECRET with the App's settings." },
        401,
      );
    }

    const deliveryId = request.headers.get("x-github-delivery") ?? "";
    const event = request.headers.get("x-github-event") ?? "";
    if (!/^[\w-]{1,100}$/.test(deliveryId) || !/^\w{1,60}$/.test(event)) {
      return context.json({ error: "X-GitHub-Delivery or X-GitHub-Event is missing." }, 400);
    }
    const headers = Object.fromEntries(keptHeaders.map((name) => [name, request.headers.get(name) ?? ""]));
    const stored = await engine.inbox.put({ source: "github", deliveryId, headers, raw, workspaceId: null });
    return context.json({ received: true, delivery: stored }, 202);
  };
}
