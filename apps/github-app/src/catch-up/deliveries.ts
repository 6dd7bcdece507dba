import type { Engine } from "@muster/engine";
import { readEvents, type Github } from "@muster/github";
import type { Clock } from "@muster/kernel";

/** GitHub keeps deliveries for redelivery this long. https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const keptMs = 3 * 86_400_000;
/** What was delivered this long ago and is not in our inbox will not come by itself. */
const onItsWayMs = 60_000;
const pagesMax = 50;

type Listed = { id: number; guid: string; event: string; delivered_at: string };

/**
 * Fetches webhooks that GitHub sent while nobody listened, and puts them into the inbox as if they had come: the network path from
 * GitHub to here need not work for that. What counts is whether the inbox has it, not what the log says of how it arrived: a database that
 * is an older copy lacks what was answered well. Resolves to how many were missed.
 */
export async function recoverDeliveries(
  { engine, github, clock }: { engine: Engine; github: Github; clock: Clock },
  since: Date | null,
): Promise<number> {
  const until = clock.now().getTime();
  const from = Math.max(until - keptMs, since?.getTime() ?? 0);
  const told = await toldSince(github, from, until);
  const unknown = new Set(await engine.inbox.unknown("github", [...told.keys()]));
  const missed = [...told.values()].filter(({ guid }) => unknown.has(guid)).toReversed();
  let count = 0;
  for (const { id, guid, event } of missed) {
    const { data } = await github.app.rest.apps.getWebhookDelivery({ delivery_id: id });
    const raw = Buffer.from(JSON.stringify(data.request.payload));
    const headers = { "x-github-event": event, "x-github-delivery": guid };
    const stored = await engine.inbox.put({
      source: "github",
      deliveryId: guid,
      headers,
      raw: new Uint8Array(raw),
      workspaceId: null,
    });
    if (stored === "stored") count += 1;
  }
  return count;
}

/** Deliveries of that span that mean something here, by their guid, the newest first. Attempts of one share it. */
async function toldSince(github: Github, from: number, until: number): Promise<Map<string, Listed>> {
  const told = new Map<string, Listed>();
  const pages = github.app.paginate.iterator("GET /app/hook/deliveries", { per_page: 100 });
  let page = 0;
  for await (const { data } of pages) {
    const listed = data as Listed[];
    for (const delivery of listed) {
      const at = new Date(delivery.delivered_at).getTime();
      const isDue = at >= from && at <= until - onItsWayMs;
      if (isDue && readEvents.includes(delivery.event)) told.set(delivery.guid, delivery);
    }
    page += 1;
    const oldest = listed.at(-1);
    if (oldest === undefined || new Date(oldest.delivered_at).getTime() < from || page >= pagesMax) break;
  }
  return told;
}
