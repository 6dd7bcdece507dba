import type { Engine } from "@muster/engine";
import { readEvents, type Github } from "@muster/github";
import type { Clock } from "@muster/kernel";

/** GitHub keeps deliveries for redelivery this long. https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const keptMs = 3 * 86_400_000;
/** What was delivered this long ago and is not in our inbox will not come by itself. */
const onItsWayMs = 60_000;
const pagesMax = 50;

type Listed = { id: number; guid: string; event: string; status: string; delivered_at: string };

/**
 * Fetches webhooks that GitHub sent while nobody listened, and puts them into the inbox as if they had come: the network path from
 * GitHub to here need not work for that. The inbox knows what it had already. Resolves to how many were missed.
 */
export async function recoverDeliveries(
  { engine, github, clock }: { engine: Engine; github: Github; clock: Clock },
  since: Date | null,
): Promise<number> {
  const until = clock.now().getTime();
  const from = Math.max(until - keptMs, since?.getTime() ?? 0);
  const missed = await missedSince(github, from, until);
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

/** Deliveries of which no attempt arrived, the oldest first. */
async function missedSince(github: Github, from: number, until: number): Promise<Listed[]> {
  const seen = new Map<string, { first: Listed; arrived: boolean }>();
  const pages = github.app.paginate.iterator("GET /app/hook/deliveries", { per_page: 100 });
  let page = 0;
  for await (const { data } of pages) {
    const listed = data as Listed[];
    for (const delivery of listed) {
      const known = seen.get(delivery.guid);
      const arrived = delivery.status === "OK" || known?.arrived === true;
      seen.set(delivery.guid, { first: known?.first ?? delivery, arrived });
    }
    page += 1;
    const oldest = listed.at(-1);
    if (oldest === undefined || new Date(oldest.delivered_at).getTime() < from || page >= pagesMax) break;
  }
  const isDue = ({ delivered_at }: Listed): boolean => {
    const at = new Date(delivered_at).getTime();
    return at >= from && at <= until - onItsWayMs;
  };
  return [...seen.values()]
    .filter(({ first, arrived }) => !arrived && isDue(first) && readEvents.includes(first.event))
    .map(({ first }) => first)
    .reverse();
}
